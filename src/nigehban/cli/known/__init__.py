"""``nigehban known``: sets of known hashes."""
