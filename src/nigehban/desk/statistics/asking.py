"""What a page of statistics is asked for, read from its address."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from nigehban.desk.statistics.computing import PACK, Scope, database_now, scope
from nigehban.desk.statistics.errors import BadPeriodError, NoSuchProductError
from nigehban.jurisdiction import load_pack
from nigehban.jurisdiction.statistics import Measure, Period, Product, load_statistics


class Asked(NamedTuple):
    """A product, the scope, and whether it is asked for as it may leave the unit."""

    product: Product
    within: Scope
    outside: bool

    @property
    def query(self) -> dict[str, str]:
        """The address's query that asks for the same again."""
        period, zone = self.within.period, self.within.statistics.heading.zone
        found = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        if self.within.past:
            found["as_of"] = self.within.as_of.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")
        if self.within.unit:
            found["unit"] = self.within.unit
        return found | ({"release": "1"} if self.outside else {})


def read_asked(product_id: str, given: QueryDict, pack: str = PACK) -> Asked:
    """What is asked for; without days, the last period that is over.

    Raises ``NoSuchProductError``, ``BadPeriodError``.
    """
    statistics = load_statistics(pack)
    product = statistics.products.get(product_id)
    if product is None:
        raise NoSuchProductError(_("The pack has no such product."))
    zone = statistics.heading.zone
    before = product.cadence.before(database_now().astimezone(zone).date())
    first, last = _day(given, "from") or before.first, _day(given, "to") or before.last
    if last < first:
        raise BadPeriodError(_("The period ends before it begins. Exchange the days."))
    as_of = _moment(given.get("as_of", ""), zone)
    within = scope(Period(first, last), as_of=as_of, unit=_unit(given, pack), pack=pack)
    return Asked(product, within, bool(given.get("release")) and product.leaves_unit)


def read_measure(asked: Asked, measure_id: str) -> Measure:
    """A measure of the product. Raises ``NoSuchProductError``."""
    if measure_id not in asked.product.measures:
        raise NoSuchProductError(_("The product has no such figure."))
    return asked.within.statistics.measures[measure_id]


def _unit(given: QueryDict, pack: str) -> str | None:
    wanted = given.get("unit", "")
    if wanted and wanted not in {one.code for one in load_pack(pack).units}:
        raise NoSuchProductError(_("The pack has no such unit."))
    return wanted or None


def _day(given: QueryDict, key: str) -> date | None:
    text = given.get(key, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadPeriodError(_("'%(text)s' is no day. Write it as 2026-03-01.") % {"text": text[:40]}) from None


def _moment(text: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        raise BadPeriodError(_("'%(text)s' is no time. Write it as 2026-03-01T10:00.") % {"text": text[:40]}) from None
