"""Recognising known files: what sets of known hashes say of the files in referrals and beside them.

open_sets(folders)                          # each set at its current generation
hash_media(tables, originals, root, steps)  # digests and PDQ of what lies beside documents
recognise(corpus, media, sets, day)         # who knows which file; which file nobody knows
with_signals(corpus, known)                 # the same as signals of priority
known_blocks(corpus, known)                 # the same as a table that a court can repeat
"""

from nigehban.runs.recognition.media import MEDIA, Originals, hash_media
from nigehban.runs.recognition.originals import GivenFiles, SealedFiles
from nigehban.runs.recognition.recognising import Recognition, recognise
from nigehban.runs.recognition.sets import KnownSet, open_sets
from nigehban.runs.recognition.telling import with_signals

__all__ = [
    "MEDIA",
    "GivenFiles",
    "KnownSet",
    "Originals",
    "Recognition",
    "SealedFiles",
    "hash_media",
    "open_sets",
    "recognise",
    "with_signals",
]
