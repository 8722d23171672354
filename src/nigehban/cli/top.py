"""The top of the list as a table on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from nigehban.cli.text import cut
from nigehban.cli.units import short_name

if TYPE_CHECKING:
    from nigehban.jurisdiction import UnitNames

_WHY = 90


class TopLead(NamedTuple):
    """A line of the table: ``unit`` is a code of the pack, ``why`` the strongest reason."""

    rank: int
    lead: str
    band: str
    referrals: int
    unit: str | None
    why: str


def print_top(leads: Sequence[TopLead], names: UnitNames) -> None:
    """Print the table; the column of units is as wide as its longest name."""
    units = [short_name(one.unit, names) for one in leads]
    width = max(map(len, ["UNIT", *units]))
    print(f"\n{'RANK':>5}  {'LEAD':<15}  {'BAND':<9}  {'REFS':>4}  {'UNIT':<{width}}  WHY")
    for one, unit in zip(leads, units, strict=True):
        print(
            f"{one.rank:>5}  {one.lead:<15}  {one.band:<9}  {one.referrals:>4}  {unit:<{width}}  {cut(one.why, _WHY)}"
        )
