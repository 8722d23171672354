"""Words that senders use for the same thing, folded to ours; shared by the readers. Tags are in ``tags``."""

from __future__ import annotations

import re

_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def yes_or_no(words: str) -> bool | None:
    """A stated yes or no; ``None`` for anything else, which is *unknown* and never *no*."""
    word = words.strip().lower()
    if word in _YES:
        return True
    return False if word in _NO else None


def hash_algorithm(words: str) -> str:
    """``SHA-1``, ``sha1`` and ``SHA 1`` are all ``sha1``: the hint of a ``file_hash`` mention."""
    return _NOT_ALPHANUMERIC.sub("", words).lower()
