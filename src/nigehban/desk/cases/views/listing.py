"""The list of cases. Nothing in it names a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.packs import current_pack, units_of
from nigehban.desk.cases.selectors import CaseFilter, cases_for
from nigehban.desk.cases.words import titles_of_states
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.web.paging import page_of

PAGE = 50
_YES = "1"


@policy(Permission.SEE_CASES)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """A page of the list, narrowed to one's own, a circle, a state, or what is overdue; the newest first."""
    officer = officer_of(request)
    wanted = _filter(request)
    found = page_of(cases_for(officer, wanted), ("-id",), request.GET.get("after"), PAGE)
    context = {
        "section": "cases",
        "page": found,
        "wanted": wanted,
        "is_narrowed": wanted != CaseFilter(),
        "titles": titles_of_states(current_pack()),
        "units": _units(officer),
        "unit_names": names_of_units(),
        "may_open": may(officer, Permission.OPEN_CASES),
    }
    return render(request, "cases/list.html", context)


def _filter(request: HttpRequest) -> CaseFilter:
    asked = request.GET
    mine, overdue = asked.get("mine") == _YES, asked.get("overdue") == _YES
    return CaseFilter(mine, asked.get("unit", "")[:32], asked.get("state", "")[:64], overdue)


def _units(officer: Officer) -> list[tuple[str, str]]:
    names = names_of_units()
    return [(code, names.short(code, get_language() or "").text) for code in units_of(officer, Permission.SEE_CASES)]
