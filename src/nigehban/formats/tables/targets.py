"""What each target of a mapping does with a cell: one small function a target."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nigehban.formats.mapping import Column
from nigehban.formats.tables.row import Fill, Row
from nigehban.formats.tables.sheet import Cell
from nigehban.formats.tags import fold_tag
from nigehban.records import Chain, Mention, Narrative, Role, Stated, Tag

_OLDEST: Final = 150
_HIGHEST_PORT: Final = 65_535
_NAMES: Final = frozenset({"name", "given_name", "family_name"})
_COMMERCE: Final = frozenset({"buyer", "seller"})


def fill(row: Row, position: int, column: Column, cell: Cell) -> None:
    """Put a cell where its column's target says."""
    _TARGETS[column.target](row, position, column, cell)


def _read_field(row: Row, position: int, column: Column, cell: Cell) -> None:
    row.take(position)
    if column.name != "external_id":
        _FIELDS[column.name](row, Stated(cell.text.strip(), cell.pointer), cell)


def _text_field(name: str) -> Callable[[Row, Stated, Cell], None]:
    def read(row: Row, stated: Stated, _cell: Cell) -> None:
        setattr(row.referral, name, stated.value)

    return read


def _stated_field(name: str) -> Callable[[Row, Stated, Cell], None]:
    def read(row: Row, stated: Stated, _cell: Cell) -> None:
        setattr(row.referral, name, stated)

    return read


def _read_incident_type(row: Row, stated: Stated, _cell: Cell) -> None:
    if row.referral.incident_type is None:
        row.referral.incident_type = stated
    else:
        row.referral.incident_types_extra.append(stated)


def _read_incident_at(row: Row, stated: Stated, cell: Cell) -> None:
    row.referral.incident_at, row.referral.incident_pointer = row.time(cell), stated.pointer


def _read_received(row: Row, _stated: Stated, cell: Cell) -> None:
    row.referral.received = row.time(cell)


def _read_ongoing(row: Row, stated: Stated, cell: Cell) -> None:
    row.referral.ongoing, row.referral.ongoing_pointer = row.answer(cell), stated.pointer


def _read_informational(row: Row, stated: Stated, cell: Cell) -> None:
    row.referral.informational, row.referral.informational_pointer = row.answer(cell), stated.pointer


def _read_escalation(row: Row, stated: Stated, _cell: Cell) -> None:
    row.referral.escalation = stated
    row.referral.narratives.append(Narrative("escalation", *stated))


def _read_commerce(row: Row, stated: Stated, _cell: Cell) -> None:
    side = stated.value.lower()
    if side in _COMMERCE:
        row.referral.commerce = Stated(side, stated.pointer)
    else:
        row.warn(f"“{stated.value[:60]}” at {stated.pointer} is neither buyer nor seller; it counts as unknown.")


_FIELDS: Final[dict[str, Callable[[Row, Stated, Cell], None]]] = {
    "reporter": _text_field("reporter"),
    "platform": _text_field("platform"),
    "incident_type": _read_incident_type,
    "incident_at": _read_incident_at,
    "ongoing": _read_ongoing,
    "received": _read_received,
    "informational": _read_informational,
    "sender_priority": _stated_field("sender_priority"),
    "sender_classification": _stated_field("sender_classification"),
    "escalation": _read_escalation,
    "country": _stated_field("country"),
    "commerce": _read_commerce,
}


def _read_identifier(row: Row, position: int, column: Column, cell: Cell) -> None:
    beside = row.beside(column.hint_column)
    hint = beside.text if beside else column.hint
    at, port = row.beside(column.time_column), row.beside(column.port_column)
    for value in row.values(position, column, cell):
        mention = Mention(column.name, value, cell.pointer, column.role, hint=hint, event=column.event)
        mention.party = row.party(column.role, cell.pointer)
        mention.at = row.time(at) if at else None
        mention.port = row.number(port, _HIGHEST_PORT) if port else None
        if column.name == "file_hash":
            mention.file = row.file("hash", cell.pointer)
        row.referral.mentions.append(mention)


def _read_person(row: Row, position: int, column: Column, cell: Cell) -> None:
    row.take(position)
    role = Role.REPORTED if column.role is Role.NONE else column.role
    party = row.referral.parties[row.party(role, cell.pointer)]
    if column.name in _NAMES:
        party.name, party.name_pointer = _named(party.name, column.name, cell.text.strip()), cell.pointer
    elif column.name == "birth_date":
        party.birth_date, party.birth_pointer = row.date(cell) or cell.text.strip(), cell.pointer
    else:
        party.age, party.age_pointer = row.number(cell, _OLDEST), cell.pointer


def _named(known: str | None, part: str, words: str) -> str:
    """A name whose parts stand in two columns, in whichever order: the family's comes last."""
    if known is None or part == "name":
        return words
    return f"{words} {known}" if part == "given_name" else f"{known} {words}"


def _read_attribute(row: Row, position: int, column: Column, cell: Cell) -> None:
    row.take(position)
    role = Role.REPORTED if column.role is Role.NONE else column.role
    party = row.referral.parties[row.party(role, cell.pointer)]
    party.attributes[column.name] = Stated(cell.text.strip(), cell.pointer)


def _read_place(row: Row, position: int, column: Column, cell: Cell) -> None:
    row.take(position)
    setattr(row.place(column.role, cell.pointer), column.name, cell.text.strip())


def _read_file(row: Row, position: int, column: Column, cell: Cell) -> None:
    for value in row.values(position, column, cell):
        setattr(row.referral.files[row.file(column.name, cell.pointer)], column.name, value)


def _read_narrative(row: Row, position: int, column: Column, cell: Cell) -> None:
    row.take(position)
    party = row.party(column.role, cell.pointer)
    row.referral.narratives.append(Narrative(column.name, cell.text.strip(), cell.pointer, column.role, party))


def _read_chain(row: Row, position: int, column: Column, cell: Cell) -> None:
    for value in row.values(position, column, cell):
        row.referral.chains.append(Chain(column.name, value, cell.pointer))


def _read_tag(row: Row, position: int, column: Column, cell: Cell) -> None:
    """A column of yes and no: only a yes is a tag."""
    row.take(position)
    if row.answer(cell):
        row.referral.tags.append(Tag(column.name, cell.pointer, row.referral.scheme))


def _read_tags(row: Row, position: int, column: Column, cell: Cell) -> None:
    """A column of words, each of them a tag."""
    for value in row.values(position, column, cell):
        row.referral.tags.append(Tag(fold_tag(value), cell.pointer, row.referral.scheme))


def _leave(_row: Row, _position: int, _column: Column, _cell: Cell) -> None:
    """Only other columns read this one; what none of them takes stays an unmapped fact."""


_TARGETS: Final[dict[str, Fill]] = {
    "field": _read_field,
    "identifier": _read_identifier,
    "person": _read_person,
    "attribute": _read_attribute,
    "place": _read_place,
    "file": _read_file,
    "narrative": _read_narrative,
    "chain": _read_chain,
    "tag": _read_tag,
    "tags": _read_tags,
    "beside": _leave,
}
