"""The parts of the table reader: cells of CSV and XLSX, and rows that become referrals."""
