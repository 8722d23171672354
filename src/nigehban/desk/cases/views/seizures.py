"""Seizures and their items."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.errors import CaseError
from nigehban.desk.cases.forms.work import CompleteForm, ItemForm, SeizureForm
from nigehban.desk.cases.models import Case, ItemKind, SeizedItem, Seizure
from nigehban.desk.cases.use_cases.seizures import add_item, complete_seizure, record_seizure, strike_item
from nigehban.desk.cases.views.common import case_of, form_page, page


@policy(Permission.SEE_CASES)
@require_safe
def seizures(request: HttpRequest, number: str) -> HttpResponse:
    """What was seized, item by item."""
    case = case_of(request, number)
    rows = case.seizures.prefetch_related("items").order_by("-id")[:100]
    return page(request, case, "property", "cases/seizures.html", seizures=rows)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Record a seizure."""
    case, officer = case_of(request, number), officer_of(request)

    def do(form: SeizureForm) -> None:
        said = form.cleaned_data
        record_seizure(officer, case, said["at"], said["place"], warrant=said["warrant"])

    words: dict[str, Any] = {
        "title": _("Something was seized"),
        "button": _("Record it"),
        "done": _("Recorded. Now list the items."),
    }
    return form_page(request, case, "property", SeizureForm(request.POST or None), do, back=_back(case), **words)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, number: str, seizure: int) -> HttpResponse:
    """Add an item to a list."""
    case, officer = case_of(request, number), officer_of(request)
    found = _found(case, seizure)

    def do(form: ItemForm) -> None:
        said = dict(form.cleaned_data)
        add_item(officer, found, ItemKind(said.pop("kind")), said.pop("description"), **said)

    words: dict[str, Any] = {
        "title": _("Add an item to %(ref)s") % {"ref": found.ref},
        "button": _("Add"),
        "done": _("Added."),
    }
    return form_page(request, case, "property", ItemForm(request.POST or None), do, back=_back(case), **words)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, number: str, seizure: int) -> HttpResponse:
    """Complete a list: two witnesses, and a copy for the owner."""
    case, officer = case_of(request, number), officer_of(request)
    found = _found(case, seizure)

    def do(form: CompleteForm) -> None:
        said = dict(form.cleaned_data)
        complete_seizure(officer, found, said.pop("at"), **said)

    words: dict[str, Any] = {
        "title": _("Complete the list of %(ref)s") % {"ref": found.ref},
        "button": _("Complete it"),
    }
    words["done"] = _("The list is complete.")
    return form_page(request, case, "property", CompleteForm(request.POST or None), do, back=_back(case), **words)


@policy(Permission.WORK_CASES)
@require_POST
def strike(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """Strike an item off."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(SeizedItem.objects.select_related("seizure__case"), pk=item, seizure__case=case)
    try:
        strike_item(officer, found)
    except CaseError as error:
        messages.error(request, str(error))
    return redirect(_back(case))


def _found(case: Case, seizure: int) -> Seizure:
    return get_object_or_404(case.seizures.select_related("case"), pk=seizure)


def _back(case: Case) -> str:
    return reverse("cases:seizures", args=[case.number])
