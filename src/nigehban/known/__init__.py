"""Sets of known hashes: stored as immutable generations, found exactly and nearly."""
