"""Requests to providers, and the register of foreign requests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.forms.work import ActionForm, AnswerForm, ForeignForm, RequestForm
from nigehban.desk.cases.models import Case, Direction, RequestKind
from nigehban.desk.cases.use_cases.requests import ask_provider, note_action, note_answer, register_foreign
from nigehban.desk.cases.views.common import case_of, form_page, page


@policy(Permission.SEE_CASES)
@require_safe
def requests(request: HttpRequest, number: str) -> HttpResponse:
    """What was asked of providers and of other countries."""
    case = case_of(request, number)
    asked = case.provider_requests.select_related("made_by").order_by("-id")[:100]
    foreign = case.foreign_requests.select_related("made_by").order_by("-id")[:100]
    return page(request, case, "requests", "cases/requests.html", asked=asked, foreign=foreign)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask a provider."""
    case, officer = case_of(request, number), officer_of(request)

    def do(form: RequestForm) -> None:
        said = dict(form.cleaned_data)
        ask_provider(officer, case, RequestKind(said.pop("kind")), said.pop("at"), **said)

    words: dict[str, Any] = {
        "title": _("Ask a provider"),
        "button": _("Record the request"),
        "done": _("Recorded; its clocks run."),
    }
    return form_page(request, case, "requests", RequestForm(request.POST or None), do, back=_back(case), **words)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """Say that the data came."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.provider_requests.select_related("case"), pk=asked)
    words: dict[str, Any] = {
        "title": _("Data for %(ref)s came") % {"ref": found.ref},
        "button": _("Record it"),
        "done": _("Recorded."),
    }
    return form_page(
        request,
        case,
        "requests",
        AnswerForm(request.POST or None),
        lambda form: note_answer(officer, found, form.cleaned_data["at"]),
        back=_back(case),
        **words,
    )


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def foreign(request: HttpRequest, number: str) -> HttpResponse:
    """Enter a foreign request in the register."""
    case, officer = case_of(request, number), officer_of(request)

    def do(form: ForeignForm) -> None:
        said = dict(form.cleaned_data)
        register_foreign(officer, case, Direction(said.pop("direction")), said.pop("at"), **said)

    words: dict[str, Any] = {
        "title": _("Register a foreign request"),
        "button": _("Enter it"),
        "done": _("Entered."),
    }
    return form_page(request, case, "requests", ForeignForm(request.POST or None), do, back=_back(case), **words)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, number: str, entry: int) -> HttpResponse:
    """Enter the action taken on a foreign request."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.foreign_requests.select_related("case"), pk=entry)
    words: dict[str, Any] = {
        "title": _("Action on %(number)s") % {"number": found.number},
        "button": _("Enter it"),
    }
    return form_page(
        request,
        case,
        "requests",
        ActionForm(request.POST or None),
        lambda form: note_action(officer, found, form.cleaned_data["action"]),
        back=_back(case),
        done=_("Entered."),
        **words,
    )


def _back(case: Case) -> str:
    return reverse("cases:requests", args=[case.number])
