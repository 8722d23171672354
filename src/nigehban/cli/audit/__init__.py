"""``nigehban audit``: what the logs say of themselves."""
