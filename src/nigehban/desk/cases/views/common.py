"""What all pages of cases share: the case or nothing, the head of its pages, a form that keeps its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.errors import (
    CaseError,
    DoneAlreadyError,
    LeadTakenError,
    NoSuchCaseError,
    StaleError,
    WithdrawnAlreadyError,
)
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.selectors import merged_with, seen_case
from nigehban.desk.cases.words import state_title
from nigehban.desk.leads.explaining import names_of_units

_CONFLICTS = (StaleError, LeadTakenError, DoneAlreadyError, WithdrawnAlreadyError)
Sent = TypeVar("Sent", bound=forms.Form)
Words = str | Promise


def case_of(request: HttpRequest, number: str) -> Case:
    """The case of the address, its read noted. Raises ``Http404``."""
    try:
        case = seen_case(officer_of(request), number)
    except NoSuchCaseError as error:
        raise Http404(str(error)) from error
    note_read(request, "case", case.pk)
    return case


def context_of(request: HttpRequest, case: Case, tab: str, **more: object) -> dict[str, Any]:
    """What the head of every page of a case shows."""
    into, parts = merged_with(officer_of(request), case)
    return {
        "section": "cases",
        "into": into,
        "parts": parts,
        "case": case,
        "tab": tab,
        "state": state_title(case),
        "unit_names": names_of_units(),
        "may_work": may(officer_of(request), Permission.WORK_CASES),
        **more,
    }


def page(request: HttpRequest, case: Case, tab: str, template: str, status: int = 200, **more: object) -> HttpResponse:
    """A page of a case."""
    return render(request, template, context_of(request, case, tab, **more), status=status)


def form_page(
    request: HttpRequest,
    case: Case,
    tab: str,
    form: Sent,
    do: Callable[[Sent], object],
    *,
    title: Words,
    button: Words,
    done: Words,
    back: str,
    grave: bool = False,
    **more: object,
) -> HttpResponse:
    """A form of its own page: done and back, or the form again with what was wrong and every word kept."""
    status = 200
    if request.method == "POST":
        status = attempt(form, do)
        if not status:
            messages.success(request, str(done))
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "grave": grave, **more}
    return page(request, case, tab, "cases/form.html", status=status or 200, **context)


def attempt(form: Sent, do: Callable[[Sent], object]) -> int:
    """0 when it was done; else the status of the answer, and the form says why."""
    if not form.is_valid():
        return 422
    try:
        do(form)
    except CaseError as error:
        form.add_error(None, str(error))
        return 409 if isinstance(error, _CONFLICTS) else 422
    return 0
