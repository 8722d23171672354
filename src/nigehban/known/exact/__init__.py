"""Exact look-up of digests of one width: MD5, SHA-1, SHA-256, or opaque values like the 144 bytes of PhotoDNA.

write_keys(keys, path)                   # (rows, width) uint8, in any order, equal ones allowed
index = KeyIndex.open(path, width=16)    # mapped into memory: milliseconds at any size
found = index.find(queries)              # (queries, width) uint8 -> query, row
for found in index.blocks(queries): ...  # the same in bounded blocks
"""

from nigehban.known.exact.index import Found, KeyIndex, write_keys

__all__ = ["Found", "KeyIndex", "write_keys"]
