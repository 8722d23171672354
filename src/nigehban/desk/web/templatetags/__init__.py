"""Words that the templates use."""
