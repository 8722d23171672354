"""A messaging group or channel. Two members of one group are two persons: it speaks of a ring, not of one person."""

from __future__ import annotations

from nigehban.identifiers.kind import Cleaned, Kind, Proof
from nigehban.identifiers.platforms import split_platform
from nigehban.identifiers.profiles import holder
from nigehban.identifiers.text import is_filler, normalise_text
from nigehban.identifiers.web import parse

CAP = 40
"""Distinct subjects in one group before it says nothing: larger ones are public channels."""
_MAILBOXES = ("@g.us", "@broadcast")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``telegram:AbCdEf123``: from an invitation's address, or an id with its platform as ``hint``.

    An address on another site stays an address: whoever reports it, it is the same group.
    """
    plain = normalise_text(raw).strip()
    address = parse(plain) if "/" in plain else None
    found = holder(address) if address else None
    if found and found.kind in {"group", "handle"}:
        name = found.value.casefold() if found.kind == "handle" else found.value
        return Cleaned(f"{found.platform}:{name}")
    if address and "://" in plain:
        return Cleaned(str(address))
    site, name = split_platform(plain, hint)
    for ending in _MAILBOXES:
        name = name.removesuffix(ending)
    if not name or is_filler(name):
        return None
    if site is None:
        return Cleaned(name, warning="No platform is stated with the group", links=False)
    return Cleaned(f"{site}:{name}")


KIND = Kind("group", 15, Proof.CORROBORATING, cap=CAP, clean=clean)
