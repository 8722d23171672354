"""The ranked list: the first screen of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads import selectors
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.leads.filters import Filters, filters_in, place_in
from nigehban.desk.leads.models import Band, Lead, State
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.leads.rows import Row, Said
from nigehban.desk.worklists.selectors import referrals_since_look
from nigehban.jurisdiction import Name, UnitNames

REASONS_SHOWN = 2


class Circle(NamedTuple):
    """A unit to choose: the name for the officer, the code for the address."""

    code: str
    name: Name


@policy(Permission.SEE_LEADS)
@require_safe
def ranked(request: HttpRequest) -> HttpResponse:
    """A page of the list, narrowed by band, circle and state."""
    filters = filters_in(request.GET)
    after = place_in(request.GET)
    officer = officer_of(request)
    page = selectors.lead_page(officer, filters.state, unit=filters.unit, band=filters.band, after=after)
    names = names_of_units()
    context = {
        "section": "leads",
        "unit_names": names,
        "rows": rows_of(page.leads),
        "grown": referrals_since_look(officer, page.leads),
        "following_place": f"{page.following.rank},{page.following.id}" if page.following else None,
        "is_first": after is None,
        **_choices(filters, names),
        "is_narrowed": filters != Filters(),
        "may_decide": may_decide(officer),
    }
    return render(request, "leads/list.html", context)


def rows_of(leads: Sequence[Lead]) -> list[Row]:
    """The same number of queries for any number of leads."""
    beside = selectors.beside(leads, REASONS_SHOWN)
    folded = selectors.folded_behind([lead.pk for lead in leads])
    return [
        Row(
            lead.pk,
            lead.rank,
            lead.band,
            tuple(Said(text, rule) for text, rule in beside[lead.pk].reasons),
            lead.raise_if,
            tuple(folded.get(lead.pk, [])),
            lead.referrals,
            lead.unit,
            lead.network,
            beside[lead.pk].together,
        )
        for lead in leads
    ]


def _choices(filters: Filters, names: UnitNames) -> dict[str, object]:
    return {
        "filters": filters,
        "bands": [(band.name.lower(), band.label) for band in sorted(Band, reverse=True)],
        "band": filters.band.name.lower() if filters.band is not None else "",
        "states": State.choices,
        "circles": circles(filters.unit, names),
    }


def circles(chosen: str | None, names: UnitNames) -> list[Circle]:
    """The units of the list, and the chosen one even when no lead goes there any more, by name."""
    codes = {*selectors.units(), *([chosen] if chosen else [])}
    found = [Circle(code, names.short(code, get_language() or "")) for code in codes]
    return sorted(found, key=lambda circle: (circle.name.text.casefold(), circle.code))
