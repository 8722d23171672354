"""The fields of an event, made from what the pack says of its data: what a key means names a kind of value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.cases.forms.common import MomentField, Words, short_text
from nigehban.desk.cases.models import Case, PartyRole
from nigehban.desk.cases.words import stages_of, told
from nigehban.desk.wording import called
from nigehban.jurisdiction import load_pack
from nigehban.jurisdiction.procedure import EventType
from nigehban.jurisdiction.statistics import load_statistics
from nigehban.jurisdiction.texts import Text

Choice = tuple[str, Words]
NOT_STATED: Choice = ("", _("not stated"))
_YES_NO: list[Choice] = [NOT_STATED, ("true", _("yes")), ("false", _("no"))]
_LISTED = re.compile(r"[a-z_]+(?:(?:, | or )[a-z_]+)+", re.IGNORECASE)
_NUMBER = re.compile(r"(days|hours|years|how many)\b")


def field_names(kind: EventType) -> list[str]:
    """The keys of an event's data for which there is a field."""
    return [key for key in kind.data if key != "ref"]


def fields_of(kind: EventType, case: Case) -> dict[str, forms.Field]:
    """A field for each key of the data of a type of event."""
    return {key: _field(key, meaning, case) for key, meaning in kind.data.items()}


def data_of(values: Mapping[str, Any], kind: EventType) -> dict[str, Any]:
    """The data of the event as they are kept: what is not stated is left out."""
    stated = {key: values.get(key) for key in field_names(kind)}
    return {key: _kept(value) for key, value in stated.items() if value not in (None, "")}


def _field(key: str, meaning: Text, case: Case) -> forms.Field:
    """The first text of a key says what may be entered; what is chosen from a list needs no further word."""
    label, says = called(key, "data"), next(iter(meaning.values()))
    if choices := _choices(key, says, case):
        return forms.ChoiceField(choices=choices, required=False, label=label)
    hint = told(meaning)
    if says == "until when":
        return MomentField(label, past=False, required=False, help_text=hint)
    if _NUMBER.match(says):
        return forms.IntegerField(min_value=0, max_value=3650, required=False, label=label, help_text=hint)
    return forms.CharField(max_length=300, widget=short_text(), required=False, label=label, help_text=hint)


def _choices(key: str, says: str, case: Case) -> list[Choice]:
    """What can be chosen; nothing for a value that is written freely."""
    if key in _FROM_CASE:
        return [NOT_STATED, *_FROM_CASE[key](case)]
    listed, _colon, _why = says.partition(":")
    if listed.startswith("true"):
        return _YES_NO
    if _LISTED.fullmatch(listed):
        return [NOT_STATED, *((word, called(word, "choice")) for word in re.split(r", | or ", listed))]
    return []


def _deadlines(case: Case) -> list[Choice]:
    names = stages_of(case.pack)
    running = case.deadlines.filter(done_at=None).values_list("rule", flat=True)
    first = [code for code in dict.fromkeys(running) if code in names]
    return [(code, f"{code}: {names[code][0]}") for code in dict.fromkeys([*first, *names])]


def _victims(case: Case) -> list[Choice]:
    victims = case.parties.filter(role=PartyRole.VICTIM, removed_at=None).order_by("id")
    return [(name, name) for name in victims.values_list("pseudonym", flat=True)]


def _kinds(case: Case) -> list[Choice]:
    by_kind = load_statistics(case.pack).breakdowns.get("kind")
    return [(value.id, told(value.title)) for value in by_kind.values] if by_kind else []


def _provinces(case: Case) -> list[Choice]:
    return [(one.code, one.name) for one in load_pack(case.pack).provinces]


def _offences(case: Case) -> list[Choice]:
    codes = case.offences.filter(withdrawn_at=None).values_list("code", flat=True)
    return [(code, code) for code in dict.fromkeys(codes)]


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


_FROM_CASE: dict[str, Callable[[Case], list[Choice]]] = {
    "deadline": _deadlines,
    "victim": _victims,
    "kind": _kinds,
    "province": _provinces,
    "offence": _offences,
}
"""Keys whose values the case and its pack know."""
