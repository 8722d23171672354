"""What of a pack counsel has still to look at: facts from memory, sources that conflict, questions left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nigehban.jurisdiction.documents.records import Documents
from nigehban.jurisdiction.law.records import Law, Offence
from nigehban.jurisdiction.marks import WEAK
from nigehban.jurisdiction.organisation import POSTS, RANKS, Organisation
from nigehban.jurisdiction.procedure.records import Procedure
from nigehban.jurisdiction.statistics.records import Statistics

_MARKS = {"M": "from memory", "C": "sources conflict", "S": "secondary source", "P": "primary text"}


class Doubt(NamedTuple):
    """One fact that needs review: which, where it stands, and why."""

    what: str
    file: str
    line: int
    why: str


def doubts(
    organisation: Organisation,
    law: Law | None,
    procedure: Procedure | None,
    statistics: Statistics | None,
    documents: Documents | None,
) -> tuple[Doubt, ...]:
    """Every fact that is marked weak, every conflict, every open point; in the order of the files."""
    found: list[Doubt] = [*_of_organisation(organisation)]
    if law:
        found += [
            Doubt(point.id, "law/open_points.toml", point.line, f"open: {point.text}") for point in law.open_points
        ]
        found += [
            Doubt(act.id, "law/acts.toml", act.line, _MARKS[act.confidence])
            for act in law.acts
            if act.confidence in WEAK
        ]
        for offence in law.offences:
            found += _of_offence(offence)
    if procedure:
        found += [
            Doubt(rule.id, "procedure/deadlines.toml", rule.line, _MARKS[rule.confidence])
            for rule in procedure.rules
            if rule.confidence in WEAK
        ]
    if statistics:
        found += _of_statistics(statistics)
    if documents:
        found += _of_documents(documents)
    return tuple(found)


def _of_organisation(organisation: Organisation) -> Iterator[Doubt]:
    for file, titles in ((RANKS, organisation.ranks), (POSTS, organisation.posts)):
        for one in titles.values():
            if one.confidence in WEAK:
                yield Doubt(one.code, file, one.line, _MARKS[one.confidence])


def _of_documents(documents: Documents) -> Iterator[Doubt]:
    for one in documents.documents.values():
        why = [_MARKS[one.confidence]] if one.confidence in WEAK else []
        why += [f"the text in '{language}' needs a reader" for language in one.needs_reader]
        if why:
            yield Doubt(one.id, f"documents/{one.path.name}", one.line, ", ".join(why))


def _of_statistics(statistics: Statistics) -> list[Doubt]:
    files = (("stats/definitions.toml", statistics.measures), ("stats/products.toml", statistics.products))
    return [
        Doubt(one.id, file, one.line, _MARKS[one.confidence])
        for file, records in files
        for one in records.values()
        if one.confidence in WEAK
    ]


def _of_offence(offence: Offence) -> list[Doubt]:
    found = []
    for version in offence.versions:
        why = [_MARKS[version.confidence]] if version.confidence in WEAK else []
        why += [conflict.says for conflict in version.conflicts]
        if why:
            found.append(Doubt(offence.code, offence.file, version.line, "; ".join(why)))
    weak = [f"{name} {_MARKS[mark]}" for name, mark in offence.marks.items() if mark in WEAK]
    if weak:
        found.append(Doubt(offence.code, offence.file, offence.line, ", ".join(weak)))
    return found
