"""The parts of the platform XML reader: the tree, people and accounts, incidents, files."""
