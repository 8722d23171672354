"""The names of circles on a terminal, which speaks English."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.jurisdiction import UnitNames


def names_of(pack: str | None) -> UnitNames:
    """How the pack calls its units; no names where none is known, and a line says so when it cannot be read."""
    from nigehban.jurisdiction import PackError, UnitNames, unit_names

    if pack is None:
        return UnitNames()
    try:
        return unit_names(pack)
    except PackError as error:
        print(f"Circles are shown by their codes. {printable(str(error))}", file=sys.stderr)
        return UnitNames()


def short_name(unit: str | None, names: UnitNames) -> str:
    """A unit in a column of a table."""
    return printable(names.short(unit).text) if unit else "unknown"


def full_name(unit: str | None, names: UnitNames) -> str:
    """A unit in a sentence."""
    return printable(names.full(unit).text) if unit else "an unknown circle"
