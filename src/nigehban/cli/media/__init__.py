"""``nigehban media``: digests and perceptual hashes of files."""
