"""Reads ``stats/products.toml``: the reports that a unit makes again and again."""

from __future__ import annotations

from functools import partial

from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.statistics.periods import Cadence
from nigehban.jurisdiction.statistics.records import Balance, Product, Rate, Table
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import read_text

_KEYS = frozenset({"id", "title", "cadence", "table", "balance", "rate", "targets", "leaves_unit", "suppress_below"})
_KEYS |= {"percent_from", "approvals", "source", "confidence"}
LEAST_LIMIT = 3
"""Below 3 there is one number that '<2' could mean."""


def read_product(heading: Heading, section: Section) -> Product:
    """A product. Raises ``PackLineError``."""
    section.only(_KEYS)
    leaves = section.get("leaves_unit", bool)
    return Product(
        id=section.get("id", str),
        title=read_text(section, "title", heading),
        cadence=Cadence(section.one_of("cadence", tuple(Cadence))),
        tables=tuple(map(_table, section.sections("table"))),
        balances=tuple(map(partial(_balance, heading), section.sections("balance"))),
        rates=tuple(map(partial(_rate, heading), section.sections("rate"))),
        targets=section.get("targets", bool, False),
        leaves_unit=leaves,
        suppress_below=_limit(section, leaves=leaves),
        percent_from=section.get("percent_from", int, 20),
        approvals=_approvals(section),
        source=section.get("source", str),
        confidence=section.one_of("confidence", MARKS),
        line=section.line,
    )


def _limit(section: Section, *, leaves: bool) -> int:
    limit = section.get("suppress_below", int, 0)
    if leaves and limit < LEAST_LIMIT:
        problem = f"must be {LEAST_LIMIT} or more in what leaves the unit: a smaller limit hides nothing."
        raise section.error("suppress_below", problem)
    return limit


def _approvals(section: Section) -> tuple[str, ...]:
    found = section.texts("approvals")
    if not found:
        raise section.error("approvals", "names nobody. Write the roles that approve it, one officer each.")
    return found


def _table(section: Section) -> Table:
    section.only(("measure", "by"))
    return Table(section.get("measure", str), section.texts("by"))


def _balance(heading: Heading, section: Section) -> Balance:
    section.only(("title", "opening", "plus", "minus", "closing"))
    return Balance(
        read_text(section, "title", heading),
        section.get("opening", str),
        section.texts("plus"),
        section.texts("minus"),
        section.get("closing", str),
    )


def _rate(heading: Heading, section: Section) -> Rate:
    section.only(("title", "of", "to"))
    return Rate(read_text(section, "title", heading), section.get("of", str), section.get("to", str))
