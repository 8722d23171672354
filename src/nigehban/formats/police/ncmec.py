"""What the centre added: its priority and classification, its tags, its notes, the country, other reports."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.chains import chain_to
from nigehban.formats.police.contacts import narratives
from nigehban.formats.police.draft import Draft, Owner, each, objects
from nigehban.formats.police.incident import Part, escalation, take_parts
from nigehban.formats.police.tags import tag_groups
from nigehban.records import Stated, Tag

_NOBODY: Final = Owner()
_COUNTRY_KEYS: Final = ("value", "countryCode", "country", "name")
_CLASSIFICATION_KEYS: Final = ("value", "ncmecClassification", "name", "description")


def additional_information(draft: Draft, value: object, pointer: str) -> None:
    """``additionalNcmecInformation``."""
    for node, at in objects(draft, value, pointer):
        take_parts(draft, FIELDS, node, at)


def _first(draft: Draft, value: object, pointer: str, keys: tuple[str, ...]) -> Stated | None:
    for entry, at in each(value, pointer):
        stated = draft.take_key(entry, at, *keys) if isinstance(entry, dict) else draft.take(entry, at)
        if stated is not None:
            return stated
    return None


def _priority(draft: Draft, value: object, pointer: str) -> None:
    draft.referral.sender_priority = _first(draft, value, pointer, ("priorityId", "value"))


def _classification(draft: Draft, value: object, pointer: str) -> None:
    draft.referral.sender_classification = _first(draft, value, pointer, _CLASSIFICATION_KEYS)


def _country(draft: Draft, value: object, pointer: str) -> None:
    draft.referral.country = _first(draft, value, pointer, _COUNTRY_KEYS)


def _report_tags(draft: Draft, value: object, pointer: str) -> None:
    tag_groups(draft, value, pointer, "NCMEC")


def _missing_child(draft: Draft, value: object, pointer: str) -> None:
    stated = draft.take(value, pointer)
    if stated is not None:
        draft.referral.tags.append(Tag("missing_child", stated.pointer, "NCMEC"))


def _associated(draft: Draft, value: object, pointer: str) -> None:
    chain_to(draft, "associated", value, pointer)


def _summary(draft: Draft, value: object, pointer: str) -> None:
    narratives("summary")(draft, _NOBODY, value, pointer)


def _notes(draft: Draft, value: object, pointer: str) -> None:
    narratives("note")(draft, _NOBODY, value, pointer)


FIELDS: Final[dict[str, Part]] = {
    "associatedCybertipReports": _associated,
    "escalationReason": escalation,
    "executiveSummary": _summary,
    "internationalCountry": _country,
    "missingChildCaseNumber": _missing_child,
    "ncmecClassification": _classification,
    "notes": _notes,
    "priority": _priority,
    "reportTags": _report_tags,
}
"""For each key that the centre adds, who takes it."""
