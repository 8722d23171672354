"""The version of a lead, and of a judgement on two referrals: what a form carries, so that nobody decides of what
is no longer so.

A version is made of what an officer weighs: the newest act, the referrals, the band, the state. A list that is made
anew and says the same of a lead gives it the same version.
"""

from __future__ import annotations

from django.db.models import Max, QuerySet

from nigehban.desk.copying import signed_key
from nigehban.desk.leads.errors import ChangedSinceError
from nigehban.desk.leads.models import OF_PERSONS, ActLead, ActSide, Lead, LeadAct
from nigehban.runs.rows import node_id


def version_of(lead: Lead) -> str:
    """The version of a lead as it is now."""
    return f"{_newest(lead.pk)}.{lead.referrals}.{lead.band}.{lead.state}"


def unchanged(lead: Lead, seen: str | None) -> None:
    """Raises ``ChangedSinceError`` when the lead is no longer as it was ``seen``; ``None`` asks for nothing."""
    if seen is not None and seen != version_of(lead):
        raise ChangedSinceError(f"Lead {lead.pk} has changed since you opened it. Look at what is new, then decide.")


def acts_since(number: str, seen: str) -> QuerySet[LeadAct]:
    """What officers did with a lead after the version that was seen, the newest first."""
    before = seen.partition(".")[0]
    newer = ActLead.objects.filter(number=number, act_id__gt=int(before) if before.isdigit() else 0)
    return LeadAct.objects.filter(pk__in=newer.values("act_id")).select_related("officer").order_by("-id")


def seen_counts(seen: str) -> tuple[str, str, str] | None:
    """Referrals, band and state of a version, as they stand in it; ``None`` for what is no version."""
    parts = seen.split(".")
    return (parts[1], parts[2], parts[3]) if len(parts) == 4 else None


def pair_version(a: str, b: str) -> str:
    """The newest act that speaks of both referrals."""
    return str(acts_on_pair(a, b).aggregate(newest=Max("id"))["newest"] or 0)


def acts_on_pair(a: str, b: str) -> QuerySet[LeadAct]:
    """What officers did with two referrals (their ids), the newest first; taken back or not."""
    found = ActSide.objects.filter(node_id=signed_key(node_id(a))).values("act_id")
    both = ActSide.objects.filter(node_id=signed_key(node_id(b)), act_id__in=found).values("act_id")
    acts = LeadAct.objects.filter(pk__in=both, act__in=OF_PERSONS)
    return acts.select_related("officer", "withdrawn").order_by("-id")


def _newest(number: str) -> int:
    return ActLead.objects.filter(number=number).aggregate(newest=Max("act_id"))["newest"] or 0
