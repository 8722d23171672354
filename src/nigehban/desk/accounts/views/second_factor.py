"""Setting up second factors: django-allauth's pages, in a session that is trusted from then on."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.posting import posting
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.accounts.second_factor import is_only_factor, trust_session


class Account(IndexView):
    """One's own account; without a second factor it asks for one and offers nothing else."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """``keeps_accounts``: whether the officer is an administrator; ``posting``: words for rank, post and unit."""
        keeps = may(officer_of(self.request), Permission.MANAGE_ACCOUNTS)
        return {**super().get_context_data(**kwargs), "keeps_accounts": keeps, "posting": posting()}


class SetUpApp(ActivateTOTPView):
    """A code of an app."""

    def form_valid(self, form: Form) -> HttpResponse:
        """The code was right: the app is the second factor."""
        response = super().form_valid(form)
        trust_session(self.request, Authenticator.Type.TOTP)
        return response


class SetUpPasskey(AddWebAuthnView):
    """A passkey: a key of hardware, or one that the machine or a telephone keeps."""

    def form_valid(self, form: Form) -> HttpResponse:
        """The key answered: it is a second factor."""
        response = super().form_valid(form)
        trust_session(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemovePasskey(RemoveWebAuthnView):
    """A passkey that is lost or not needed; the last second factor stays."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Removed, or refused with the reason."""
        if is_only_factor(self.get_object()):
            return _refused(self.request)
        return super().form_valid(form)


def _refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, get_adapter().validation_error("cannot_delete_authenticator").messages[0])
    return redirect("mfa_list_webauthn")
