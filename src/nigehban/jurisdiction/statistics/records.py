"""What a pack says of statistics: measures, their breakdowns, and the products in which they are told.

A measure is a count with a name: which events it counts, how often it counts one person, and the sentence that is
printed beside the figure. Nothing in it is SQL: the desk builds that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.statistics.periods import Cadence
from nigehban.jurisdiction.texts import Text

NOT_STATED = "not_stated"
"""The row of what no event said: it is shown, never dropped."""
NOT_RECOGNISED = "not_recognised"
"""The row of what was said in words that the pack does not know. The words themselves may name somebody."""


class Counts(StrEnum):
    """What a measure counts."""

    FLOW = "flow"
    """What happened in the period."""
    STOCK = "stock"
    """What was so at one moment: begun by then, and not ended."""
    ENTERED = "entered"
    """What became so in the period; with ``LEFT`` it explains how one stock became the next."""
    LEFT = "left"


class Distinct(StrEnum):
    """What is counted once, however many events speak of it."""

    EVENT = "event"
    CASE = "case"
    PERSON = "person"
    REF = "ref"
    """What bears one reference: an incident, an exhibit, a child's pseudonym."""


class Moment(StrEnum):
    """Where in the period a stock is taken."""

    START = "start"
    END = "end"


class Side(StrEnum):
    """Whence the value of a breakdown comes."""

    DATA = "data"
    UNIT = "unit"
    CITY = "city"
    PROVINCE = "province"
    OFFENCE = "offence"
    ACT = "act"


WITHIN = {Side.CITY: Side.PROVINCE, Side.OFFENCE: Side.ACT}
"""Rows of the one add up to a row of the other: suppression has to know."""


class Selector(NamedTuple):
    """Events of one type whose data have these values."""

    type: str
    where: Mapping[str, tuple[str, ...]]


class During(NamedTuple):
    """Only while this held of the same person: begun before the event, and not ended.

    ``until`` names the data of the events that begin it in which its last day may stand; another beginning of the same
    entry that states it sets it anew.
    """

    began: tuple[Selector, ...]
    ended: tuple[Selector, ...]
    until: str = ""


class CountingUnit(NamedTuple):
    """What one is one of: a report, a suspect, a case."""

    id: str
    title: Text
    line: int


class Value(NamedTuple):
    """One row that a breakdown can have."""

    id: str
    title: Text


class Breakdown(NamedTuple):
    """By what figures are told apart; ``values`` only where the pack lists them."""

    id: str
    side: Side
    key: str
    title: Text
    values: tuple[Value, ...]
    line: int


class Part(NamedTuple):
    """A measure that counts some of what another counts; with ``by``, those of one row of its table."""

    measure: str
    by: str
    value: str


@dataclass(frozen=True)
class Measure:
    """A named count. Of a stock, ``events`` begin it and ``ended`` end it; what entered or left a stock names it."""

    id: str
    title: Text
    says: Text
    unit: str
    counts: Counts
    events: tuple[Selector, ...]
    ended: tuple[Selector, ...]
    of: str | None
    moment: Moment | None
    during: During | None
    distinct: Distinct
    adds: str | None
    breakdowns: tuple[str, ...]
    part_of: Part | None
    source: str
    confidence: str
    line: int


class Table(NamedTuple):
    """A measure in a product, with the breakdowns that are shown of it."""

    measure: str
    by: tuple[str, ...]


class Balance(NamedTuple):
    """Figures that must add up: opening and plus, less minus, is closing."""

    title: Text
    opening: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    closing: str


class Rate(NamedTuple):
    """One figure as a share of another."""

    title: Text
    part: str
    whole: str


@dataclass(frozen=True)
class Product:
    """A report that is made again and again. ``approvals`` are roles of the desk, one officer each."""

    id: str
    title: Text
    cadence: Cadence
    tables: tuple[Table, ...]
    balances: tuple[Balance, ...]
    rates: tuple[Rate, ...]
    targets: bool
    leaves_unit: bool
    suppress_below: int
    percent_from: int
    approvals: tuple[str, ...]
    source: str
    confidence: str
    line: int

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that it tells, each once."""
        return tuple(dict.fromkeys(table.measure for table in self.tables))


@dataclass(frozen=True, eq=False)
class Statistics:
    """A pack's statistics."""

    heading: Heading
    folder: Path
    units: Mapping[str, CountingUnit]
    breakdowns: Mapping[str, Breakdown]
    measures: Mapping[str, Measure]
    products: Mapping[str, Product]

    def stock_of(self, measure: Measure) -> Measure:
        """The stock that a measure is about: itself, unless it counts what entered or left one."""
        return self.measures[measure.of] if measure.of else measure
