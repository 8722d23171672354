"""Where things lie in the folder of a set.

::

    CURRENT                      the number of the current generation and its manifest's SHA-256
    SIGNER                       the public key that signs every generation
    generations/000001/          one folder a generation; nothing in it changes once it is there
        MANIFEST.json            what belongs to the generation, signed
        sources.jsonl            every source up to now
        rejected.jsonl           the rows of this import that could not be read
        list.json                what the list says about itself as a whole, and the text around its entries
        withdrawn.bits           one bit an entry up to now: was it taken back?
        segment/                 the entries that this generation added, and their keys
        merged/                  keys of several generations' entries in one, when many small ones had come

A generation holds only what it added. What came before is named in its manifest by the path where it lies.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from nigehban.known.errors import DamagedError, NoSetError

CURRENT = "CURRENT"
SIGNER = "SIGNER"
LOCK = ".lock"
GENERATIONS = "generations"
MANIFEST = "MANIFEST.json"
SOURCES = "sources.jsonl"
REJECTED = "rejected.jsonl"
LIST = "list.json"
WITHDRAWN = "withdrawn.bits"
SEGMENT = "segment"
MERGED = "merged"

_OURS = {CURRENT, SIGNER, LOCK, GENERATIONS}
_POINTER = re.compile(rb"([1-9][0-9]{0,8}) ([0-9a-f]{64})\n")
_PATH = re.compile(r"generations/[0-9]{6,9}/(?:(?:segment|merged)/)?[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)


class Pointer(NamedTuple):
    """Which generation is current: its number and the SHA-256 of its manifest."""

    generation: int
    manifest: str

    def encode(self) -> bytes:
        """The content of ``CURRENT``."""
        return f"{self.generation} {self.manifest}\n".encode()


def generation_path(number: int) -> str:
    """Where a generation lies, relative to the set."""
    return f"{GENERATIONS}/{number:06}"


def is_inside(path: str) -> bool:
    """Whether a path of a manifest leads to a file of a generation: a set may come from anywhere."""
    return _PATH.fullmatch(path) is not None


def read_pointer(root: Path) -> Pointer:
    """The current generation. Raises ``NoSetError`` where there is none, ``DamagedError`` for what is no pointer."""
    try:
        text = (root / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoSetError(f"{root} is no set of known hashes. Make one with nigehban known import.") from error
    except OSError as error:
        raise DamagedError(f"{root / CURRENT} cannot be read: {error.strerror}.") from error
    matched = _POINTER.fullmatch(text)
    if not matched:
        raise DamagedError(f"{root / CURRENT} does not name a generation. Get the set anew.")
    return Pointer(int(matched[1]), matched[2].decode())


def has_set(root: Path) -> bool:
    """Whether the folder holds a set; False where one may be begun. Raises ``NoSetError`` for a folder of others."""
    if (root / CURRENT).exists():
        return True
    if root.exists() and not root.is_dir():
        raise NoSetError(f"{root} is a file. Name a folder for the set.")
    strangers = {path.name for path in root.iterdir()} - _OURS if root.exists() else set()
    if strangers:
        raise NoSetError(f"{root} holds {min(strangers)!r}, which is no part of a set. Name a new folder.")
    return False
