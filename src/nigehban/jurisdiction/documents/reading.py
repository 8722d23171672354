"""Reads the folder ``documents/`` of a pack: TOML files of documents, in ``documents.toml`` what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.documents.field_tables import read_field
from nigehban.jurisdiction.documents.records import Document, Documents, Field, Identity, Signatory
from nigehban.jurisdiction.documents.rule_tables import read_rule
from nigehban.jurisdiction.documents.template.nodes import Template
from nigehban.jurisdiction.documents.template.parsing import read_template
from nigehban.jurisdiction.documents.words import Words, read_words
from nigehban.jurisdiction.errors import PackFileError
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.marks import MARKS
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.tables import Section, read_toml
from nigehban.jurisdiction.texts import read_all

_SHARED = "documents.toml"
_KEYS = (
    "id", "title", "states", "events", "shared", "field", "rule", "signatory", "two_persons", "identity", "received",
    "basis", "source", "confidence", "needs_reader",
)  # fmt: skip


class _Common(NamedTuple):
    """What the documents of a pack share."""

    heading: Heading
    home: Path
    words: Mapping[str, Words]
    fields: Mapping[str, Field]


def read_documents(folder: Path, problems: Problems) -> Documents:
    """The documents of the pack in a folder, without what is in ``problems`` then. Raises for a missing folder."""
    home = folder / "documents"
    if not home.is_dir():
        raise PackFileError(home, "is missing: this pack holds no documents. docs/documents.md says how to write them.")
    heading = read_heading(folder)
    shared = read_toml(home / _SHARED)
    shared.only(("words", "field", "document"))
    words = _words(shared, heading)
    fields = problems.each(partial(read_field, heading, words), shared.sections("field"))
    common = _Common(heading, home, words, {one.name: one for one in fields})
    found = problems.each(partial(_document, common), _sections(home, shared, problems))
    return Documents(heading, folder, words, {one.id: one for one in found})


def _words(shared: Section, heading: Heading) -> Mapping[str, Words]:
    section = shared.section("words")
    section.only(heading.languages)
    return {language: read_words(section, language) for language in heading.languages}


def _sections(home: Path, shared: Section, problems: Problems) -> Iterable[Section]:
    """Every document of the folder; an id that stands twice is told."""
    seen: dict[str, str] = {}
    for section in [*shared.sections("document"), *_others(home, problems)]:
        name = section.get("id", str, "")
        if name in seen:
            problems.append(section.error("id", f"'{name}' stands in {seen[name]} already. Ids are used once."))
        else:
            seen[name] = section.path.name
            yield section


def _others(home: Path, problems: Problems) -> Iterable[Section]:
    for path in sorted(home.glob("*.toml")):
        if path.name != _SHARED:
            yield from problems.part(partial(_file, path))


def _file(path: Path) -> list[Section]:
    whole = read_toml(path)
    whole.only(("document",))
    return whole.sections("document")


def _document(common: _Common, section: Section) -> Document:
    section.only(_KEYS)
    name = section.get("id", str)
    if not name.replace("_", "").isalnum() or not name.isascii():
        raise section.error("id", f"'{name}' may hold small letters, digits and _ only: it names files.")
    fields = _fields(common, section)
    received = section.get("received", bool, False)
    return Document(
        id=name,
        title=read_all(section, "title", common.heading),
        states=section.texts("states"),
        events=section.texts("events"),
        fields=fields,
        rules=tuple(read_rule(common.heading, fields, one) for one in section.sections("rule")),
        signatories=tuple(_signatory(common.heading, fields, one) for one in section.sections("signatory")),
        two_persons=section.get("two_persons", bool, False),
        identity=Identity(section.one_of("identity", tuple(Identity), Identity.NEVER)),
        received=received,
        basis=section.get("basis", str),
        source=section.get("source", str),
        confidence=section.one_of("confidence", MARKS),
        needs_reader=section.texts("needs_reader"),
        templates={} if received else _templates(common, name),
        path=section.path,
        line=section.line,
    )


def _fields(common: _Common, section: Section) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for name in section.texts("shared"):
        if name not in common.fields:
            raise section.error("shared", f"names '{name}', which is no [[field]] of {_SHARED}. Mend it.")
        found[name] = common.fields[name]
    for one in section.sections("field"):
        field = read_field(common.heading, common.words, one)
        if field.name in found:
            raise one.error("name", f"'{field.name}' is a field of this document already.")
        found[field.name] = field
    return found


def _signatory(heading: Heading, fields: Mapping[str, Field], section: Section) -> Signatory:
    section.only(("title", "field"))
    field = section.get_or_none("field", str)
    if field is not None and field not in fields:
        raise section.error("field", f"names '{field}', which is no field of this document.")
    return Signatory(read_all(section, "title", heading), field)


def _templates(common: _Common, name: str) -> Mapping[str, Template]:
    return {language: read_template(common.home / f"{name}.{language}.html") for language in common.heading.languages}
