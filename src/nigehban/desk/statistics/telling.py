"""A product as it is told: plain values in all languages of the pack. It is what is shown, exported, approved and kept.

It holds every word that it is read with, so that what was published reads the same when the pack has changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nigehban.desk.statistics.computing import Computed, Scope, compute_product
from nigehban.desk.statistics.earlier import Release, releases_of
from nigehban.desk.statistics.errors import ComparedError
from nigehban.desk.statistics.targets import targets_of
from nigehban.jurisdiction.statistics import (
    Figure,
    NotProtectedError,
    Product,
    Shown,
    Told,
    ToldFigure,
    ToldRow,
    percent,
    released,
    whole,
)

Content = dict[str, Any]


def tell(product: Product, within: Scope, *, outside: bool) -> Content:
    """The product of a scope; for ``outside`` of the unit with small cells hidden, and with what they could be told
    from beside an issue that was published before. Raises ``ComparedError`` where nothing can hide them.
    """
    computed = compute_product(product, within)
    figures = [one.figure for one in computed]
    hides = outside and product.suppress_below > 0
    earlier = releases_of(product, within) if hides else {}
    told = _outside(product, within, figures, earlier) if hides else whole(figures)
    heading, zone = within.statistics.heading, within.statistics.heading.zone
    by_id = {one.measure: one.told for one in told}
    return {
        "product": product.id,
        "title": dict(product.title),
        "pack": {"code": heading.code, "version": heading.version, "review": heading.review},
        "from": within.period.first.isoformat(),
        "to": within.period.last.isoformat(),
        "zone": str(zone),
        "as_of": within.as_of.isoformat(),
        "unit": within.unit,
        "outside": outside,
        "beside": list(earlier),
        "below": product.suppress_below if outside else 0,
        "percent_from": product.percent_from,
        "source": product.source,
        "confidence": product.confidence,
        "figures": [_figure(one, done, within) for one, done in zip(told, computed, strict=True)],
        "balances": [] if outside else _balances(product, by_id),
        "rates": _rates(product, by_id),
        "targets": targets_of(product, within, by_id) if product.targets and not outside else [],
    }


def _outside(
    product: Product, within: Scope, figures: Sequence[Figure], earlier: Mapping[int, Release]
) -> tuple[ToldFigure, ...]:
    try:
        return released(product, within.statistics, figures, list(earlier.values()))
    except NotProtectedError as error:
        raise ComparedError(
            _("An issue of these days was published before; beside it these figures would give a small one away.")
        ) from error


def digest(content: Content) -> str:
    """The number (SHA-256) of what is told: any change of it changes the number."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _figure(told: ToldFigure, computed: Computed, within: Scope) -> Content:
    measure = within.statistics.measures[told.measure]
    return {
        "id": measure.id,
        "title": dict(measure.title),
        "says": dict(measure.says),
        "unit": measure.unit,
        "unit_title": dict(within.statistics.units[measure.unit].title),
        **_told(told.told),
        "source": measure.source,
        "confidence": measure.confidence,
        "query": computed.digest,
        "tables": {by: _table(by, rows, within) for by, rows in told.tables.items()},
    }


def _table(by: str, rows: Sequence[ToldRow], within: Scope) -> Content:
    breakdown = within.statistics.breakdowns[by]
    return {
        "title": dict(breakdown.title),
        "rows": [
            {
                "id": row.value,
                "within": row.parent,
                "title": dict(within.rows.label(breakdown, row.value)),
                **_told(row.told),
            }
            for row in rows
        ],
    }


def _told(told: Told) -> Content:
    return {"value": told.number, "shown": told.shown.value}


def _balances(product: Product, told: Mapping[str, Told]) -> list[Content]:
    """Each balance with its parts, and whether it adds up: a reader is told where it does not."""
    return [
        {
            "title": dict(one.title),
            "opening": one.opening,
            "plus": list(one.plus),
            "minus": list(one.minus),
            "closing": one.closing,
            "total": _sum(told, (one.opening, *one.plus)),
            "adds_up": _sum(told, (one.opening, *one.plus)) == _sum(told, (one.closing, *one.minus)),
        }
        for one in product.balances
    ]


def _sum(told: Mapping[str, Told], names: Sequence[str]) -> int:
    return sum(told[name].number or 0 for name in names)


def _rates(product: Product, told: Mapping[str, Told]) -> list[Content]:
    nothing = Told(None, Shown.WITHHELD)
    return [
        {
            "title": dict(rate.title),
            "of": rate.part,
            "to": rate.whole,
            "percent": percent(told.get(rate.part, nothing), told.get(rate.whole, nothing), product.percent_from),
        }
        for rate in product.rates
    ]
