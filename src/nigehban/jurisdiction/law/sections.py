"""A section as people write it: ``22-A`` is ``22A``, ``21(2)`` is ``21`` with the part ``2``."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import NamedTuple

from nigehban.jurisdiction.fold import plain

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_WRITTEN = re.compile(r"(\d+)(?:[-. ]?([a-z]{1,3}))?((?:\(\w+\)|\.\d+)*)")
_PART = re.compile(r"\w+")


class Number(NamedTuple):
    """``base`` is the number with its letter; ``parts`` the subsections, Roman numerals as figures."""

    base: str
    parts: tuple[str, ...] = ()

    @property
    def digits(self) -> str:
        """The number without its letter."""
        return self.base.rstrip(ascii_uppercase)

    @property
    def letter(self) -> str:
        """The letter, or ``""``."""
        return self.base[len(self.digits) :]

    def __str__(self) -> str:
        return self.base + "".join(f"({part})" for part in self.parts)


def number(section: str) -> Number | None:
    """The number of a section that stands alone ("22-A", "21(1)", "506(ii)"); ``None`` for anything else."""
    found = _WRITTEN.fullmatch(plain(section).strip())
    return of(found[1], found[2] or "", found[3]) if found else None


def of(digits: str, letter: str, parts: str) -> Number:
    """A number from its pieces, as a pattern found them."""
    figures = str(int(digits))
    return Number(figures + letter.upper(), tuple(_part(part) for part in _PART.findall(parts)))


def beside(one: Number, part: str) -> Number:
    """The number whose part stands beside that of another: of 21(1)(a) and (b) the second is 21(1)(b)."""
    part = _part(part)
    same = [index for index, own in enumerate(one.parts) if own.isdigit() == part.isdigit()]
    kept = one.parts[: same[-1]] if same else one.parts
    return Number(one.base, (*kept, part))


def roman(one: Number) -> Number | None:
    """The other reading of a letter that is a Roman numeral: 506-II is 506(2); ``None`` where there is none."""
    figure = _ROMAN.get(one.letter.lower())
    return Number(one.digits, (figure, *one.parts)) if figure else None


def lettered(one: Number) -> Number | None:
    """The other reading of a letter in brackets: 292(C) is 292C; ``None`` where there is none."""
    if one.letter or not one.parts or not (one.parts[0].isalpha() and len(one.parts[0]) == 1):
        return None
    return Number(one.base + one.parts[0].upper(), one.parts[1:])


def _part(part: str) -> str:
    return _ROMAN.get(part, part)
