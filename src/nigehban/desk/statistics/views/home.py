"""The first page of statistics: the products, and what was issued of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics import selectors, wording
from nigehban.desk.statistics.computing import PACK, database_now
from nigehban.desk.statistics.views.answers import language
from nigehban.desk.web.paging import page_of
from nigehban.jurisdiction.statistics import Period, load_statistics, spoken

_ISSUES = 20


@policy(Permission.SEE_STATISTICS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Each product with the last period that is over, and the newest issues."""
    statistics = load_statistics(PACK)
    today = database_now().astimezone(statistics.heading.zone).date()
    products = [
        {
            "id": one.id,
            "title": spoken(one.title, language()),
            "days": _days(one.cadence.before(today)),
            "leaves_unit": one.leaves_unit,
            "figures": len(one.measures),
        }
        for one in statistics.products.values()
    ]
    page = page_of(selectors.issues(), ("-id",), request.GET.get("after"), _ISSUES)
    context = {
        "section": "statistics",
        "products": products,
        "page": page,
        "is_first": not request.GET.get("after"),
        "titles": {one.id: spoken(one.title, language()) for one in statistics.products.values()},
        "supervises": may(officer_of(request), Permission.SUPERVISE),
    }
    return render(request, "statistics/home.html", context)


def _days(period: Period) -> str:
    first, last = (wording.day(day, language()) for day in period)
    return first if period.first == period.last else f"{first} – {last}"
