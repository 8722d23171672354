"""Benign synthetic referrals with the truth kept apart.

Nothing here is real. Names are random pairs from small lists of common names; texts are placeholder sentences;
pictures are noise. Identifiers come from ranges that no one holds (see ``reserved``): documentation IP addresses,
``example`` and ``.test`` domains (``gmail.example`` keeps the dots-and-tags rule of a real provider), phone blocks
that no numbering plan has assigned, locality code ``x0000`` for identity cards, test IMEI codes, random hashes.

::

    world = make_world(20_000, seed=7)
    write_referrals(world, Path("out"))      # out/documents, out/later, out/truth
    synth_referrals(20_000, 7, Path("out"))  # the same, and what ``nigehban synth referrals`` calls

``out/documents`` is what arrives first, ``out/later`` what arrives afterwards (it wakes set-aside referrals), and
``out/truth`` must never be shown to the programs under test.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nigehban.synthetic.delivery import Packing, synth_referrals, write_referrals
    from nigehban.synthetic.difficulty import Difficulty
    from nigehban.synthetic.world import World, make_world

__all__ = ["Difficulty", "Packing", "World", "make_world", "synth_referrals", "write_referrals"]

_HOMES = {
    "Difficulty": "difficulty",
    "Packing": "delivery",
    "World": "world",
    "make_world": "world",
    "synth_referrals": "delivery",
    "write_referrals": "delivery",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that small commands stay fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
