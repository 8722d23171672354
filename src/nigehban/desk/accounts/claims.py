"""Whom the directory means. It proves who somebody is; whether that is an officer of ours, the desk's accounts say."""

from __future__ import annotations

from collections.abc import Mapping

from nigehban.desk.accounts.models import Officer


def officer_named(claims: Mapping[str, object], claim: str) -> Officer | None:
    """The one active officer that the claim names; an e-mail counts only when the directory has verified it."""
    value = claims.get(claim)
    if not isinstance(value, str) or not value.strip():
        return None
    if claim == "email" and claims.get("email_verified") is not True:
        return None
    found = Officer.objects.filter(**{f"{claim}__iexact": value.strip()}, is_active=True)[:2]
    return found[0] if len(found) == 1 else None
