"""Tags and filters of the pages of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import CaseEvent, Standing
from nigehban.desk.cases.selectors import case_of_lead
from nigehban.desk.cases.words import event_title, told, value_title
from nigehban.desk.wording import called
from nigehban.jurisdiction.texts import Text

register = template.Library()
_LATE = timedelta(hours=24)


@register.inclusion_tag("cases/_lead_case.html", takes_context=True)
def lead_case(context: Context, lead: str) -> dict[str, object]:
    """The case that a lead is in, or the way to open one."""
    user = context.get("user")
    may_open = isinstance(user, Officer) and may(user, Permission.OPEN_CASES)
    return {"case": case_of_lead(lead), "lead": lead, "may_open": may_open}


@register.filter
def in_words(text: Text) -> str:
    """A text of the pack in the language of the page."""
    return told(text)


@register.filter
def happened(event: CaseEvent) -> str:
    """How the event is called."""
    return event_title(event.case.pack, event.type)


@register.filter
def recorded_late(event: CaseEvent) -> bool:
    """Whether the desk learned of it more than a day after it happened."""
    return event.recorded_at - event.at > _LATE


@register.filter
def standing_word(state: str) -> str:
    """A deadline's state in words."""
    return str(Standing(state).label)


@register.filter
def stated(data: Mapping[str, Any], pack: str = "") -> list[tuple[str, str]]:
    """The data of an event, as a page shows them; with the names that the event's ``pack`` has for codes."""
    return [(called(key, "data"), _shown(key, value, pack)) for key, value in data.items()]


def _shown(key: str, value: object, pack: str) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    named = value_title(pack, key, str(value)) if pack else ""
    if named:
        return named
    words = called(str(value), "choice")
    return str(value) if words == str(value).replace("_", " ") else words


@register.filter
def key_of(mapping: Mapping[str, str], key: str) -> str:
    """The value of a key; the key itself where there is none."""
    return mapping.get(key, key)
