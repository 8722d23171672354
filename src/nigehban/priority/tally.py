"""Which rules fired on which leads: each once a lead, with the row that represents it.

Order never matters to the result but for one thing: of several rows of a rule, the first in the table represents it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.inputs import BadInputs, Flags, Inputs, Ints
from nigehban.priority.rules import Rule, Ruleset
from nigehban.priority.signal import Axis

NO_SIGNAL = -1
"""In place of a signal's row: the neighbours made the rule fire, not the document."""


class Hits(NamedTuple):
    """One rule on many leads. ``lead`` ascends without repeats; ``signal`` is the row that represents it, or
    ``NO_SIGNAL``; ``value`` is what was counted."""

    rule: Rule
    lead: Ints
    signal: Ints
    value: NDArray[np.float32]

    @property
    def points(self) -> NDArray[np.int32]:
        """The points on each lead."""
        rule = self.rule
        if not rule.each:
            return np.full(len(self.lead), rule.earned(), np.int32)
        points = np.rint(rule.points * self.value)
        return np.clip(points, min(rule.cap, 0), max(rule.cap, 0)).astype(np.int32)


@dataclass(frozen=True)
class Tally:
    """The hits of all rules on ``leads`` leads, in the order in which they are shown: axis, then points, then code."""

    hits: tuple[Hits, ...]
    leads: int

    def total(self, axis: Axis) -> Ints:
        """The points of an axis on each lead."""
        total = np.zeros(self.leads, np.int32)
        for hit in self.hits:
            if hit.rule.axis is axis:
                total[hit.lead] += hit.points
        return total

    def fired(self, *rules: str) -> Flags:
        """On which leads any of these rules fired."""
        return self.where(hit for hit in self.hits if hit.rule.name in rules)

    def where(self, hits: Iterable[Hits]) -> Flags:
        """On which leads any of these hits is."""
        flags = np.zeros(self.leads, np.bool_)
        for hit in hits:
            flags[hit.lead] = True
        return flags


def tally(leads: int, hits: Iterable[Hits]) -> Tally:
    """The hits that hold anything, in the order in which they are shown."""
    axes = list(Axis)
    kept = [hit for hit in hits if len(hit.lead)]
    kept.sort(key=lambda hit: (axes.index(hit.rule.axis), -hit.rule.points, hit.rule.code))
    return Tally(tuple(kept), leads)


def stated_hits(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    """The hits of what the documents state; ``BadInputs`` for a code that is no rule."""
    by_code = rules.by_code()
    for code, rows in rows_by_rule(inputs.signals.rule):
        if code not in by_code:
            raise BadInputs(f"Signals name the rule code {code}, which these rules do not have. Read the input again.")
        leads = inputs.referrals.lead[inputs.signals.referral[rows]]
        lead, signal = _once(leads, rows, len(inputs.leads))
        yield Hits(by_code[code], lead, signal, np.ones(len(lead), np.float32))


def rows_by_rule(codes: NDArray[np.int16]) -> Iterator[tuple[int, Ints]]:
    """Each rule code with the rows that carry it, ascending."""
    order = np.argsort(codes, kind="stable").astype(np.int32)
    present, starts = np.unique(codes[order], return_index=True)
    for code, rows in zip(present, np.split(order, starts[1:]), strict=len(present) > 0):
        yield int(code), rows


def counted(rule: Rule, values: NDArray[np.generic], where: Flags) -> Hits:
    """A rule of the neighbours, with one value a lead."""
    lead = np.flatnonzero(where).astype(np.int32)
    return Hits(rule, lead, np.full(len(lead), NO_SIGNAL, np.int32), values[lead].astype(np.float32))


def _once(leads: Ints, rows: Ints, size: int) -> tuple[Ints, Ints]:
    """Each lead with its first row. Written backwards, so that the first row is the one that stays."""
    first = np.full(size, NO_SIGNAL, np.int32)
    first[leads[::-1]] = rows[::-1]
    lead = np.flatnonzero(first != NO_SIGNAL).astype(np.int32)
    return lead, first[lead]
