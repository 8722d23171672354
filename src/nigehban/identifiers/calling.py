"""Calling codes: which country a number in international form belongs to, and how long it can be.

The table ``calling_codes.csv`` (prefix, code, ISO country, shortest and longest national number) was made from the
metadata of the ``phonenumbers`` package (Apache-2.0), with the area codes that tell the countries of +1 and +7 apart.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Calling(NamedTuple):
    """One calling code (or an area of a shared one). Lengths are digits of the national number."""

    code: str
    country: str | None
    shortest: int
    longest: int


@cache
def table() -> dict[str, Calling]:
    """All calling codes by their leading digits."""
    rows = Path(__file__).with_name("calling_codes.csv").read_text("ascii").split()[1:]
    known = {}
    for row in rows:
        prefix, code, country, shortest, longest = row.split(",")
        known[prefix] = Calling(code, country or None, int(shortest), int(longest))
    return known


def calling(digits: str) -> Calling | None:
    """The calling code that international digits (without ``+``) start with; the most exact one."""
    known = table()
    for length in (4, 3, 2, 1):
        found = known.get(digits[:length])
        if found is not None:
            return found
    return None
