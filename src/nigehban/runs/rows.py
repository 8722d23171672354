"""One referral's records as rows of the unit's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from nigehban import identifiers, priority
from nigehban.formats import TooLarge
from nigehban.identifiers import Identifier, digest
from nigehban.jurisdiction import Route
from nigehban.records import Instant, Mention, Referral, Role

MAX_PARTIES = 32_767
"""More people in one referral are refused: their places would not fit the columns that name them."""
NODE_CODE = 0
"""The code under which referral ids are digested; identifier kinds start at 1."""
_ROLES = {role: position for position, role in enumerate(Role)}
_ASKED = frozenset({"email", "phone", "device", "cnic", "passport", "iban", "wallet", "crypto"})
"""Kinds whose holder somebody can be asked about; without a key such a value is a placeholder or mistyped."""
Row = Sequence[object]
Identified = tuple[Mention, Identifier | None]


class ReferralRows(NamedTuple):
    """The row of the referral, and by table the rows that belong to it, without their first column ``row``."""

    referral: Row
    sides: dict[str, list[Row]]


def node_id(referral: str) -> int:
    """The 64-bit digest of a referral's id: its identity in linking."""
    return digest(NODE_CODE, referral)


def referral_rows(referral: Referral, source: str, ordinal: int, route: Route) -> ReferralRows:
    """Everything the unit keeps of a referral but its facts. ``source`` is the SHA-256 of its document.

    Raises ``TooLarge`` for more than ``MAX_PARTIES`` people.
    """
    if len(referral.parties) > MAX_PARTIES:
        raise TooLarge(
            f"Referral {referral.id} names {len(referral.parties):,} people; {MAX_PARTIES:,} is the limit, and no real "
            "referral comes near it. Ask the sender what it is."
        )
    identified = [(one, identifiers.identify(one)) for one in (*referral.mentions, *identifiers.derive(referral))]
    sides: dict[str, list[Row]] = {
        "mentions": list(_mention_rows(referral, identified)),
        "signals": list(priority.signals(_without_placeholders(referral, identified))),
        "abroad": [(sign.country, sign.text, sign.pointer) for sign in route.abroad],
        "chains": list(referral.chains),
        "files": list(_file_names(referral)),
    }
    return ReferralRows(_referral_row(referral, source, ordinal, route), sides)


def _referral_row(referral: Referral, source: str, ordinal: int, route: Route) -> Row:
    incident = referral.incident_at
    return (
        referral.id,
        node_id(referral.id),
        referral.scheme.value,
        referral.external_id,
        source,
        int(source[:16], 16),
        ordinal,
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


def _file_names(referral: Referral) -> Iterator[Row]:
    for position, file in enumerate(referral.files):
        for name in dict.fromkeys((file.name, file.original_name)):
            if name:
                yield position, name


def _mention_rows(referral: Referral, identified: Iterable[Identified]) -> Iterator[Row]:
    """Stated identifiers first, then those found in free text."""
    first = first_reported(referral)
    for mention, identifier in identified:
        if identifier is not None:
            yield _mention_row(mention, identifier, primary=_is_primary(mention, first))


def _without_placeholders(referral: Referral, identified: Iterable[Identified]) -> Referral:
    """The referral without numbers that are nobody's (“noemail@”, an IMEI of zeros): they make nothing solvable."""
    empty = {id(one) for one, identifier in identified if identifier and not identifier.key and one.kind in _ASKED}
    if not empty:
        return referral
    return replace(referral, mentions=[one for one in referral.mentions if id(one) not in empty])


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


def _mention_row(mention: Mention, identifier: Identifier, *, primary: bool) -> Row:
    is_name = mention.kind == "person_name"
    return (
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
