"""A user account: platform and the platform's own number for the user. The surest identifier that a referral has."""

from __future__ import annotations

from nigehban.identifiers.kind import Cleaned, Kind, Proof
from nigehban.identifiers.platforms import split_platform
from nigehban.identifiers.text import is_filler, normalise_text


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``facebook:100001234567890``; ``hint`` is the platform. The user's number stays exactly as written."""
    site, user = split_platform(normalise_text(raw).strip(), hint)
    if not user:
        return None
    value = user if site is None else f"{site}:{user}"
    if not user.strip("0-") or is_filler(user):
        return Cleaned(value, warning="A zero or a filler stands for the user's number", links=False)
    if site is None:
        return Cleaned(value, warning="No platform is stated with the user's number", links=False)
    return Cleaned(value)


KIND = Kind("account", 1, Proof.STRONG, cap=1000, clean=clean)
