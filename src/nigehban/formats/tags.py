"""The names of presence tags, folded: every sender writes them differently."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD: Final = re.compile(r"[^\w]+")
_LONGEST: Final = 200

_OURS: Final = {
    "ai_generated": "generative_ai",
    "gen_ai": "generative_ai",
    "generated_by_ai": "generative_ai",
    "anime_drawing_virtual_hentai": "anime",
    "batched_report": "batched",
    "csam_solicitation": "solicitation",
    "infant_toddler": "infant",
    "live_stream": "live_streaming",
    "livestream": "live_streaming",
    "livestreaming": "live_streaming",
    "meme": "potential_meme",
    "potential_meme_report": "potential_meme",
    "minor_to_minor_interaction": "minor_to_minor",
    "possible_self_production": "self_produced",
    "self_production": "self_produced",
    "self_generated": "self_produced",
    "sadistic_online_exploitation": "sadistic",
    "violence_gore": "violence",
    "viral_potential_meme": "potential_meme",
}
"""Folded names of senders and what we call them (see ``records.Tag``)."""


@lru_cache(maxsize=4096)
def fold_tag(name: str) -> str:
    """Our name of a tag: ``generativeAi`` and “Generative AI” are both ``generative_ai``.

    A tag that we have no name for keeps the sender's in snake_case; ``""`` when no letter or digit is in it.
    """
    words = _NOT_WORD.sub("_", _CAMEL.sub("_", name[:_LONGEST].strip()))
    folded = re.sub("_+", "_", words).strip("_").lower()
    return _OURS.get(folded, folded)
