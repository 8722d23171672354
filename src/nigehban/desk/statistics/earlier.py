"""What was published of the same figures before: whoever reads the next issue has it beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from nigehban.desk.statistics.computing import Scope
from nigehban.desk.statistics.models import Issue, Step
from nigehban.jurisdiction.statistics import Product, Shown, Told, ToldFigure, ToldRow

Release = tuple[ToldFigure, ...]


def releases_of(product: Product, within: Scope) -> dict[int, Release]:
    """The published issues of a product of the same days and unit, by number, as they were told outside."""
    period = within.period
    found = published(product.id, within.pack, within.unit or "", period.first, period.last)
    return {number: _release(content) for number, content in found.values_list("pk", "content")}


def published(product: str, pack: str, unit: str, first: date, last: date) -> QuerySet[Issue]:
    """The issues of the same figures that were published with small cells hidden, in their order."""
    same = Issue.objects.filter(product=product, pack=pack, unit=unit, first=first, last=last, content__below__gt=0)
    return same.filter(steps__step=Step.PUBLISHED).order_by("pk")


def _release(content: Mapping[str, Any]) -> Release:
    return tuple(
        ToldFigure(figure["id"], _told(figure), {by: _rows(table) for by, table in figure["tables"].items()})
        for figure in content["figures"]
    )


def _rows(table: Mapping[str, Any]) -> tuple[ToldRow, ...]:
    return tuple(ToldRow(row["id"], row["within"], _told(row)) for row in table["rows"])


def _told(cell: Mapping[str, Any]) -> Told:
    return Told(cell["value"], Shown(cell["shown"]))
