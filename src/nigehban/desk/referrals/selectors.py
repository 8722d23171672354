"""What is read of referrals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from nigehban.desk.copying import signed_key
from nigehban.desk.referrals.models import Judgement, Load, LoadedUnit, Mention, Referral, Verdict


@dataclass(frozen=True, slots=True)
class LoadTotals:
    """What became of everything that a load received."""

    received: int
    stored: int
    attachments: int
    duplicates: int
    quarantined: int
    referrals: int


def load_totals(load: Load | None = None) -> LoadTotals:
    """The counts of one load, or of all."""
    units = LoadedUnit.objects.all() if load is None else load.units.all()
    names = LoadTotals.__slots__
    sums = units.aggregate(**{name: Sum(name, default=0) for name in names})
    return LoadTotals(**{name: sums[name] for name in names})


def versions_of(scheme: str, external_id: str) -> QuerySet[Referral]:
    """The versions of one referral with their documents, the newest first."""
    found = Referral.objects.filter(scheme=scheme, external_id=external_id)
    return found.select_related("source").order_by("-version")


def referrals_of_nodes(node_ids: list[int]) -> QuerySet[Referral]:
    """All versions of these referrals (signed node ids, as stored), the newest of each first."""
    return Referral.objects.filter(node_id__in=node_ids).select_related("source").order_by("node_id", "-version")


def mentions_of_key(kind: int, key: int) -> QuerySet[Mention]:
    """Who else states the identifier of this kind and (unsigned) key, the newest referral first."""
    found = Mention.objects.filter(kind=kind, key=signed_key(key))
    return found.select_related("referral").order_by("-referral_id", "position")


def standing_judgements() -> list[tuple[str, str, Verdict]]:
    """The newest verdict on each pair of referrals, as linking takes it."""
    rows = Judgement.objects.order_by("a", "b", "-id").distinct("a", "b").values_list("a", "b", "verdict")
    return [(a, b, Verdict(verdict)) for a, b, verdict in rows]
