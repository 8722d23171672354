"""Near search: all hashes of a set within a Hamming distance, each with its distance, none missed.

write_near_index(hashes, path)                       # (rows, 32) uint8, in any order, equal ones allowed
index = NearIndex.open(path)                         # mapped into memory: milliseconds at any size
matches = index.search(queries, radius=31)           # (queries, 32) uint8 -> query, row, distance
for matches in index.join(many, threads=2): ...      # the same in bounded blocks, for answers of any size

A picture that may be turned or mirrored is searched with its eight hashes as eight queries.
"""

from nigehban.known.near.index import NearIndex, write_near_index
from nigehban.known.near.matches import Matches
from nigehban.known.near.ring import DEFAULT_RADIUS, MOST_RADIUS

__all__ = ["DEFAULT_RADIUS", "MOST_RADIUS", "Matches", "NearIndex", "write_near_index"]
