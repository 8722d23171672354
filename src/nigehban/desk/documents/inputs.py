"""The form of a document: one input a field of the pack, with its errors beside it; and what was sent, read back.

Lists are rows of inputs, ``witnesses.0.name``; a few empty rows follow, and saving gives a few more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from nigehban.jurisdiction.documents import Breach, Column, Document, Field, FieldKind
from nigehban.jurisdiction.documents.kinds import COLUMNS, MOST_ROWS

_EMPTY_ROWS = 2
_TYPES = {FieldKind.DATE: "date", FieldKind.MOMENT: "datetime-local", FieldKind.NUMBER: "text"}
_YES, _NO = "true", "false"


class Cell(NamedTuple):
    """An input of a row."""

    name: str
    label: str
    value: str


class Input(NamedTuple):
    """A field as the page shows it. ``type`` is of the HTML input."""

    field: Field
    label: str
    help: str
    type: str
    value: str
    choices: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    errors: tuple[Breach, ...]


def inputs(
    document: Document,
    values: Mapping[str, Any],
    breaches: Sequence[Breach],
    *,
    languages: Sequence[str],
    zone: tzinfo,
    words: Mapping[str, str],
) -> list[Input]:
    """The inputs of a document; texts in the first of ``languages`` that the pack has."""
    return [
        Input(
            field=field,
            label=_say(field.label, languages),
            help=_say(field.help, languages),
            type=_TYPES.get(field.kind, "text"),
            value=_value(field, values.get(field.name), zone),
            choices=_choices(field, languages, words),
            rows=_rows(field, values.get(field.name), languages),
            errors=tuple(one for one in breaches if one.field == field.name),
        )
        for field in document.fields.values()
    ]


def read_form(document: Document, sent: Mapping[str, str]) -> dict[str, Any]:
    """What was sent, by field; nothing is judged here."""
    return {name: _sent(field, sent) for name, field in document.fields.items()}


def _sent(field: Field, sent: Mapping[str, str]) -> Any:  # noqa: ANN401 - a JSON value
    if field.kind.is_row:
        return _row(field, sent, f"{field.name}.0")
    if not field.kind.is_list:
        return sent.get(field.name, "").replace("\0", "")
    rows = (_row(field, sent, f"{field.name}.{number}") for number in range(MOST_ROWS))
    return [row for row in rows if row]


def _row(field: Field, sent: Mapping[str, str], prefix: str) -> dict[str, str]:
    cells = {one.name: sent.get(f"{prefix}.{one.name}", "").replace("\0", "") for one in field.columns}
    return {name: text for name, text in cells.items() if text.strip()}


def _value(field: Field, value: Any, zone: tzinfo) -> str:  # noqa: ANN401 - a JSON value
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    return _local(str(value), zone) if field.kind is FieldKind.MOMENT else str(value)


def _local(text: str, zone: tzinfo) -> str:
    """A stored moment as an input of the browser takes it; what is no moment is shown as it was written."""
    try:
        return datetime.fromisoformat(text).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, OverflowError):
        return text


def _choices(field: Field, languages: Sequence[str], words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if field.kind is FieldKind.BOOLEAN:
        return (_YES, words["yes"]), (_NO, words["no"])
    return tuple((value, _say(label, languages)) for value, label in field.choices.items())


def _rows(field: Field, value: Any, languages: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:  # noqa: ANN401
    if field.kind not in COLUMNS and field.kind is not FieldKind.ROWS:
        return ()
    stated = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    empty: list[dict[str, str]] = [{}] * (_EMPTY_ROWS if field.kind.is_list else int(not stated))
    return tuple(
        tuple(_cell(field, number, column, row, languages) for column in field.columns)
        for number, row in enumerate([*stated, *empty])
    )


def _cell(field: Field, number: int, column: Column, row: Mapping[str, str], languages: Sequence[str]) -> Cell:
    name = f"{field.name}.{number}.{column.name}"
    return Cell(name, _say(column.label, languages), str(row.get(column.name, "")))


def _say(text: Mapping[str, str], languages: Sequence[str]) -> str:
    return next((text[one] for one in languages if one in text), next(iter(text.values()), ""))
