"""Cases: from the first word to the appeal. Deadlines and statistics are computed from their events."""
