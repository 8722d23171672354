"""The access page of a record."""
