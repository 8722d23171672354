"""Values of fields: brought into one form, or refused with words; absent stays absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from nigehban.jurisdiction.documents.kinds import LONGEST, LONGEST_TEXT, MOST_ROWS, FieldKind, Value
from nigehban.jurisdiction.documents.records import Field
from nigehban.jurisdiction.procedure.conditions import read_number
from nigehban.jurisdiction.procedure.moments import read_moment

_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_TRUE = frozenset({True, "true", "yes", "on", "1"})
_FALSE = frozenset({False, "false", "no", "0"})


class Tidy(NamedTuple):
    """A value in its one form, and the key of the words that say what is wrong with it (``""``: nothing)."""

    value: Value
    wrong: str = ""


def tidy(field: Field, value: Value, zone: tzinfo) -> Tidy:
    """A value as an officer or a case stated it. What is wrong is kept as it was written, so that it can be mended."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Tidy(None)
    if field.kind.is_list:
        return _rows(field, value)
    if field.kind.is_row:
        return _one_row(field, value)
    if field.kind is FieldKind.BOOLEAN:
        return _truth(value)
    return _scalar(field, value, zone)


def _scalar(field: Field, value: Value, zone: tzinfo) -> Tidy:
    match field.kind:
        case FieldKind.NUMBER:
            return _number(value)
        case FieldKind.DATE:
            return _date(value, zone)
        case FieldKind.MOMENT:
            return _moment(value, zone)
        case FieldKind.CHOICE:
            text = str(value).strip()
            return Tidy(text, "" if text in field.choices else "no_choice")
    text = _text(value)
    return Tidy(text, "too_long" if len(text) > LONGEST.get(field.kind, LONGEST_TEXT) else "")


def _text(value: Value) -> str:
    """A text; a unit or a court that the case states as an object is its name."""
    return str(value.get("name", "") if isinstance(value, Mapping) else value).strip()


def _number(value: Value) -> Tidy:
    found = read_number(value)
    if found is None:
        return Tidy(str(value), "no_number")
    return Tidy(int(found) if found == int(found) else found)


def _truth(value: Value) -> Tidy:
    if not isinstance(value, bool | str):
        return Tidy(None, "no_choice")
    low = value.lower() if isinstance(value, str) else value
    return Tidy(True) if low in _TRUE else Tidy(False) if low in _FALSE else Tidy(None, "no_choice")


def _date(value: Value, zone: tzinfo) -> Tidy:
    text = str(value).strip()
    try:
        return Tidy(date.fromisoformat(text).isoformat())
    except ValueError:
        moment, _ = read_moment(text, zone)
        return Tidy(moment.astimezone(zone).date().isoformat()) if moment else Tidy(text, "no_date")


def _moment(value: Value, zone: tzinfo) -> Tidy:
    text = value.isoformat() if isinstance(value, datetime) else str(value).strip()
    moment, _ = read_moment(text, zone)
    return Tidy(moment.astimezone(UTC).isoformat()) if moment else Tidy(text, "no_moment")


def _rows(field: Field, value: Value) -> Tidy:
    if not isinstance(value, list):
        return Tidy([], "no_choice")
    if len(value) > MOST_ROWS:
        return Tidy(value[:MOST_ROWS], "too_many")
    found = [_one_row(field, row) for row in value]
    wrong = next((one.wrong for one in found if one.wrong), "")
    return Tidy([one.value for one in found if one.value] or None, wrong)


def _one_row(field: Field, value: Value) -> Tidy:
    if not isinstance(value, Mapping):
        value = {field.columns[0].name: value}
    row = {one.name: _text(value[one.name]) for one in field.columns if value.get(one.name) not in (None, "")}
    row = {name: text for name, text in row.items() if text}
    return Tidy(row or None, next(filter(None, map(_wrong, row, row.values())), ""))


def _wrong(column: str, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return "too_long"
    return "no_digest" if column == "sha256" and not _DIGEST.fullmatch(text) else ""
