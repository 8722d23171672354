"""Entering and leaving the desk."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from nigehban.desk.access.policies import ANY_OFFICER, PUBLIC, policy
from nigehban.desk.accounts.errors import LinkRefusedError, LockedOutError
from nigehban.desk.accounts.forms import LoginForm
from nigehban.desk.accounts.lockout import forget_attempts, note_attempt
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import redeem_login_link

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@policy(PUBLIC)
@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The form for officers who have a password; every failure gets the same words."""
    after = _address_after(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = LoginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        officer, refusal = _officer_of(request, form)
        if officer is not None:
            login(request, officer)
            return redirect(after)
        form.add_error(None, refusal)
    status = 403 if form.errors else 200
    return render(request, "accounts/login.html", {"form": form, "after": after}, status=status)


@policy(PUBLIC)
@sensitive_variables("secret")
@login_not_required
@require_http_methods(["GET", "POST"])
def log_in_once(request: HttpRequest, secret: str) -> HttpResponse:
    """A login link. Only the button uses it up: a program that looks at links in a mail must not."""
    if request.method == "GET":
        return render(request, "accounts/link.html")
    try:
        officer = redeem_login_link(secret)
    except LinkRefusedError:
        return render(request, "accounts/link_refused.html", status=403)
    login(request, officer, backend=_BACKEND)
    return redirect("leads:list")


@policy(ANY_OFFICER)
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:login")


def _officer_of(request: HttpRequest, form: LoginForm) -> tuple[Officer | None, str]:
    """The officer who may enter, or the words with which an attempt is refused."""
    wrong = _("Name and password do not match, or the officer may not enter.")
    if not form.is_valid():
        return None, wrong
    username, password = form.cleaned_data["username"], form.cleaned_data["password"]
    try:
        attempt = note_attempt(username, request.META.get("REMOTE_ADDR", ""))
    except LockedOutError:
        return None, _("Too many attempts. Wait a quarter of an hour, or ask for a login link.")
    officer = authenticate(request, username=username, password=password)
    if not isinstance(officer, Officer):
        return None, wrong
    forget_attempts(attempt)
    return officer, ""


def _address_after(request: HttpRequest) -> str:
    """Where to go after the login: the page that was asked for, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url("leads:list")
