"""What is read of referrals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet, Sum
from django.db.models.expressions import RawSQL

from nigehban.desk.copying import signed_key
from nigehban.desk.lookup import row_of
from nigehban.desk.per_request import once_a_page
from nigehban.desk.referrals.models import (
    Abroad,
    Chain,
    Load,
    LoadedUnit,
    Mention,
    Quarantine,
    Referral,
    Signal,
    SourceDocument,
)

_NEWEST_PACK = "SELECT pack FROM referrals_load WHERE pack IS NOT NULL ORDER BY id DESC LIMIT 1"
"""Asked at nearly every request: in plain SQL it takes a quarter of the time."""
_NEWEST_VERSIONS = """
SELECT version.id FROM unnest(%s::bigint[]) AS wanted(node_id), LATERAL (
    SELECT id FROM referrals_referral WHERE node_id = wanted.node_id ORDER BY version DESC LIMIT %s
) AS version
"""


@dataclass(frozen=True, slots=True)
class LoadTotals:
    """What became of everything that a load received."""

    received: int = 0
    stored: int = 0
    attachments: int = 0
    duplicates: int = 0
    quarantined: int = 0
    referrals: int = 0


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


def newest_versions(node_ids: list[int], each: int) -> dict[int, list[Referral]]:
    """The newest versions of each of these referrals (signed node ids) with their documents, in one query."""
    newest = RawSQL(_NEWEST_VERSIONS, [node_ids, each])  # noqa: S611 - a text of ours, with its values beside it
    rows = Referral.objects.filter(pk__in=newest)
    found: dict[int, list[Referral]] = {}
    for referral in rows.select_related("source").order_by("node_id", "-version"):
        found.setdefault(referral.node_id, []).append(referral)
    return found


def version_that_says(node_id: int, pointer: str, rule: str = "") -> Referral | None:
    """The newest version of a referral in whose document something stands at ``pointer``; else the newest of all.

    What stands there is the signal of ``rule``, an identifier, a reference to another referral, a sign of another
    country, or what it was routed by. ``None`` when there is no such referral.
    """
    versions = Referral.objects.filter(node_id=node_id).order_by("-version")
    says = [
        Signal.objects.filter(referral__node_id=node_id, pointer=pointer, rule=rule),
        Mention.objects.filter(referral__node_id=node_id, pointer=pointer),
        Chain.objects.filter(referral__node_id=node_id, pointer=pointer),
        Abroad.objects.filter(referral__node_id=node_id, pointer=pointer),
    ]
    for rows in says:
        found = versions.filter(pk__in=rows.values("referral_id")).first()
        if found is not None:
            return found
    return versions.filter(unit_pointer=pointer).first() or versions.first()


def document(sha256: str) -> SourceDocument | None:
    """A source document with the load that brought it."""
    return row_of(SourceDocument.objects.select_related("load"), sha256)


@once_a_page
def newest_pack() -> str | None:
    """The country pack of the newest load that names one."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST_PACK)
        row = cursor.fetchone()
    return row[0] if row else None


def loads_with_totals() -> QuerySet[Load]:
    """Loads with the sums of what became of what they received (``LoadTotals``' names)."""
    return Load.objects.annotate(**{f"all_{name}": Sum(f"units__{name}", default=0) for name in LoadTotals.__slots__})


def quarantined_things() -> QuerySet[Quarantine]:
    """What was not taken, and why."""
    return Quarantine.objects.all()
