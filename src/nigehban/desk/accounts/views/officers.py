"""The administrators' pages: officers, and what each is. No page of them leads to a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.administration import enrol_officer, pending_reset
from nigehban.desk.accounts.errors import AccountError
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.officer_forms import EnrolForm, PostingForm, ReasonForm, RoleForm
from nigehban.desk.accounts.posting import posting
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.accounts.second_factor import has_second_factor
from nigehban.desk.web.paging import page_of

PAGE = 50


@policy(Permission.MANAGE_ACCOUNTS)
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """All officers by their names."""
    page = page_of(Officer.objects.all(), ("username", "id"), request.GET.get("after"), PAGE)
    return render(request, "accounts/officers.html", {"section": "officers", "page": page, "posting": posting()})


@policy(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def enrolment(request: HttpRequest) -> HttpResponse:
    """A new officer, who gets a login link and roles next."""
    form = EnrolForm(posting(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        number = said.pop("service_number") or None
        try:
            officer = enrol_officer(officer_of(request), said.pop("username"), service_number=number, **said)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The officer is enrolled. Give a role, and a login link."))
            return redirect("officer", officer.pk)
    status = 400 if form.errors else 200
    return render(request, "accounts/enrolment.html", {"section": "officers", "form": form}, status=status)


@policy(Permission.MANAGE_ACCOUNTS)
@require_safe
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer: rank, post, unit, roles, and what an administrator may do."""
    return officer_page(request, get_object_or_404(Officer, pk=pk))


def officer_page(request: HttpRequest, shown: Officer, problem: str = "") -> HttpResponse:
    """The page of an officer; with a problem, the refusal of what was asked."""
    known = posting()
    context = {
        "section": "officers",
        "officer": shown,
        "posting": known,
        "is_own": shown == officer_of(request),
        "has_factor": has_second_factor(shown),
        "reset": pending_reset(shown),
        "grants": RoleGrant.objects.live().filter(officer=shown).select_related("granted_by").order_by("pk"),
        "place": PostingForm(known, initial={"rank": shown.rank, "post": shown.post, "unit": shown.unit}),
        "role_form": RoleForm(known, auto_id="role_%s"),
        "reason_form": ReasonForm(auto_id="reason_%s"),
        "close_form": ReasonForm(auto_id="close_%s"),
        "problem": problem,
    }
    return render(request, "accounts/officer.html", context, status=409 if problem else 200)
