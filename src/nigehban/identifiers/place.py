"""A place by name. It describes; it never links."""

from __future__ import annotations

from nigehban.identifiers.kind import Cleaned, Kind, Proof
from nigehban.identifiers.text import fold_case
from nigehban.records import Mention


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """The name in lower case with single spaces."""
    del hint
    value = " ".join(fold_case(raw).replace(",", " ").split())
    return Cleaned(value) if value else None


def link_key(value: str, mention: Mention) -> None:
    """Nothing: two people in one town are two people."""
    del value, mention


KIND = Kind("place", 18, Proof.CONTEXT, cap=0, clean=clean, link_key=link_key)
