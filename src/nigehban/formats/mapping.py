"""Mapping files: how the columns of somebody's list become fields of a referral.

A mapping is a TOML file (see ``docs/mappings.md``); the ones in ``mappings/`` come with the program. A header is
recognised in any spelling: case, spaces, punctuation, Arabic or Urdu forms of a letter, and a number at its end
(“Phone 2”) make no difference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final

from nigehban.formats.header_words import readings
from nigehban.formats.times import instant
from nigehban.records import Instant, Role, Scheme

TARGETS: Final[dict[str, frozenset[str] | None]] = {
    "field": frozenset(
        {
            "external_id", "reporter", "platform", "incident_type", "incident_at", "ongoing", "received",
            "informational", "sender_priority", "sender_classification", "escalation", "country", "commerce",
        }
    ),
    "identifier": frozenset(
        {
            "account", "handle", "email", "phone", "device", "ip", "url", "profile_url", "cnic", "passport", "iban",
            "wallet", "card_tail", "crypto", "group", "vehicle", "file_hash",
        }
    ),
    "person": frozenset({"name", "given_name", "family_name", "birth_date", "age"}),
    "place": frozenset({"text", "city", "region", "postcode", "country"}),
    "file": frozenset({"name", "external_id", "industry_class"}),
    "narrative": frozenset({"chat", "email", "note", "summary", "escalation", "bio", "additional"}),
    "chain": frozenset({"supplement", "prior", "associated"}),
    "attribute": None,
    "tag": None,
    "tags": frozenset({"words"}),
    "beside": None,
}  # fmt: skip
"""What a column can become, and the names that are allowed there; ``None`` allows any.

``beside`` is a column that only others read: the time or the port of an address, a part of the id.
"""


_HEADER_LENGTH: Final = 80
"""A longer cell is text, no header."""
_DASHES: Final = 3
"""A cell of so many signs without a letter or digit (“-”, “???”) says that nothing is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column becomes: ``target`` and ``name`` are a pair of ``TARGETS``.

    ``hint`` is fixed for the whole column (a platform, a calling code); ``hint_column``, ``time_column`` and
    ``port_column`` name the columns that hold it row by row.
    """

    headers: tuple[str, ...]
    target: str
    name: str
    role: Role = Role.NONE
    hint: str | None = None
    hint_column: str | None = None
    time_column: str | None = None
    port_column: str | None = None
    event: str | None = None
    many: bool = True


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file, checked.

    ``requires`` are the headers without which a list is not of this kind; ``external_id`` the headers that, joined
    with a hyphen, make the referral's id. ``zone`` is where the list's times are told, ``None`` when unknown.
    """

    name: str
    title: str
    scheme: Scheme
    columns: tuple[Column, ...]
    requires: tuple[str, ...] = ()
    external_id: tuple[str, ...] = ()
    reporter: str | None = None
    zone: tzinfo | None = None
    date_formats: tuple[str, ...] = ()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    separators: str = ";\n"
    fallback: bool = False

    def match(self, header: list[str]) -> dict[int, Column]:
        """The columns of ``header`` that this mapping knows, by position; empty when a required one is missing."""
        known = {fold(words): column for column in self.columns for words in column.headers}
        found = {}
        for position, words in enumerate(header):
            column = known.get(fold(words)) or known.get(fold(words).rstrip("0123456789"))
            if column is None and self.fallback:
                column = _by_words(words, known)
            if column is not None:
                found[position] = column
        return found if self._has_required(header) and self._tells_something(found) else {}

    def _has_required(self, header: list[str]) -> bool:
        """A required column counts under each of its headers."""
        present = {fold(words) for words in header}
        return all(any(fold(words) in present for words in self.headers_of(name)) for name in self.requires)

    def _tells_something(self, found: dict[int, Column]) -> bool:
        """Common names fit many tables; without a number or an identifier such a table is no list of referrals."""
        return not self.fallback or any(
            column.target == "identifier" or column.name == "external_id" for column in found.values()
        )

    def headers_of(self, name: str) -> tuple[str, ...]:
        """All headers of the column that has this one."""
        for column in self.columns:
            if any(fold(words) == fold(name) for words in column.headers):
                return column.headers
        return (name,)

    def references(self) -> Iterator[str]:
        """The headers that the mapping itself refers to: required, part of the id, or read beside another."""
        yield from self.requires
        yield from self.external_id
        for column in self.columns:
            yield from filter(None, (column.hint_column, column.time_column, column.port_column))
            if (column.target, column.name) == ("field", "external_id"):
                yield column.headers[0]

    def answer(self, words: str) -> bool | None:
        """Yes, no or unknown, by the list's own words."""
        word = fold(words)
        if word in self.yes:
            return True
        return False if word in self.no else None

    def is_blank(self, words: str) -> bool:
        """Whether a cell says nothing: empty, or a word for “unknown”."""
        word = fold(words)
        return word in self.unknown if word else len(words.strip()) <= _DASHES

    def time(self, words: str) -> Instant:
        """A time by the mapping's own formats, else by ISO 8601; without a zone it is told in ``zone``."""
        stated = _by_format(words.strip(), self.date_formats)
        if stated is None:
            read = instant(words)
            if read.utc is None or read.zone_known or self.zone is None:
                return read
            stated = read.utc.replace(tzinfo=None)
        if stated.tzinfo is None and self.zone is None:
            return Instant(words, stated.replace(tzinfo=UTC), zone_known=False)
        return Instant(words, _to_utc(stated, self.zone), zone_known=True)

    def date(self, words: str) -> str | None:
        """A day as ``YYYY-MM-DD``, in the list's own zone; ``None`` for what is none."""
        stated = _by_format(words.strip(), self.date_formats)
        if stated is None:
            stated = instant(words).utc
        return None if stated is None else stated.date().isoformat()


def _by_words(header: str, known: dict[str, Column]) -> Column | None:
    """The column of the first reading of the header's words that is known, with the party that the words name."""
    if len(header) > _HEADER_LENGTH:
        return None
    for reading in readings(header):
        column = known.get(fold(reading.words))
        if column is not None:
            return column if reading.role is None else replace(column, role=reading.role)
    return None


def _to_utc(stated: datetime, zone: tzinfo | None) -> datetime | None:
    try:
        return (stated if stated.tzinfo else stated.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar have no such time in UTC
        return None


def _by_format(words: str, formats: tuple[str, ...]) -> datetime | None:
    for pattern in formats:
        try:
            return datetime.strptime(words, pattern)  # noqa: DTZ007 - the mapping's zone is put on by the caller
        except ValueError:
            continue
    return None


_LOOK_ALIKES: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ۃ": "ہ", "ة": "ہ"})


@lru_cache(maxsize=65_536)
def fold(words: str) -> str:
    """Letters and digits only, lower case, Arabic letters in their Urdu form, without vowel marks."""
    plain = unicodedata.normalize("NFKD", words).translate(_LOOK_ALIKES).casefold()
    return "".join(character for character in plain if character.isalnum())
