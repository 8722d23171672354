"""The address of a profile: on a known platform the account or handle it names; elsewhere it only corroborates."""

from __future__ import annotations

from nigehban.identifiers import handle, url
from nigehban.identifiers.kind import Cleaned, Kind, Proof
from nigehban.identifiers.web import parse


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The account or handle that the address names, else the canonical address.

    Some senders put a bare name here: with the platform as ``hint`` it is a handle.
    """
    if hint and _is_bare_name(raw):
        cleaned = handle.clean(raw, hint)
        return cleaned and cleaned._replace(kind="handle")
    address = parse(raw)
    return (url.owned(address) or url.plain(address)) if address else None


def _is_bare_name(raw: str) -> bool:
    return not any(char in raw.strip() for char in "/: \t\n") and not raw.lower().startswith("www.")


KIND = Kind("profile_url", 8, Proof.CORROBORATING, cap=3, clean=clean, link_key=url.link_key)
