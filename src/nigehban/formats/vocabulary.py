"""The words that senders use for the same thing, folded to ours; shared by all readers.

A word that we have no name for keeps the sender's, in snake_case: nothing is dropped for being new.
"""

from __future__ import annotations

import re

_TAGS = {
    "anime_drawing_virtual_hentai": "anime",
    "batched_report": "batched",
    "csam_solicitation": "solicitation",
    "generative_artificial_intelligence": "generative_ai",
    "livestream": "live_streaming",
    "livestreaming": "live_streaming",
    "meme": "potential_meme",
    "minor_to_minor_interaction": "minor_to_minor",
    "possible_self_production": "self_produced",
    "possibly_self_produced": "self_produced",
    "potential_meme_report": "potential_meme",
    "sadistic_online_exploitation": "sadistic",
    "self_production": "self_produced",
    "violence_gore": "violence",
    "viral_potential_meme": "potential_meme",
}
_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GAP = re.compile(r"[\W_]+")


def snake_case(words: str) -> str:
    """``liveStreaming``, ``Live Streaming`` and ``live-streaming`` are all ``live_streaming``."""
    return _GAP.sub("_", _HUMP.sub("_", words.strip())).strip("_").lower()


def tag_name(words: str) -> str:
    """Our name of a sender's tag (see ``records.Tag``), or the sender's own in snake_case."""
    name = snake_case(words)
    return _TAGS.get(name, name)


def yes_or_no(words: str) -> bool | None:
    """A stated yes or no; ``None`` for anything else, which is *unknown* and never *no*."""
    word = words.strip().lower()
    if word in _YES:
        return True
    return False if word in _NO else None


def hash_algorithm(words: str) -> str:
    """``SHA-1``, ``sha1`` and ``SHA 1`` are all ``sha1``: the hint of a ``file_hash`` mention."""
    return _GAP.sub("", words).lower()
