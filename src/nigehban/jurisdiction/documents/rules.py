"""Whether the values of a document may stand: each field by itself, then the document's rules, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from nigehban.jurisdiction.documents.kinds import Value
from nigehban.jurisdiction.documents.records import Document, Documents, Field, Rule, RuleKind, Weight
from nigehban.jurisdiction.documents.values import tidy
from nigehban.jurisdiction.fold import fold, words

Values = Mapping[str, Value]


class Breach(NamedTuple):
    """What is wrong: in which field (the first that a rule looks at), in the words of the language, and how grave."""

    field: str
    says: str
    weight: Weight
    basis: str = ""


def breaches(
    documents: Documents, document: Document, language: str, values: Values, sealed_names: Collection[str] = ()
) -> list[Breach]:
    """All that keeps a document from being approved, and what an officer should look at again.

    ``sealed_names``: names that may stand nowhere in it, those of victims.
    """
    said = documents.words[language]
    found: list[Breach] = []
    broken = [_breach(rule, language) for rule in document.rules if not holds(rule, values)]
    said_better = {one.field for one in broken}
    for field in document.fields.values():
        wrong = _wrong(documents, field, values.get(field.name))
        if wrong and not (wrong == "needed" and field.name in said_better):
            found.append(Breach(field.name, said[wrong], Weight.REFUSE))
        if names_in(values.get(field.name), sealed_names):
            found.append(Breach(field.name, said["name_sealed"], Weight.REFUSE))
    return [*found, *broken]


def _breach(rule: Rule, language: str) -> Breach:
    return Breach(rule.fields[0], rule.says[language], rule.weight, rule.basis)


def _wrong(documents: Documents, field: Field, value: Value) -> str:
    found = tidy(field, value, documents.heading.zone)
    if found.wrong:
        return found.wrong
    return "needed" if field.required and found.value is None else ""


def holds(rule: Rule, values: Values) -> bool:
    """Whether a rule is kept. What is not stated keeps every rule but those that ask for it."""
    if not all(_is_one_of(values.get(name), allowed) for name, allowed in rule.when):
        return True
    return _KINDS[rule.kind](rule, [values.get(name) for name in rule.fields], values)


def _is_one_of(value: Value, allowed: frozenset[str]) -> bool:
    if value is None:
        return "" in allowed
    return (str(value).lower() if isinstance(value, bool) else str(value)) in allowed


def _at_least(rule: Rule, found: list[Value], _values: Values) -> bool:
    return all(len(_names(one)) >= rule.count for one in found)


def _not_among(rule: Rule, found: list[Value], values: Values) -> bool:
    others = {name for field in rule.among for name in _names(values.get(field))}
    return not any(name in others for one in found for name in _names(one))


def _must_be_true(_rule: Rule, found: list[Value], _values: Values) -> bool:
    return all(one is True for one in found)


def _needs(_rule: Rule, found: list[Value], _values: Values) -> bool:
    return all(one is not None and one != [] for one in found)


def _sum_at_most(rule: Rule, found: list[Value], _values: Values) -> bool:
    return sum(one for one in found if isinstance(one, int | float)) <= rule.count


def _not_before(_rule: Rule, found: list[Value], _values: Values) -> bool:
    try:
        earlier, later = (datetime.fromisoformat(one) for one in found)
    except (TypeError, ValueError):  # what is no time is told by its own field
        return True
    return earlier <= later


def _column_filled(rule: Rule, found: list[Value], _values: Values) -> bool:
    return all(rule.column in row for one in found for row in one or ())


def _names(value: Value) -> list[str]:
    """The first column of each row, folded: who, or which, it is. Two that are written alike are one."""
    rows = value if isinstance(value, list) else [value] if value else []
    names = [fold(str(next(iter(row.values()), ""))) for row in rows if isinstance(row, Mapping)]
    return list(dict.fromkeys(filter(None, names)))


def names_in(value: Value, names: Collection[str]) -> bool:
    """Whether one of the names stands in a value, word by word, however it is written."""
    told = " ".join(f" {' '.join(words(text))} " for text in _texts(value))
    return any(f" {' '.join(words(name))} " in told for name in names if words(name))


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


_KINDS: dict[RuleKind, Callable[[Rule, list[Value], Values], bool]] = {
    RuleKind.AT_LEAST: _at_least,
    RuleKind.NOT_AMONG: _not_among,
    RuleKind.MUST_BE_TRUE: _must_be_true,
    RuleKind.NEEDS: _needs,
    RuleKind.SUM_AT_MOST: _sum_at_most,
    RuleKind.NOT_BEFORE: _not_before,
    RuleKind.COLUMN_FILLED: _column_filled,
}
