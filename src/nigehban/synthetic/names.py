"""Names and the ways in which one person's name is written."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random


@dataclass(frozen=True, slots=True)
class NamePart:
    """A given or family name, its other Roman spellings, and its Urdu spelling (``""`` for a foreign one)."""

    usual: str
    variants: tuple[str, ...]
    urdu: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name."""

    given: NamePart
    family: NamePart

    @property
    def usual(self) -> str:
        """As the person's papers have it."""
        return f"{self.given.usual} {self.family.usual}"


@cache
def parts(kind: str) -> tuple[NamePart, ...]:
    """``m`` and ``f`` given names, ``l`` family names, ``x`` foreign given and ``y`` foreign family names."""
    with files(__package__).joinpath("names.csv").open(encoding="utf-8") as lines:
        return tuple(
            NamePart(row["usual"], tuple(row["variants"].split("|")), row["urdu"])
            for row in csv.DictReader(lines)
            if row["part"] == kind
        )


def invent_name(rng: Random, *, female: bool, local: bool, family: NamePart | None = None) -> Name:
    """A random pair of names; ``family`` is given for members of one household."""
    given = rng.choice(parts(("f" if female else "m") if local else "x"))
    return Name(given, family or rng.choice(parts("l" if local else "y")))


def other_spelling(rng: Random, part: NamePart) -> str:
    """One of the spellings in use; the usual one half the time."""
    return part.usual if rng.random() < 0.5 else rng.choice(part.variants)


def spell(rng: Random, name: Name) -> tuple[str, str]:
    """Given and family name as some clerk or user wrote them: variant, Urdu, swapped, initial."""
    draw = rng.random()
    if draw < 0.12 and name.given.urdu and name.family.urdu:
        return name.given.urdu, name.family.urdu
    given, family = other_spelling(rng, name.given), other_spelling(rng, name.family)
    if draw < 0.20:
        return family, given
    if draw < 0.28:
        return f"{given[0]}.", family
    if draw < 0.34:
        return given.upper(), family.upper()
    return given, family
