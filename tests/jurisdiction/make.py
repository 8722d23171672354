"""Small referrals and spoilt packs: only what a test is about."""

from __future__ import annotations

from pathlib import Path

from nigehban.records import Mention, Place, PlaceSource, Referral, Role, Scheme


def referral(*parts: Place | Mention) -> Referral:
    """A referral with those places and identifiers; each gets a pointer of its own where it has none."""
    places = [part for part in parts if isinstance(part, Place)]
    mentions = [part for part in parts if isinstance(part, Mention)]
    for number, part in enumerate(parts):
        part.pointer = part.pointer or f"/{number}"
    return Referral(Scheme.HOTLINE, "1", "", places=places, mentions=mentions)


def place(source: PlaceSource = PlaceSource.ADDRESS, role: Role = Role.REPORTED, **fields: object) -> Place:
    return Place(source, "", role, **fields)  # type: ignore[arg-type]


def address(text: str, role: Role = Role.REPORTED) -> Place:
    return place(PlaceSource.ADDRESS, role, text=text)


def mention(kind: str, raw: str, role: Role = Role.REPORTED, **fields: object) -> Mention:
    return Mention(kind, raw, "", role, **fields)  # type: ignore[arg-type]


def spoil(pack: Path, table: str, old: str, new: str) -> Path:
    """Write something else into one table of a pack."""
    path = pack / table
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return pack
