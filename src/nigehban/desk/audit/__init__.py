"""What happened: writes by trigger, reads of personal data in a chained log."""
