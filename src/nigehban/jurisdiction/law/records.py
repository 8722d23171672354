"""Law in memory: acts, offences with their versions, other numberings. ``None`` is *not stated*, never *no*.

Durations are ISO 8601 (``P7Y``), fines whole units of the pack's currency. ``start`` and ``end`` of a version are the
first and the last day in force, each as far as it is known (see ``days``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from nigehban.jurisdiction.days import Day
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.texts import Text


class Act(NamedTuple):
    """A law, and how people write its name."""

    id: str
    title: Text
    names: tuple[str, ...]
    number: str | None
    year: int | None
    start: Day | None
    note: str | None
    source: str
    confidence: str
    line: int


class Penalty(NamedTuple):
    """What may be imposed. ``join`` says how prison and fine go together: ``and``, ``or``, ``or_both``; ``other`` holds
    what is no term of years (``life``, ``death``); ``fine`` is true where the amount is not stated.
    """

    imprisonment_min: str | None = None
    imprisonment_max: str | None = None
    fine_min: int | None = None
    fine_max: int | None = None
    join: str | None = None
    fine: bool | None = None
    other: tuple[str, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Whether the pack says anything at all."""
        return self != Penalty()


class Variant(NamedTuple):
    """Another penalty under a condition: the victim is a minor, a prior conviction."""

    when: Text
    penalty: Penalty


class Conflict(NamedTuple):
    """Another reading of the law. It is shown beside the first; nobody but counsel resolves it."""

    says: str
    penalty: Penalty
    source: str
    confidence: str
    start: Day | None = None
    end: Day | None = None

    def may_hold(self, on: date) -> bool:
        """Whether it concerns a day; without days of its own, every day of its version."""
        return (self.start is None or self.start.first <= on) and (self.end is None or on <= self.end.last)


@dataclass(frozen=True)
class Version:
    """How an offence stood over a span of days."""

    start: Day | None
    end: Day | None
    penalty: Penalty
    variants: tuple[Variant, ...]
    conflicts: tuple[Conflict, ...]
    note: str | None
    source: str
    confidence: str
    line: int

    def may_hold(self, on: date) -> bool:
        """Whether it can have been in force on a day, as far as the days are known."""
        return (self.start is None or self.start.first <= on) and (self.end is None or on <= self.end.last)

    def holds(self, on: date) -> bool:
        """Whether it certainly was."""
        return (self.start is None or self.start.last <= on) and (self.end is None or on <= self.end.first)


@dataclass(frozen=True)
class Offence:
    """A section of an act: an offence or, by ``kind``, a definition or a rule of procedure. ``heading`` is the
    statute's own, where it uses words that are no longer used. ``marks``: how sure the pack is of single facts.
    """

    code: str
    act: str
    section: str
    kind: str
    title: Text
    heading: str | None
    cognizable: bool | None
    bailable: bool | None
    compoundable: bool | None
    marks: Mapping[str, str]
    schedules: tuple[str, ...]
    replaced_by: tuple[str, ...]
    suggest: bool
    note: str | None
    versions: tuple[Version, ...]
    file: str
    line: int


class Renumbering(NamedTuple):
    """A section's number in another text of the same act (``numbering``: bill, press) and its number in the act."""

    act: str
    section: str
    numbering: str
    now: str
    source: str
    confidence: str
    line: int


class ChargeSet(NamedTuple):
    """Offences that are usually charged together; ``before``: the conduct must lie before that day. ``codes_at`` are
    the lines on which ``offences`` and ``optional`` stand.
    """

    id: str
    title: Text
    offences: tuple[str, ...]
    optional: tuple[str, ...]
    before: date | None
    source: str
    confidence: str
    line: int
    codes_at: tuple[int, int]


class Wording(NamedTuple):
    """How officers write references: words for "section", words that mean nothing, letters of other scripts; words for
    a part of a section, and words for "from this section to that".
    """

    skip: tuple[str, ...]
    breaks: tuple[str, ...]
    joins: tuple[str, ...]
    letters: Mapping[str, str]
    numberings: Mapping[str, str]
    parts: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()


class OpenPoint(NamedTuple):
    """What counsel has still to answer."""

    id: str
    text: str
    concerns: tuple[str, ...]
    line: int


@dataclass(frozen=True, eq=False)
class Law:
    """All law of a pack, as it was known on ``known_on``."""

    heading: Heading
    known_on: date
    wording: Wording
    acts: tuple[Act, ...]
    offences: tuple[Offence, ...]
    renumberings: tuple[Renumbering, ...]
    charge_sets: tuple[ChargeSet, ...]
    open_points: tuple[OpenPoint, ...] = field(default=())

    @cached_property
    def by_code(self) -> dict[str, Offence]:
        """Every offence by its code."""
        return {offence.code: offence for offence in self.offences}

    @cached_property
    def by_act(self) -> dict[str, Act]:
        """Every act by its id."""
        return {act.id: act for act in self.acts}
