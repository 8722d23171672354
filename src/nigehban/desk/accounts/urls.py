"""Addresses of entering and of one's own account.

The names of django-allauth's pages stand without a namespace: it looks them up itself. What is not here, such as
sign-up and reset by e-mail, does not exist. All templates are ours.
"""

from __future__ import annotations

from typing import Any

from allauth.account.views import AccountInactiveView, PasswordChangeView, PasswordSetView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ConfirmByCode
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import EditWebAuthnView, ListWebAuthnView, ReauthenticateWebAuthnView, login_webauthn
from django.conf import settings
from django.urls import path
from django.views.generic.base import View

from nigehban.desk.access.policies import ANY_OFFICER, PUBLIC, Open, policy
from nigehban.desk.accounts.freshness import View as ViewFunction
from nigehban.desk.accounts.freshness import recently_authenticated
from nigehban.desk.accounts.views import officer_acts, officers
from nigehban.desk.accounts.views.entering import LogIn, log_in_once, log_out
from nigehban.desk.accounts.views.second_factor import Account, RemovePasskey, SetUpApp, SetUpPasskey
from nigehban.desk.accounts.views.sessions import sessions


def page(view: type[View[Any]], name: str, asked: Open = ANY_OFFICER) -> ViewFunction[...]:
    """A page of django-allauth with our template of that name."""
    shown = view.as_view(template_name=f"accounts/{name}.html", extra_context={"section": "account"})
    return policy(asked)(shown)


urlpatterns = [
    path("login/", page(LogIn, "login", PUBLIC), name="account_login"),
    path("login/once/<str:secret>/", log_in_once, name="login_once"),
    path("login/passkey/", policy(PUBLIC)(login_webauthn), name="mfa_login_webauthn"),
    path("login/second-factor/", page(AuthenticateView, "authenticate", PUBLIC), name="mfa_authenticate"),
    path("login/refused/", page(AccountInactiveView, "inactive", PUBLIC), name="account_inactive"),
    path("logout/", log_out, name="account_logout"),
    path("account/", page(Account, "account"), name="mfa_index"),
    path("account/confirm/", page(ReauthenticateView, "confirm"), name="account_reauthenticate"),
    path("account/confirm/code/", page(ConfirmByCode, "confirm_code"), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        page(ReauthenticateWebAuthnView, "confirm_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/password/", page(PasswordChangeView, "password"), name="account_change_password"),
    path(
        "account/password/first/",
        policy(ANY_OFFICER)(recently_authenticated(page(PasswordSetView, "password"))),
        name="account_set_password",
    ),
    path("account/app/", page(SetUpApp, "app"), name="mfa_activate_totp"),
    path("account/app/remove/", page(DeactivateTOTPView, "app_remove"), name="mfa_deactivate_totp"),
    path("account/passkeys/", page(ListWebAuthnView, "passkeys"), name="mfa_list_webauthn"),
    path("account/passkeys/add/", page(SetUpPasskey, "passkey_add"), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", page(EditWebAuthnView, "passkey_rename"), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", page(RemovePasskey, "passkey_remove"), name="mfa_remove_webauthn"),
    path("account/recovery-codes/", page(ViewRecoveryCodesView, "recovery_codes"), name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        page(GenerateRecoveryCodesView, "recovery_codes_new"),
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessions/", sessions, name="usersessions_list"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.enrolment, name="enrol"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("officers/<int:pk>/link/", officer_acts.link, name="officer_link"),
    path("officers/<int:pk>/posting/", officer_acts.place, name="officer_place"),
    path("officers/<int:pk>/close/", officer_acts.close, name="officer_close"),
    path("officers/<int:pk>/open/", officer_acts.reopen, name="officer_open"),
    path("officers/<int:pk>/second-factor/", officer_acts.ask_reset, name="officer_ask_reset"),
    path("officers/<int:pk>/second-factor/agree/", officer_acts.agree_to_reset, name="officer_agree_to_reset"),
    path("officers/<int:pk>/roles/", officer_acts.give_role, name="officer_give_role"),
    path("officers/<int:pk>/roles/end/", officer_acts.take_role, name="officer_take_role"),
]

if settings.DIRECTORY:
    from nigehban.desk.accounts.directory_urls import directory_urls

    urlpatterns += directory_urls
