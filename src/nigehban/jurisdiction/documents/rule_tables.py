"""Reads one validation of a document: ``[[document.rule]]``."""

from __future__ import annotations

from collections.abc import Mapping

from nigehban.jurisdiction.documents.kinds import FieldKind
from nigehban.jurisdiction.documents.records import Field, Rule, RuleKind, Weight, When
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.tables import Section
from nigehban.jurisdiction.texts import read_all

_KEYS = ("kind", "weight", "fields", "among", "count", "column", "when", "says", "basis")
_K = FieldKind
_LISTS = (_K.PARTY_LIST, _K.OFFENCE_LIST, _K.ITEM_LIST, _K.ROWS)
_FITS: dict[RuleKind, tuple[FieldKind, ...]] = {
    RuleKind.AT_LEAST: _LISTS,
    RuleKind.NOT_AMONG: (_K.PARTY, _K.PARTY_LIST, _K.OFFICER),
    RuleKind.MUST_BE_TRUE: (_K.BOOLEAN,),
    RuleKind.NEEDS: tuple(_K),
    RuleKind.SUM_AT_MOST: (_K.NUMBER,),
    RuleKind.NOT_BEFORE: (_K.MOMENT, _K.DATE),
    RuleKind.COLUMN_FILLED: _LISTS,
}
_COUNTS = (RuleKind.AT_LEAST, RuleKind.SUM_AT_MOST)
_PAIR = 2


def read_rule(heading: Heading, fields: Mapping[str, Field], section: Section) -> Rule:
    """A rule; raises ``PackLineError`` for a field that is not there or that the rule cannot look at."""
    section.only(_KEYS)
    kind = RuleKind(section.one_of("kind", tuple(RuleKind)))
    named = _named(section, "fields", fields, _FITS[kind])
    if not named:
        raise section.error("fields", "names no field. Write what the rule looks at.")
    if kind is RuleKind.NOT_BEFORE and len(named) != _PAIR:
        raise section.error("fields", "must name two fields: the earlier and the later.")
    return Rule(
        kind=kind,
        weight=Weight(section.one_of("weight", tuple(Weight), Weight.REFUSE)),
        fields=named,
        among=_among(kind, section, fields),
        count=section.get("count", int) if kind in _COUNTS else 0,
        column=_column(kind, section, [fields[name] for name in named]),
        when=_when(section, fields),
        says=read_all(section, "says", heading),
        basis=section.get("basis", str, ""),
        path=section.path,
        line=section.line,
    )


def _named(
    section: Section, key: str, fields: Mapping[str, Field], kinds: tuple[FieldKind, ...] = tuple(FieldKind)
) -> tuple[str, ...]:
    found = section.texts(key)
    for name in found:
        if name not in fields:
            raise section.error(key, f"names '{name}', which is no field of this document.")
        if fields[name].kind not in kinds:
            raise section.error(key, f"names '{name}' ({fields[name].kind}), which this rule cannot look at.")
    return found


def _among(kind: RuleKind, section: Section, fields: Mapping[str, Field]) -> tuple[str, ...]:
    found = _named(section, "among", fields, _FITS[RuleKind.NOT_AMONG])
    if (kind is RuleKind.NOT_AMONG) is not bool(found):
        raise section.error("among", "belongs to a rule of the kind 'not_among', and such a rule needs it.")
    return found


def _column(kind: RuleKind, section: Section, fields: list[Field]) -> str | None:
    if kind is not RuleKind.COLUMN_FILLED:
        return section.get_or_none("column", str)
    column = section.get("column", str)
    if not all(column in [one.name for one in field.columns] for field in fields):
        raise section.error("column", f"is '{column}', which the list has not.")
    return column


def _when(section: Section, fields: Mapping[str, Field]) -> tuple[When, ...]:
    table = section.section("when")
    for name in table:
        if name not in fields:
            raise table.error(name, "is no field of this document.")
    return tuple(When(name, frozenset(table.texts(name))) for name in table)
