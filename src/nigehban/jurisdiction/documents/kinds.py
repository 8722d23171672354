"""What a field of a document can hold. Values are JSON: a text, a number, a truth, a row or a list of rows."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

Value = Any
"""JSON: a text, a number, a truth, a row (texts by column), a list of rows; ``None``: not stated."""


class FieldKind(StrEnum):
    """The kind of a field; a value that is not stated is absent, never empty text."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MOMENT = "moment"
    """A point in time, ISO 8601 with its offset; shown on the country's clocks."""
    NUMBER = "number"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    """Yes, no or not stated."""
    COURT = "court"
    UNIT = "unit"
    PARTY = "party"
    OFFICER = "officer"
    PARTY_LIST = "party_list"
    OFFENCE_LIST = "offence_list"
    ITEM_LIST = "item_list"
    ROWS = "rows"
    """A list whose columns the document names itself."""

    @property
    def is_row(self) -> bool:
        """One row: its value is an object of texts by column."""
        return self in _ROW

    @property
    def is_list(self) -> bool:
        """A list of rows."""
        return self in _LIST

    @property
    def is_block(self) -> bool:
        """Whether it is printed as a block of its own, and so cannot stand inside a line."""
        return self.is_list or self.is_row or self is FieldKind.LONG_TEXT


_ROW = frozenset({FieldKind.PARTY, FieldKind.OFFICER})
_LIST = frozenset({FieldKind.PARTY_LIST, FieldKind.OFFENCE_LIST, FieldKind.ITEM_LIST, FieldKind.ROWS})

_PERSON = ("name", "parentage", "sex", "age", "identity_number", "occupation", "address", "contact")
COLUMNS: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.PARTY: _PERSON,
    FieldKind.PARTY_LIST: _PERSON,
    FieldKind.OFFICER: ("name", "rank", "service_number"),
    FieldKind.OFFENCE_LIST: ("section", "act", "offence"),
    FieldKind.ITEM_LIST: ("number", "description", "quantity", "serial", "found_at", "seal", "sha256"),
}
"""The columns that a kind has; a field may keep fewer of them."""

LONGEST = {FieldKind.LONG_TEXT: 100_000}
LONGEST_TEXT = 2_000
"""Characters that a text may have; the narrative of a case is long, a name is not."""
MOST_ROWS = 500
