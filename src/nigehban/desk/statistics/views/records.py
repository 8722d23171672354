"""The records behind a figure."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics.asking import Asked, read_asked, read_measure
from nigehban.desk.statistics.drilling import Records, records
from nigehban.desk.statistics.sql import Cell, Place
from nigehban.desk.statistics.views.answers import asked_rightly, case_address, language
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.jurisdiction.statistics import Measure, spoken


@policy(Permission.SEE_STATISTICS)
@require_safe
@asked_rightly
def behind(request: HttpRequest, product_id: str, measure_id: str) -> HttpResponse:
    """The events that a cell counts, as far as the officer may see them."""
    asked = read_asked(product_id, request.GET)
    measure = read_measure(asked, measure_id)
    cell = _cell(measure, request.GET)
    found = records(officer_of(request), measure, cell, asked.within, _after(request.GET.get("after", "")))
    following = found.following
    context = {
        "section": "statistics",
        "asked": asked,
        "query": asked.query,
        "title": spoken(measure.title, language()),
        "says": spoken(measure.says, language()),
        "cell": cell,
        "row": _row(asked, cell),
        "found": found,
        "rows": _rows(asked, found),
        "following": f"{following.at.isoformat()},{following.id}" if following else "",
    }
    return render(request, "statistics/records.html", context)


def _rows(asked: Asked, found: Records) -> list[dict[str, object]]:
    types = load_procedure(asked.within.pack).event_types
    return [
        {
            "event": event,
            "type": spoken(types[event.type].title, language()) if event.type in types else event.type,
            "address": case_address(event.case.number),
        }
        for event in found.events
    ]


def _cell(measure: Measure, given: QueryDict) -> Cell:
    by = given.get("by", "")
    if not by:
        return Cell()
    if by not in measure.breakdowns:
        raise BadRequest(_("The figure is not broken down by that."))
    return Cell(by, given.get("value", ""), given.get("within", ""))


def _row(asked: Asked, cell: Cell) -> str:
    """The row in words; empty for the whole figure."""
    if not cell.by:
        return ""
    breakdown = asked.within.statistics.breakdowns[cell.by]
    return (
        f"{spoken(breakdown.title, language())}: {spoken(asked.within.rows.label(breakdown, cell.value), language())}"
    )


def _after(text: str) -> Place | None:
    if not text:
        return None
    at, _comma, number = text.partition(",")
    try:
        return Place(datetime.fromisoformat(at), int(number))
    except ValueError:
        raise BadRequest(_("The place in the list that the address names is none.")) from None
