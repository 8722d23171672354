"""What the category codes of other schemes mean, and what roughly corresponds to them elsewhere: versioned data.

A native code stays what it is; this is shown beside it, never instead of it. What is not in the tables is unknown:
``meaning`` then gives ``None``, and nobody may guess. A number of VICS means nothing without its regional profile.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from nigehban.formats.mapping import fold

_ANY: Final = ""


class Meaning(NamedTuple):
    """What one code means.

    ``means`` describes it without a judgement of its own; ``roughly`` names codes of other schemes that are near, as
    ``SCHEME CODE``; ``note`` says what to beware of. ``edition`` is the date of the table.
    """

    code: str
    means: str
    roughly: tuple[str, ...]
    note: str
    edition: str


def meaning(scheme: str, code: str, version: str | None = None, profile: str | None = None) -> Meaning | None:
    """The meaning of a code as a list of this scheme, version and regional profile writes it; ``None``: unknown."""
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
                        )
                        found[fold(scheme), fold(table.get("profile", _ANY)), fold(words)] = known, versions
    return found
