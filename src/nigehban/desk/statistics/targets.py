"""Targets that a director sets for a measure, beside what was reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from nigehban.desk.statistics.computing import Scope
from nigehban.desk.statistics.models import Target
from nigehban.jurisdiction.statistics import Product, Shown, Told, percent


def targets_of(product: Product, within: Scope, told: Mapping[str, Told]) -> list[dict[str, Any]]:
    """The target of each measure for just this period and unit, with what was reached; none where none is set."""
    period = {"product": product.id, "first": within.period.first, "last": within.period.last}
    standing = Target.objects.filter(Q(recorded_at__lte=within.as_of), unit=within.unit or "", **period)
    latest = {target.measure: target for target in standing.order_by("id")}
    return [_row(latest[name], told[name], product) for name in product.measures if name in latest]


def _row(target: Target, reached: Told, product: Product) -> dict[str, Any]:
    aim = Told(target.number, Shown.VALUE)
    return {
        "measure": target.measure,
        "target": target.number,
        "value": reached.number,
        "percent": percent(reached, aim, product.percent_from),
        "set": target.recorded_at.isoformat(),
    }
