"""What an administrator does with an officer. Each act is one button, asks again who is there, says what it did."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.errors import AccessError
from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.access.use_cases import end_role, grant_role
from nigehban.desk.accounts import administration
from nigehban.desk.accounts.errors import AccountError
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.officer_forms import PostingForm, RoleForm
from nigehban.desk.accounts.posting import posting
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.accounts.views.officers import officer_page

Act = Callable[[HttpRequest, Officer], HttpResponse | str]


def act(done: Act) -> Callable[..., HttpResponseBase]:
    """A view of one act: its words become a message; a refusal is shown on the officer's page."""

    @policy(Permission.MANAGE_ACCOUNTS)
    @require_POST
    @recently_authenticated
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        officer = get_object_or_404(Officer, pk=pk)
        try:
            answer = done(request, officer)
        except (AccountError, AccessError) as error:
            return officer_page(request, officer, str(error))
        if isinstance(answer, HttpResponse):
            return answer
        messages.success(request, answer)
        return redirect("officer", officer.pk)

    return view


@act
def link(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A login link, shown once."""
    secret = administration.link_for(officer_of(request), officer)
    address = request.build_absolute_uri(reverse("login_once", args=[secret]))
    return render(request, "accounts/link_issued.html", {"section": "officers", "officer": officer, "link": address})


@act
def place(request: HttpRequest, officer: Officer) -> str:
    """Another rank, post or unit."""
    said = _said(PostingForm(posting(), request.POST))
    administration.place_officer(officer_of(request), officer, **said)
    return _("Rank, post and unit are noted.")


@act
def close(request: HttpRequest, officer: Officer) -> str:
    """The officer enters no more."""
    administration.close_account(officer_of(request), officer, request.POST.get("reason", ""))
    return _("The account is closed, and its sessions are ended.")


@act
def reopen(request: HttpRequest, officer: Officer) -> str:
    """The officer may enter again."""
    administration.open_account(officer_of(request), officer)
    return _("The account is open again.")


@act
def ask_reset(request: HttpRequest, officer: Officer) -> str:
    """Ask another administrator to agree."""
    administration.ask_reset(officer_of(request), officer, request.POST.get("reason", ""))
    return _("Another administrator has to agree within a day.")


@act
def agree_to_reset(request: HttpRequest, officer: Officer) -> str:
    """The second of two administrators."""
    administration.agree_to_reset(officer_of(request), officer)
    return _("The second factors are forgotten. Give the officer a login link.")


@act
def give_role(request: HttpRequest, officer: Officer) -> str:
    """A role for a unit or for the whole country."""
    said = _said(RoleForm(posting(), request.POST))
    grant_role(officer_of(request), officer, Role(said["role"]), reason=said["reason"], unit=said["unit"])
    return _("The role is given.")


@act
def take_role(request: HttpRequest, officer: Officer) -> str:
    """End a role that holds."""
    number = request.POST.get("grant", "")
    grant = get_object_or_404(RoleGrant, officer=officer, pk=number if number.isdecimal() else 0)
    end_role(officer_of(request), grant)
    return _("The role is ended.")


def _said(form: Form) -> dict[str, str]:
    """What the form says. Raises ``AccountError`` with what is wrong with it."""
    if form.is_valid():
        return form.cleaned_data
    raise AccountError(
        " ".join(f"{form.fields[name].label}: {' '.join(map(str, said))}" for name, said in form.errors.items())
    )
