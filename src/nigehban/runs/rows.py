"""One referral's records as rows of the unit's tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nigehban import identifiers
from nigehban.identifiers import Identifier, digest
from nigehban.jurisdiction import Route
from nigehban.records import Instant, Mention, Referral, Role

NODE_CODE = 0
"""The code under which referral ids are digested; identifier kinds start at 1."""
_ROLES = {role: position for position, role in enumerate(Role)}
Row = tuple[object, ...]


def node_id(referral: str) -> int:
    """The 64-bit digest of a referral's id: its identity in linking."""
    return digest(NODE_CODE, referral)


def referral_row(referral: Referral, source: str, route: Route) -> Row:
    """The row of ``tables.REFERRALS``."""
    incident = referral.incident_at
    return (
        referral.id,
        node_id(referral.id),
        referral.scheme.value,
        referral.external_id,
        source,
        int(source[:16], 16),
        referral.pointer,
        referral.part,
        _utc(referral.received),
        _utc(incident),
        incident.text if incident else None,
        incident.zone_known if incident else None,
        referral.incident_type.value if referral.incident_type else None,
        referral.platform,
        referral.reporter,
        referral.informational,
        referral.sender_priority.value if referral.sender_priority else None,
        referral.commerce.value if referral.commerce else None,
        len(referral.files),
        route.unit,
        route.confidence,
        route.text,
        route.pointer,
        route.is_local,
        referral.warnings,
    )


def mention_rows(referral: Referral, row: int) -> Iterator[Row]:
    """The rows of ``tables.MENTIONS``: stated identifiers first, then those found in free text."""
    first = first_reported(referral)
    for mention in (*referral.mentions, *identifiers.derive(referral)):
        identifier = identifiers.identify(mention)
        if identifier is not None:
            yield _mention_row(mention, identifier, row, _is_primary(mention, first))


def first_reported(referral: Referral) -> int:
    """The index of the first person reported, -1 when the referral names none."""
    for position, party in enumerate(referral.parties):
        if party.role is Role.REPORTED:
            return position
    return -1


def _is_primary(mention: Mention, first: int) -> bool:
    if mention.kind == "file_hash":
        return True
    return mention.role is Role.REPORTED and mention.party == first


def _mention_row(mention: Mention, identifier: Identifier, row: int, primary: bool) -> Row:
    is_name = mention.kind == "person_name"
    return (
        row,
        identifier.code,
        identifier.key,
        identifier.value,
        mention.raw if mention.raw != identifier.value else None,
        _ROLES[mention.role],
        mention.party,
        mention.file,
        primary,
        mention.pointer,
        _utc(mention.at),
        mention.port,
        mention.verified,
        mention.derived,
        identifier.country,
        identifiers.name_key(mention) if is_name else 0,
        identifiers.birth_key(mention) if is_name else 0,
    )


def _utc(instant: Instant | None) -> datetime | None:
    return instant.utc if instant else None
