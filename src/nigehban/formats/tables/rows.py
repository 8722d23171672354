"""Rows that become referrals: one row, one referral; rows with the same number are one referral.

A cell that no column takes, and a row that has more or fewer cells than the header, still become facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nigehban.formats.tables.row import Layout, Row
from nigehban.formats.tables.targets import fill
from nigehban.records import Party, Referral

_SAID_ONCE: Final = {
    "reporter": None,
    "platform": None,
    "incident_type": None,
    "incident_at": "incident_pointer",
    "ongoing": "ongoing_pointer",
    "received": None,
    "informational": "informational_pointer",
    "sender_priority": None,
    "sender_classification": None,
    "escalation": None,
    "country": None,
    "commerce": None,
}
"""Fields that a referral has once, and the field that holds their pointer."""


def read_rows(layouts: list[Layout], sha256: str) -> list[Referral]:
    """The referrals of all sheets, in the order of their first rows."""
    known: dict[str, Referral] = {}
    for layout in layouts:
        for referral in _each_row(layout, sha256):
            earlier = known.setdefault(referral.id, referral)
            if earlier is not referral:
                merge(earlier, referral)
    return list(known.values())


def _each_row(layout: Layout, sha256: str) -> Iterator[Referral]:
    for row in range(layout.header_row + 1, len(layout.sheet.rows)):
        cells = layout.sheet.cells(row)
        if any(cell.text.strip() for cell in cells.values()):
            yield Row(layout, row, cells).read(sha256, fill)


def merge(earlier: Referral, later: Referral) -> None:
    """Add a later row of the same referral to the earlier one; where they disagree, the earlier stands."""
    parties = [_same_party(earlier, party) for party in later.parties]
    files = len(earlier.files)
    for mention in later.mentions:
        mention.party = parties[mention.party] if mention.party >= 0 else -1
        mention.file = files + mention.file if mention.file >= 0 else -1
    for place in later.places:
        place.party = parties[place.party] if place.party >= 0 else -1
    earlier.narratives += [
        said._replace(party=parties[said.party] if said.party >= 0 else -1) for said in later.narratives
    ]
    earlier.tags += later.tags
    earlier.incident_types_extra += later.incident_types_extra
    for name in ("files", "mentions", "places", "chains", "facts", "warnings"):
        getattr(earlier, name).extend(getattr(later, name))
    for name, pointer in _SAID_ONCE.items():
        _merge_field(earlier, later, name, pointer)


def _same_party(referral: Referral, party: Party) -> int:
    """The index of the party in the referral that this may be: same role, and nothing that says otherwise."""
    for index, known in enumerate(referral.parties):
        if (
            known.role is party.role
            and party.name in {None, known.name}
            and party.birth_date in {None, known.birth_date}
        ):
            known.attributes = party.attributes | known.attributes
            return index
    referral.parties.append(party)
    return len(referral.parties) - 1


def _merge_field(earlier: Referral, later: Referral, name: str, pointer: str | None) -> None:
    ours, theirs = getattr(earlier, name), getattr(later, name)
    if ours is None:
        setattr(earlier, name, theirs)
        if pointer is not None:
            setattr(earlier, pointer, getattr(later, pointer))
    elif theirs is not None and _words(ours) != _words(theirs):
        earlier.warnings.append(
            f"Rows of the referral {earlier.external_id} disagree: “{_words(ours)[:60]}” and “{_words(theirs)[:60]}”; "
            "the first stands."
        )


def _words(value: object) -> str:
    """What a field says, without where it stands."""
    return str(value[0]) if isinstance(value, tuple) else str(value)
