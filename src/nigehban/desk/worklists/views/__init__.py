"""Pages and forms of the work."""
