"""The offences of a case, chosen by the law of their day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases import charging
from nigehban.desk.cases.errors import BadTimeError, BadValueError, CaseError
from nigehban.desk.cases.forms.people import OffenceForm, ReasonForm
from nigehban.desk.cases.models import Case, PartyRole, Stage
from nigehban.desk.cases.times import check_offence_day
from nigehban.desk.cases.use_cases import add_offence, set_stage, withdraw_offence
from nigehban.desk.cases.use_cases.offences import stage_named
from nigehban.desk.cases.views.common import case_of, form_page, page
from nigehban.jurisdiction.law import LawError


@policy(Permission.SEE_CASES)
@require_safe
def offences(request: HttpRequest, number: str) -> HttpResponse:
    """The offences, and a search in the law of a day."""
    return _show(request, case_of(request, number))


@policy(Permission.WORK_CASES)
@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Add offences: one or, from a charge set, several; what was not in force is refused with the reason."""
    case, officer = case_of(request, number), officer_of(request)
    party = case.parties.filter(role=PartyRole.SUSPECT, pk=_number(request.POST.get("party"))).first()
    try:
        on = _day(request.POST.get("on", ""))
        with transaction.atomic():
            for code in request.POST.getlist("code"):
                add_offence(officer, case, code, on, party)
    except CaseError as error:
        return _show(request, case, refused=str(error), status=422)
    messages.success(request, _("Added."))
    return redirect("cases:offences", case.number)


@policy(Permission.WORK_CASES)
@require_POST
def stage(request: HttpRequest, number: str, offence: int) -> HttpResponse:
    """Say how far an offence has come."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.offences.select_related("case"), pk=offence)
    try:
        set_stage(officer, found, stage_named(request.POST.get("stage", "")))
    except CaseError as error:
        return _show(request, case, refused=str(error), status=422)
    return redirect("cases:offences", case.number)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str, offence: int) -> HttpResponse:
    """Take an offence out, with a reason."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.offences.select_related("case"), pk=offence)
    return form_page(
        request,
        case,
        "offences",
        ReasonForm(request.POST or None),
        lambda form: withdraw_offence(officer, found, form.cleaned_data["reason"]),
        title=_("Withdraw %(code)s") % {"code": found.code},
        button=_("Withdraw it"),
        done=_("Withdrawn."),
        back=reverse("cases:offences", args=[case.number]),
        grave=True,
    )


def _show(request: HttpRequest, case: Case, refused: str = "", status: int = 200) -> HttpResponse:
    form = OffenceForm(request.GET if "on" in request.GET else None)
    context: dict[str, object] = {"form": form, "refused": refused, "listed": charging.listed(case), "stages": Stage}
    context["suspects"] = case.parties.filter(role=PartyRole.SUSPECT, removed_at=None).order_by("id")
    if form.is_bound and form.is_valid():
        context |= _looked_up(case, form)
    return page(request, case, "offences", "cases/offences.html", status=status, **context)


def _looked_up(case: Case, form: OffenceForm) -> dict[str, object]:
    on, text = form.cleaned_data["on"], form.cleaned_data["q"]
    try:
        check_offence_day(on)
        answer = charging.found(case.pack, text, on) if text.strip() else None
    except BadTimeError as error:
        return {"refused": str(error)}
    except LawError as error:
        return {
            "refused": str(error),
            "nearest": charging.nearest(error),
            "on": on,
            "usual": charging.usual(case.pack, on),
        }
    return {"answer": answer, "on": on, "usual": charging.usual(case.pack, on)}


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise BadValueError(_("Say on which day the offence was committed."))
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
