"""A victim's page: safety first. The pseudonym alone names the child, here and in every title and address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.forms.care import CareForm, StepForm
from nigehban.desk.cases.models import Care, CareAction, Case, CaseEvent, Party
from nigehban.desk.cases.selectors import standing_events
from nigehban.desk.cases.use_cases import change_care, record_care
from nigehban.desk.cases.views.common import attempt, case_of, form_page, page
from nigehban.desk.cases.views.people import victim_of
from nigehban.desk.cases.words import told
from nigehban.jurisdiction.procedure import CareStep, Row, load_procedure

STATEMENT = "victim_statement"
MISSING = ("missing_child_reported", "zarra_told", "zarra_update", "child_found")
_CARE = ("support_person", "support_relation", "support_contact", "referred_to", "referred_at", "outcome")


class Checked(NamedTuple):
    """A step of the checklist, and what was last said of it."""

    step: CareStep
    title: str
    last: CareAction | None


@policy(Permission.SEE_CASES)
@require_safe
def victim(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """What is done for the child."""
    case = case_of(request, number)
    return _show(request, case, victim_of(case, party))


@policy(Permission.WORK_CASES)
@require_POST
def step(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Answer a step of the checklist."""
    case, officer = case_of(request, number), officer_of(request)
    child, form = victim_of(case, party), StepForm(request.POST)

    def do(form: StepForm) -> None:
        said = form.cleaned_data
        done, needed = said["answer"] == "done", said["answer"] != "not_needed"
        record_care(officer, child, said["step"], done=done, needed=needed, at=timezone.now(), note=said["note"])

    status = attempt(form, do)
    if status:
        return _show(request, case, child, form, status)
    messages.success(request, _("Recorded."))
    return redirect("cases:victim", case.number, child.pk)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def care(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Say who stands by the child, and who cares for it."""
    case, officer = case_of(request, number), officer_of(request)
    child = victim_of(case, party)
    held = Care.objects.filter(party=child).values(*_CARE).first()
    return form_page(
        request,
        case,
        "people",
        CareForm(request.POST or None, initial=held),
        lambda form: change_care(officer, child, **form.cleaned_data),
        title=_("Care of %(child)s") % {"child": child.pseudonym},
        button=_("Keep"),
        done=_("Kept."),
        back=reverse("cases:victim", args=[case.number, child.pk]),
    )


def _show(
    request: HttpRequest, case: Case, child: Party, form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    note_read(request, "party", child.pk)
    events = standing_events(case)
    return page(
        request,
        case,
        "people",
        "cases/victim.html",
        status=status,
        child=child,
        form=form,
        steps=_checked(case, child),
        care=Care.objects.filter(party=child).first(),
        statements=_statements(events, child),
        missing=[event for event in events if event.type in MISSING],
        rows=_rows(board_of(case, timezone.now()).rows),
        answers=StepForm.ANSWERS,
        may_unseal=may(officer_of(request), Permission.UNSEAL),
    )


def _checked(case: Case, child: Party) -> list[Checked]:
    said = {one.step: one for one in child.care_actions.select_related("recorded_by").order_by("id")}
    steps = load_procedure(case.pack).care
    return [Checked(one, told(one.title), said.get(one.id)) for one in steps]


def _statements(events: Iterable[CaseEvent], child: Party) -> list[CaseEvent]:
    return [event for event in events if event.type == STATEMENT and event.data.get("victim") == child.pseudonym]


def _rows(rows: Iterable[Row]) -> list[Row]:
    """The clocks that run for a child: missing, in care, heard."""
    about = {*MISSING, STATEMENT, "child_taken_into_care"}
    return [row for row in rows if about & set(row.rule.starts)]
