"""The agency's own directory of officers (OpenID Connect), where there is one; nothing of it exists unless configured.

The variables are read here and nowhere else: ``NIGEHBAN_OIDC_URL`` turns it on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

APPS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
PROVIDER = "directory"
CLAIMS = ("service_number", "email")


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory is, what the desk is called there, and the claim by which it names officers."""

    url: str
    client: str
    secret: str
    name: str
    claim: str

    @property
    def providers(self) -> dict[str, object]:
        """What ``SOCIALACCOUNT_PROVIDERS`` has to say."""
        about = {"server_url": self.url, "fetch_userinfo": True}
        app = {"provider_id": PROVIDER, "name": self.name, "client_id": self.client, "secret": self.secret}
        return {"openid_connect": {"APPS": [{**app, "settings": about}], "OAUTH_PKCE_ENABLED": True}}


def directory() -> Directory | None:
    """The directory that the environment names. Raises ``ImproperlyConfigured`` for half a configuration."""
    url = os.environ.get("NIGEHBAN_OIDC_URL")
    if not url:
        return None
    return Directory(
        url,
        _needed("NIGEHBAN_OIDC_CLIENT"),
        _secret(Path(_needed("NIGEHBAN_OIDC_SECRET_FILE"))),
        os.environ.get("NIGEHBAN_OIDC_NAME", "directory"),
        _claim(os.environ.get("NIGEHBAN_OIDC_CLAIM", CLAIMS[0])),
    )


def _needed(variable: str) -> str:
    value = os.environ.get(variable)
    if not value:
        raise ImproperlyConfigured(f"NIGEHBAN_OIDC_URL is set, and {variable} is not. Set it (docs/accounts.md).")
    return value


def _secret(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"NIGEHBAN_OIDC_SECRET_FILE can not be read: {error}.") from error


def _claim(claim: str) -> str:
    if claim not in CLAIMS:
        raise ImproperlyConfigured(f"NIGEHBAN_OIDC_CLAIM is {claim}; it can be {' or '.join(CLAIMS)}.")
    return claim
