"""The people of a case; who a victim is, opened with a reason."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.cases.forms.people import IdentityForm, PartyForm, ReasonForm
from nigehban.desk.cases.models import Case, Party, PartyRole, SealedIdentity
from nigehban.desk.cases.use_cases import add_party, open_identity, remove_party, seal_identity
from nigehban.desk.cases.views.common import attempt, case_of, form_page, page


@policy(Permission.SEE_CASES)
@require_safe
def people(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody who takes part; victims by pseudonym."""
    case = case_of(request, number)
    rows = case.parties.select_related("person", "added_by").order_by("removed_at", "role", "id")[:500]
    return page(request, case, "people", "cases/people.html", parties=rows)


@policy(Permission.WORK_CASES)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Add somebody."""
    case, officer = case_of(request, number), officer_of(request)
    return form_page(
        request,
        case,
        "people",
        PartyForm(request.POST or None, initial={"role": request.GET.get("role", PartyRole.SUSPECT)}),
        lambda form: add_party(officer, case, PartyRole(form.cleaned_data["role"]), form.known),
        title=_("Add somebody to the case"),
        button=_("Add"),
        done=_("Added."),
        back=reverse("cases:people", args=[case.number]),
    )


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Take somebody out of the case."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.parties.select_related("case"), pk=party)
    return form_page(
        request,
        case,
        "people",
        ReasonForm(request.POST or None),
        lambda form: remove_party(officer, found, form.cleaned_data["reason"]),
        title=_("Take %(party)s out of the case") % {"party": found.pseudonym},
        button=_("Take out"),
        done=_("Taken out. What was recorded of them stays."),
        back=reverse("cases:people", args=[case.number]),
        grave=True,
    )


@policy(Permission.WORK_CASES)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Put under seal who a victim is."""
    case, officer = case_of(request, number), officer_of(request)
    victim = victim_of(case, party)

    def do(form: IdentityForm) -> None:
        said = form.cleaned_data
        details = {"parentage": said["parentage"]} if said["parentage"] else {}
        seal_identity(officer, victim, name=said["name"], born=said["born"], address=said["address"], details=details)

    return form_page(
        request,
        case,
        "people",
        IdentityForm(request.POST or None),
        do,
        title=_("Seal who %(victim)s is") % {"victim": victim.pseudonym},
        button=_("Seal it"),
        done=_("Sealed. Nobody sees it without a reason, and each look is logged."),
        back=reverse("cases:victim", args=[case.number, victim.pk]),
    )


@policy(Permission.UNSEAL)
@require_http_methods(["GET", "HEAD", "POST"])
def unseal(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Who a victim is, for one look: the reason goes into the log of reads, and nothing stays open."""
    case, officer = case_of(request, number), officer_of(request)
    victim, form = victim_of(case, party), ReasonForm(request.POST or None)
    opened: list[SealedIdentity | None] = []
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda form: opened.append(open_identity(officer, victim, form.cleaned_data["reason"])))
    if opened:
        note_read(request, "identity", victim.pk, form.cleaned_data["reason"])
    shown = {"victim": victim, "form": form, "identity": opened[0] if opened else None, "is_open": bool(opened)}
    return page(request, case, "people", "cases/unseal.html", status=status or 200, **shown)


def victim_of(case: Case, party: int) -> Party:
    """The victim of that row. Raises ``Http404``."""
    found = case.parties.select_related("case").filter(pk=party, role=PartyRole.VICTIM).first()
    if found is None:
        raise Http404
    return found
