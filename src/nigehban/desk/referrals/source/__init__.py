"""A sealed source document opened to be read: text only, at a place, a window at a time."""
