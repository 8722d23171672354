"""What a pack says of itself, read without its tables."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nigehban.jurisdiction.marks import NEEDS_REVIEW
from nigehban.jurisdiction.tables import read_toml

_CONFIRMED = "confirmed"


class Heading(NamedTuple):
    """The country, its zone, languages and currency, and whether its counsel has confirmed the pack."""

    code: str
    name: str
    version: str
    status: str
    zone: ZoneInfo
    languages: tuple[str, ...]
    currency: str

    @property
    def review(self) -> str:
        """What an answer says of the pack's standing; empty once counsel has confirmed it."""
        return "" if self.status == _CONFIRMED else NEEDS_REVIEW


def read_heading(folder: Path) -> Heading:
    """The head of the pack in a folder; raises ``PackError``."""
    head = read_toml(folder / "pack.toml")
    try:
        zone = ZoneInfo(head.get("timezone", str))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise head.error("timezone", "is no time zone. Write one as 'Asia/Karachi'.") from None
    return Heading(
        head.get("code", str),
        head.get("name", str),
        head.get("version", str),
        head.get("status", str),
        zone,
        head.texts("languages"),
        head.get("currency", str),
    )
