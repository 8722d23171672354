"""Forms of entering: name and password, and codes that work once."""

from __future__ import annotations

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as second_factors
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.adapters import AccountAdapter


class LoginForm(AllauthLoginForm):
    """Name and password. What is wrong with them is not told."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Name"), _("Password")
        name.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True, "dir": "auto"}
        password.widget.attrs = {"autocomplete": "current-password", "maxlength": 1024}

    def clean(self) -> dict[str, object]:
        """Refused in the same words whatever is missing or wrong."""
        if self.errors:
            self.errors.clear()
            raise AccountAdapter().validation_error("username_password_mismatch")
        cleaned: dict[str, object] = super().clean()  # type: ignore[no-untyped-call]
        return cleaned


_REMEMBERED_SECONDS = 120
"""As long as a code could be taken for a fresh one, with the clock of the telephone half a minute off."""


class CodeForm(forms.Form):
    """A field for a code, as all our pages have it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs = {"autocomplete": "one-time-code", "autofocus": True, "dir": "ltr", "maxlength": 64}


class AppForm(CodeForm, ActivateTOTPForm):
    """The first code of an app."""


class OnceOnly(CodeForm, BaseAuthenticateForm):
    """A code of an app, or a recovery code. django-allauth forgets a used code sooner than it becomes invalid."""

    def clean_code(self) -> str:
        """The code, which nobody used before."""
        code: str = super().clean_code()
        if not cache.add(f"code-used:{self.user.pk}:{normalize_user_code(code)}", "", _REMEMBERED_SECONDS):
            raise second_factors().validation_error("incorrect_code")
        return code


class SecondFactorForm(OnceOnly, AuthenticateForm):
    """The second factor when an officer enters."""


class ConfirmForm(OnceOnly, ReauthenticateForm):
    """The second factor when an officer confirms a grave act."""
