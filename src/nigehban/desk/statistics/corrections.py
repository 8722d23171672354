"""What has changed in a product since it was told: each figure then and now, and what was recorded in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.statistics.computing import Scope, compute_product
from nigehban.jurisdiction.statistics import Counts, Figure, Measure, Product, Selector, Statistics

MOST = 200


class Change(NamedTuple):
    """A cell that is another now; ``by`` and ``value`` are empty for the figure itself."""

    measure: str
    by: str
    value: str
    then: int
    now: int


def changes(product: Product, then: Scope, now: Scope) -> list[Change]:
    """The cells whose numbers differ between two times, in the order of the product."""
    before = compute_product(product, then)
    after = compute_product(product, now)
    pairs = zip(before, after, strict=True)
    return [change for old, new in pairs for change in _changed(old.figure, new.figure)]


def _changed(old: Figure, new: Figure) -> Iterator[Change]:
    if old.number != new.number:
        yield Change(old.measure, "", "", old.number, new.number)
    for by in old.tables:
        then = {(row.parent, row.value): row.number for row in old.tables[by]}
        now = {(row.parent, row.value): row.number for row in new.tables[by]}
        for key in dict.fromkeys([*then, *now]):
            if then.get(key, 0) != now.get(key, 0):
                yield Change(old.measure, by, key[1], then.get(key, 0), now.get(key, 0))


def causes(officer: Officer, product: Product, then: Scope, now: datetime) -> list[CaseEvent]:
    """The events of the product's period that were recorded or withdrawn in between, as far as the officer sees them.

    A withdrawn event carries ``withdrawn_by``. At most ``MOST``, the newest first.
    """
    begin, end = then.asking.begin, then.asking.end
    types = set(_types(then.statistics, (then.statistics.measures[name] for name in product.measures)))
    between = Q(recorded_at__gt=then.as_of, recorded_at__lte=now)
    withdrawn = Q(withdrawn_by__recorded_at__gt=then.as_of, withdrawn_by__recorded_at__lte=now)
    happened = Q(at__lt=end) if _has_stock(product, then.statistics) else Q(at__gte=begin, at__lt=end)
    found = CaseEvent.objects.filter(between | withdrawn, happened, type__in=types, withdraws=None)
    seen = found.filter(case__in=Case.objects.visible_to(officer)).select_related("case", "withdrawn_by")
    return list(seen.order_by("-id")[:MOST])


def _has_stock(product: Product, statistics: Statistics) -> bool:
    return any(statistics.measures[name].counts is not Counts.FLOW for name in product.measures)


def _types(statistics: Statistics, measures: Iterable[Measure]) -> Iterator[str]:
    for measure in measures:
        stock = statistics.stock_of(measure)
        selectors: tuple[Selector, ...] = (*measure.events, *stock.events, *stock.ended)
        if measure.during:
            selectors += (*measure.during.began, *measure.during.ended)
        yield from (one.type for one in selectors)
