"""Reads one field of a document: ``[[field]]`` or ``[[document.field]]``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nigehban.jurisdiction.documents.kinds import COLUMNS, FieldKind
from nigehban.jurisdiction.documents.records import Column, Field
from nigehban.jurisdiction.documents.words import Words
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import Text, read_all

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = ("name", "type", "label", "help", "required", "prefill", "columns", "column", "choice")


def read_field(heading: Heading, words: Mapping[str, Words], section: Section) -> Field:
    """A field. Raises ``PackLineError`` for a key that is missing, wrong, or of no use for its type."""
    section.only(_KEYS)
    name = _name(section, "name")
    kind = FieldKind(section.one_of("type", tuple(FieldKind)))
    return Field(
        name=name,
        kind=kind,
        label=read_all(section, "label", heading),
        help=read_all(section, "help", heading) if "help" in section else {},
        required=section.get("required", bool, False),
        prefill=section.get_or_none("prefill", str),
        columns=_columns(heading, words, kind, section),
        choices=_choices(heading, kind, section),
        path=section.path,
        line=section.line,
    )


def _columns(heading: Heading, words: Mapping[str, Words], kind: FieldKind, section: Section) -> tuple[Column, ...]:
    own = tuple(_own_column(heading, one) for one in section.sections("column"))
    if kind is FieldKind.ROWS:
        if not own:
            raise section.error("column", "is missing: rows need at least one [[document.field.column]].")
        return own
    if own:
        raise section.error("column", f"stands in a field of the type '{kind}'; only 'rows' names its own columns.")
    return tuple(Column(name, _labels(words, name)) for name in _kept(kind, section))


def _kept(kind: FieldKind, section: Section) -> tuple[str, ...]:
    known = COLUMNS.get(kind, ())
    kept = section.texts("columns") or known
    for name in kept:
        if name not in known:
            raise section.error("columns", f"names '{name}', which a '{kind}' has not. It has: {', '.join(known)}.")
    return kept


def _labels(words: Mapping[str, Words], name: str) -> Text:
    return {language: one[name] for language, one in words.items()}


def _own_column(heading: Heading, section: Section) -> Column:
    section.only(("name", "label"))
    return Column(_name(section, "name"), read_all(section, "label", heading))


def _choices(heading: Heading, kind: FieldKind, section: Section) -> Mapping[str, Text]:
    found: dict[str, Text] = {}
    for one in section.sections("choice"):
        one.only(("value", "label"))
        found[one.get("value", str)] = read_all(one, "label", heading)
    if (kind is FieldKind.CHOICE) is not bool(found):
        problem = "is missing: a choice needs its values." if not found else f"is of no use for a '{kind}'."
        raise section.error("choice", problem)
    return found


def _name(section: Section, key: str) -> str:
    name = section.get(key, str)
    if not _NAME.fullmatch(name):
        raise section.error(key, f"is '{name}'. Write small letters, digits and _ only, a letter first.")
    return name
