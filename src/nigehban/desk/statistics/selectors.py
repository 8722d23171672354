"""What is read of statistics."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from nigehban.desk.lookup import row_of
from nigehban.desk.statistics.models import Issue, IssueStep


def issues(product: str | None = None, unit: str | None = None) -> QuerySet[Issue]:
    """Issues with their steps; page them by ``-id``."""
    steps = IssueStep.objects.select_related("officer").order_by("id")
    found = Issue.objects.select_related("prepared_by").prefetch_related(Prefetch("steps", steps)).defer("content")
    if product is not None:
        found = found.filter(product=product)
    return found if unit is None else found.filter(unit=unit)


def issue_numbered(number: int) -> Issue | None:
    """An issue with its content and its steps."""
    return row_of(issues().defer(None), number)
