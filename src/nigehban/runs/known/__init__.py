"""Sets of known hashes and the files around them: lists that are imported, hashes to be matched, answers, exports."""
