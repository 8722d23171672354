"""An accused: the clock, the spells, the court dates, and what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.models import Party
from nigehban.desk.custody.selectors import course_for, timeline_of
from nigehban.desk.custody.steps import STEPS
from nigehban.desk.custody.views.finding import accused


@policy(Permission.SEE_CASES)
@require_safe
def custody(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """The page of an accused."""
    found = accused(request, number, party)
    note_read(request, "party", found.pk)
    context = _shown(found) | {
        "timeline": timeline_of(found),
        "steps": STEPS,
        "may_record": may(officer_of(request), Permission.WORK_CASES),
    }
    return render(request, "custody/custody.html", context)


@policy(Permission.SEE_CASES)
@require_safe
def clock(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """The clock alone, for a page that asks again and again."""
    found = accused(request, number, party)
    note_read(request, "party", found.pk)
    return render(request, "custody/_clock.html", _shown(found))


def _shown(party: Party) -> dict[str, Any]:
    return {"section": "cases", "case": party.case, "party": party, "course": course_for(party)}
