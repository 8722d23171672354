"""What the data of events are called on a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

LABELS = {
    "warrant": _("warrant"),
    "kind": _("kind of offence"),
    "province": _("province"),
    "city": _("city or town"),
    "place": _("place"),
    "grounds_told": _("grounds told"),
    "relatives_told": _("relatives told"),
    "medical": _("medical examination"),
    "lawyer": _("lawyer"),
    "journey_start": _("journey began"),
    "journey_end": _("journey ended"),
    "journey_hours": _("hours of the journey"),
    "days": _("days"),
    "offence_class": _("exception claimed"),
    "reason": _("reason"),
    "surety": _("surety"),
    "result": _("result"),
    "next": _("next date"),
    "sections": _("sections"),
    "offence": _("offence"),
    "sentence": _("sentence"),
}
_MOMENTS = frozenset({"journey_start", "journey_end", "next"})
_WORDS = {
    "yes": _("yes"),
    "no": _("no"),
    "heard": _("heard"),
    "adjourned": _("adjourned"),
    "convicted": _("convicted"),
    "acquitted": _("acquitted"),
    "murder": _("murder"),
    "dacoity": _("dacoity"),
}


def facts_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What an event states, with its labels, in the order of the forms."""
    return [(str(label), _said(key, data[key])) for key, label in LABELS.items() if data.get(key) not in {None, ""}]


def _said(key: str, value: object) -> str:
    if key in _MOMENTS:
        return moment(str(value))
    return str(_WORDS.get(str(value), value))


def moment(text: str) -> str:
    """A stored moment in the desk's zone; a text that is none as it stands."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_format(timezone.localtime(found) if found.tzinfo else found, "Y-m-d H:i")
