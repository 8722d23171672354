"""How django-allauth behaves here: no sign-up, no e-mail, our lock-out, secrets sealed.

``settings`` names these classes.
"""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.errors import LockedOutError
from nigehban.desk.accounts.freshness import is_fresh
from nigehban.desk.accounts.lockout import forget_attempts, note_attempt
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.sealing import seal, unseal
from nigehban.desk.accounts.second_factor import is_only_factor

TOO_MANY = _("Too many attempts. Wait a quarter of an hour, or ask for a login link.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, and every failure to enter gets the same words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Name and password do not match, or the officer may not enter."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator enrols officers."""
        del request
        return False

    def authenticate(self, request: HttpRequest, **credentials: str) -> AbstractBaseUser | None:
        """The officer of this name and password, who may enter. An attempt counts before the password is looked at."""
        try:
            attempt = note_attempt(credentials["username"], self.get_client_ip(request))
        except LockedOutError as error:
            raise self.validation_error("too_many_login_attempts") from error
        officer = authenticate(request, **credentials)
        if officer is not None:
            forget_attempts(attempt)
        return officer

    def is_reauthentication_required(self, *, app: str, **more: object) -> bool:
        """Whether a page of allauth asks again who is there: as for all grave acts."""
        del app, more
        return not is_fresh(context.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page that the officer's roles open."""
        officer = request.user
        if isinstance(officer, Officer) and not may(officer, Permission.SEE_LEADS):
            return reverse("officers" if may(officer, Permission.MANAGE_ACCOUNTS) else "mfa_index")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        del request
        return reverse("mfa_index")

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """A sealed network has no e-mail; what happens to an account stands in the history."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors are sealed in the database, and the last one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong, too old or used. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("This is your only second factor. Set up another one first."),
    }

    def get_totp_issuer(self) -> str:
        """The name under which an app keeps the code."""
        return "Nigehban"

    def _get_site_name(self) -> str:
        return "Nigehban"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - its name there
        """What a passkey is called until its officer says otherwise."""
        number = Authenticator.objects.filter(user=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        """The secret as it lies in the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, of its sealed form."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the officer keeps a second factor without this one."""
        return not is_only_factor(authenticator)
