"""Every number ever given leads somewhere, for ever.

A lead's number is the id of its first referral, so that even without a record the number leads to where that referral
is now. The record (``NumberChange``) says when it changed, by whom and through which act.
"""

from __future__ import annotations

from typing import NamedTuple

from nigehban.desk.copying import signed_key
from nigehban.desk.leads.models import LeadMember, NumberChange
from nigehban.runs.names import id_of

_STEPS = 100
"""No number was ever passed on so often; a chain of changes that goes in a circle ends."""


class Fate(NamedTuple):
    """The lead that a number leads to now, and the newest change of the number, if one is on record."""

    lead: str
    change: NumberChange | None


def fate_of(number: str) -> Fate | None:
    """What became of a number; ``None`` for one that never was. A number that stands leads to itself."""
    change = NumberChange.objects.filter(number=number).order_by("-id").first()
    node = id_of(number)
    if node is not None:
        member = LeadMember.objects.filter(node_id=signed_key(node)).first()
        if member is not None:
            return Fate(member.lead_id, change)
    return None if change is None else Fate(_last(change), change)


def _last(change: NumberChange) -> str:
    """Follow the record where the number itself says nothing."""
    number = change.became
    for _step in range(_STEPS):
        following = NumberChange.objects.filter(number=number, id__gt=change.pk).order_by("-id").first()
        if following is None:
            return number
        change, number = following, following.became
    return number
