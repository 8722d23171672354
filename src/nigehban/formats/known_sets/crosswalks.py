"""What the category codes of other schemes mean, and what roughly corresponds to them elsewhere: versioned data.

A native code stays what it is; this is shown beside it, never instead of it. What is not in the tables is unknown:
``meaning`` then gives ``None``, and nobody may guess. A number of VICS means nothing without its regional profile.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from nigehban.formats.mapping import fold

_ANY: Final = ""


class Standing(StrEnum):
    """What a code says that the program itself may act on."""

    MATERIAL = "material"
    """Child sexual abuse material, or exploitative of a child."""
    HARMLESS = "harmless"
    """Nothing that concerns a child: to be set aside."""


class Meaning(NamedTuple):
    """What one code means.

    ``means`` describes it without a judgement of its own; ``roughly`` names codes of other schemes that are near, as
    ``SCHEME CODE``; ``note`` says what to beware of. ``edition`` is the date of the table. ``standing`` is ``None``
    where the code leaves it open.
    """

    code: str
    means: str
    roughly: tuple[str, ...]
    note: str
    edition: str
    standing: Standing | None = None


def meaning(scheme: str, code: str, version: str | None = None, profile: str | None = None) -> Meaning | None:
    """The meaning of a code as a list of this scheme, version and regional profile writes it; ``None``: unknown.

    The code of a list without categories is empty.
    """
    found = _meanings().get((fold(scheme), fold(profile or _ANY), fold(code)))
    if found is None:
        return None
    known, versions = found
    return known if version is None or not versions or version in versions else None


@lru_cache(maxsize=1)
def _meanings() -> dict[tuple[str, str, str], tuple[Meaning, frozenset[str]]]:
    """By scheme, profile and code, folded: the meaning, and the versions that it is known for (none: all)."""
    found = {}
    folder = resources.files("nigehban.formats.known_sets") / "crosswalks"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            table = tomllib.loads(entry.read_text("utf-8"))
            for code in table["code"]:
                versions = frozenset(table.get("versions", ()))
                for scheme in table["schemes"]:
                    for words in (code["code"], *code.get("also", ())):
                        known = Meaning(
                            code["code"],
                            code["means"],
                            tuple(code.get("roughly", ())),
                            code.get("note", ""),
                            table["edition"],
                            Standing(code["standing"]) if "standing" in code else None,
                        )
                        found[fold(scheme), fold(table.get("profile", _ANY)), fold(words)] = known, versions
    return found
