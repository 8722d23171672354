"""The version of a lead, and of a judgement on two referrals: what a form carries, so that nobody decides of what
is no longer so.

A version is made of what an officer weighs: the newest act, the referrals, the band, the state. A list that is made
anew and says the same of a lead gives it the same version.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from nigehban.desk.copying import signed_key
from nigehban.desk.leads.errors import ChangedSinceError
from nigehban.desk.leads.models import OF_PERSONS, ActLead, ActSide, Band, Lead, LeadAct, State
from nigehban.runs.rows import node_id


def version_of(lead: Lead) -> str:
    """The version of a lead as it is now."""
    return f"{_newest(lead.pk)}.{lead.referrals}.{lead.band}.{lead.state}"


def is_untouched(version: str) -> bool:
    """Whether no officer ever did anything with a lead of this version."""
    return version.startswith("0.")


def unchanged(lead: Lead, seen: str | None) -> None:
    """Raises ``ChangedSinceError`` when the lead is no longer as it was ``seen``; ``None`` asks for nothing."""
    if seen is not None and seen != version_of(lead):
        raise ChangedSinceError(
            _("Lead %(lead)s has changed since you opened it. Look at what is new, then decide.") % {"lead": lead.pk}
        )


def acts_since(number: str, seen: str) -> QuerySet[LeadAct]:
    """What officers did with a lead after the version that was seen, the newest first."""
    before = seen.partition(".")[0]
    newer = ActLead.objects.filter(number=number, act_id__gt=int(before) if before.isdigit() else 0)
    return LeadAct.objects.filter(pk__in=newer.values("act_id")).select_related("officer").order_by("-id")


class Seen(NamedTuple):
    """What a version says of a lead."""

    referrals: int
    band: str
    state: str


def seen_counts(seen: str) -> Seen | None:
    """What a version says, in words of the screen; ``None`` for what is no version."""
    parts = seen.split(".")
    try:
        _act, referrals, band, state = parts
        return Seen(int(referrals), str(Band(int(band)).label), str(State(state).label))
    except ValueError:
        return None


def judged_since(a: str, b: str, seen: str) -> QuerySet[LeadAct]:
    """What officers did with two referrals (their ids) after the act ``seen``, the newest first."""
    return acts_on_pair(a, b).filter(pk__gt=int(seen) if seen.isdigit() else 0)


def acts_on_pair(a: str, b: str) -> QuerySet[LeadAct]:
    """What officers did with two referrals (their ids), the newest first; taken back or not."""
    found = ActSide.objects.filter(node_id=signed_key(node_id(a))).values("act_id")
    both = ActSide.objects.filter(node_id=signed_key(node_id(b)), act_id__in=found).values("act_id")
    acts = LeadAct.objects.filter(pk__in=both, act__in=OF_PERSONS)
    return acts.select_related("officer", "withdrawn").order_by("-id")


def _newest(number: str) -> int:
    return ActLead.objects.filter(number=number).aggregate(newest=Max("act_id"))["newest"] or 0
