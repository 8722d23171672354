"""Entering through the agency's directory. Imported only where it is configured (``nigehban.desk.directory``)."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from nigehban.desk.accounts.claims import officer_named


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Nobody is enrolled by a directory, and an entry of it stays with the officer that it first belonged to."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator enrols officers."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ties the entry to its officer, who is then asked for the second factor; refuses everybody else."""
        officer = officer_named(_claims(sociallogin), settings.DIRECTORY_CLAIM)
        known = sociallogin.user if sociallogin.is_existing else None
        if officer is None or (known is not None and known != officer):
            raise ImmediateHttpResponse(render(request, "accounts/directory_refused.html", status=403))
        if known is None:
            sociallogin.connect(request, officer)


def _claims(sociallogin: SocialLogin) -> dict[str, object]:
    told = sociallogin.account.extra_data
    return {**told.get("id_token", {}), **told.get("userinfo", {})}
