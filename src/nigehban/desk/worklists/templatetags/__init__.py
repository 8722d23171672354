"""Tags of the work."""
