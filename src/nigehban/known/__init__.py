"""Sets of known hashes: stored as immutable generations, found exactly and nearly.

add(folder, listed, stated, original, key=key, now=now)   # one more generation, or nothing for the same file again
generation = open_current(folder)                         # stays as it is, whatever is added meanwhile
for hits in match(generation, "md5", hashes): ...         # every entry of every source, exact; PDQ also near
verify(folder).problems                                   # any changed byte, by file
"""

from nigehban.known.adding import Added, add
from nigehban.known.answers import ANSWER, answer
from nigehban.known.building import LEAST_QUALITY
from nigehban.known.checking import Problem
from nigehban.known.errors import (
    BadKeyError,
    BusyError,
    DamagedError,
    KeyFileError,
    KnownError,
    NoSetError,
    NoSourceError,
    RadiusError,
    SignerError,
    WriteError,
)
from nigehban.known.generations import Generation, open_current
from nigehban.known.manifest import record_of
from nigehban.known.matching import match
from nigehban.known.near import DEFAULT_RADIUS, MOST_RADIUS
from nigehban.known.retracting import retract
from nigehban.known.segments import WIDTHS, Hits
from nigehban.known.signing import SigningKey, load_or_make_key
from nigehban.known.sources import Original, Source, Stated
from nigehban.known.verifying import Seen, verify

__all__ = [
    "ANSWER",
    "DEFAULT_RADIUS",
    "LEAST_QUALITY",
    "MOST_RADIUS",
    "WIDTHS",
    "Added",
    "BadKeyError",
    "BusyError",
    "DamagedError",
    "Generation",
    "Hits",
    "KeyFileError",
    "KnownError",
    "NoSetError",
    "NoSourceError",
    "Original",
    "Problem",
    "RadiusError",
    "Seen",
    "SignerError",
    "SigningKey",
    "Source",
    "Stated",
    "WriteError",
    "add",
    "answer",
    "load_or_make_key",
    "match",
    "open_current",
    "record_of",
    "retract",
    "verify",
]
