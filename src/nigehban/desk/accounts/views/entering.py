"""Entering and leaving the desk."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView, LogoutView
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from nigehban.desk.access.policies import PUBLIC, policy
from nigehban.desk.accounts.errors import LinkRefusedError
from nigehban.desk.accounts.forms import LoginForm
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import redeem_login_link


class LogIn(LoginView):
    """The form for officers who have a password or a passkey."""

    form_class = LoginForm

    def form_invalid(self, form: Form) -> HttpResponse:
        """The form again, as a refusal."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 403
        return response


log_in = LogIn.as_view()
log_out = policy(PUBLIC)(login_not_required(require_POST(LogoutView.as_view())))


@policy(PUBLIC)
@login_not_required
def back_to_login(request: HttpRequest) -> HttpResponse:
    """The directory did not let the officer in."""
    del request
    return redirect("account_login")


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
    return _enter(request, officer)


def _enter(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The link stands for the password only: a second factor that is set up is asked for."""
    record_authentication(request, officer, "login_link")
    try:
        return perform_login(request, Login(user=officer))
    except ImmediateHttpResponse as instead:
        return instead.response
