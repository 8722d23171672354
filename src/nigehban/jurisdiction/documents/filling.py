"""Fills a document from a case: what is known, where each value came from, and what an officer has still to say.

A victim is called by the pseudonym. The identity is written only where the document allows it (a court's copy) and the
caller says that the seal was opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nigehban.jurisdiction.documents.errors import IdentityNotAllowedError
from nigehban.jurisdiction.documents.facts import look_up
from nigehban.jurisdiction.documents.kinds import Value
from nigehban.jurisdiction.documents.records import Document, Documents, Field, Identity
from nigehban.jurisdiction.documents.values import tidy

_UNDER_SEAL = ("sex", "age")
"""What a victim's row keeps beside the pseudonym."""


class Filled(NamedTuple):
    """The values of a document before an officer has seen it."""

    values: dict[str, Value]
    origins: dict[str, str]
    """By field: the path of the case's facts that it was filled from."""
    missing: tuple[str, ...]
    """Required fields that the case does not answer."""


def fill(documents: Documents, document: Document, facts: Mapping[str, Value], *, identities: bool = False) -> Filled:
    """A document filled from the facts of a case (``docs/documents.md`` says which).

    Raises ``IdentityNotAllowedError`` where victims' names are asked for and the document never carries one.
    """
    if identities and document.identity is Identity.NEVER:
        raise IdentityNotAllowedError(document.id)
    values: dict[str, Value] = {}
    origins: dict[str, str] = {}
    for field in document.fields.values():
        value = _known(documents, field, facts, identities=identities)
        if value is not None and field.prefill:
            values[field.name] = value
            origins[field.name] = field.prefill
    missing = tuple(one.name for one in document.fields.values() if one.required and one.name not in values)
    return Filled(values, origins, missing)


def _known(documents: Documents, field: Field, facts: Mapping[str, Value], *, identities: bool) -> Value:
    if not field.prefill:
        return None
    stated = look_up(facts, field.prefill)
    if not identities and (field.kind.is_list or field.kind.is_row):
        stated = _sealed(stated, all_victims=field.prefill == "victims")
    found = tidy(field, stated, documents.heading.zone)
    return None if found.wrong else found.value


def _sealed(stated: Value, *, all_victims: bool) -> Value:
    if isinstance(stated, list):
        return [_sealed(row, all_victims=all_victims) for row in stated]
    if not isinstance(stated, Mapping) or not (all_victims or stated.get("role") == "victim"):
        return stated
    kept = {key: stated[key] for key in _UNDER_SEAL if key in stated}
    return {"name": stated.get("pseudonym") or "–", **kept}
