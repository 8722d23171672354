"""A product of some days, as it is computed now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics import selectors
from nigehban.desk.statistics.asking import Asked, read_asked
from nigehban.desk.statistics.models import Issue
from nigehban.desk.statistics.report import report
from nigehban.desk.statistics.telling import tell
from nigehban.desk.statistics.views.answers import asked_rightly, language
from nigehban.jurisdiction import load_pack, unit_names

_EARLIER = 5


@policy(Permission.SEE_STATISTICS)
@require_safe
@asked_rightly
def product(request: HttpRequest, product_id: str) -> HttpResponse:
    """The figures of a period, with their definitions."""
    asked = read_asked(product_id, request.GET)
    officer, within = officer_of(request), asked.within
    content = tell(asked.product, within, outside=asked.outside)
    context = {
        "section": "statistics",
        "asked": asked,
        "report": report(content, language()),
        "query": asked.query,
        "units": _units(within.pack),
        "unit_names": unit_names(within.pack),
        "issues": _earlier(asked),
        "may_prepare": may(officer, Permission.ISSUE_STATISTICS, within.unit),
        "may_target": asked.product.targets and may(officer, Permission.SUPERVISE, within.unit),
        "drills": not asked.outside,
    }
    return render(request, "statistics/product.html", context)


def _units(pack: str) -> list[tuple[str, str]]:
    """The pack's units with their names, those of former times too."""
    names = unit_names(pack)
    codes = {unit.code for unit in load_pack(pack).units}
    return sorted(((code, names.short(code, language()).text) for code in codes), key=lambda one: one[1])


def _earlier(asked: Asked) -> list[Issue]:
    """What was issued of the same days: a second release may tell together with the first what neither tells alone."""
    period = asked.within.period
    found = selectors.issues(asked.product.id, asked.within.unit or "")
    return list(found.filter(first__lte=period.last, last__gte=period.first).order_by("-id")[:_EARLIER])
