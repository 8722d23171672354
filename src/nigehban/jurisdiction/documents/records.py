"""Documents in memory: what a pack says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.documents.kinds import FieldKind
from nigehban.jurisdiction.documents.template.nodes import Template
from nigehban.jurisdiction.documents.words import Words
from nigehban.jurisdiction.heading import Heading
from nigehban.jurisdiction.texts import Text


class Column(NamedTuple):
    """A column of a row: its name in values and templates, and its label."""

    name: str
    label: Text


@dataclass(frozen=True)
class Field:
    """One thing that a document asks for. ``prefill`` is a path into the facts of a case."""

    name: str
    kind: FieldKind
    label: Text
    help: Text
    required: bool
    prefill: str | None
    columns: tuple[Column, ...]
    choices: Mapping[str, Text]
    path: Path
    line: int


class RuleKind(StrEnum):
    """What must hold before a document may be approved."""

    AT_LEAST = "at_least"
    """A list has so many rows."""
    NOT_AMONG = "not_among"
    """Nobody named in one field is named in others: a witness is none of the parties."""
    MUST_BE_TRUE = "must_be_true"
    NEEDS = "needs"
    """A field must be filled, perhaps only when another has a value."""
    SUM_AT_MOST = "sum_at_most"
    """Numbers together do not pass a limit."""
    NOT_BEFORE = "not_before"
    """A moment does not lie before another."""
    COLUMN_FILLED = "column_filled"
    """Every row says something in a column."""


class Weight(StrEnum):
    """What a breach does."""

    REFUSE = "refuse"
    WARN = "warn"


class When(NamedTuple):
    """A rule holds only where a field has one of these values (as text)."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """A validation of a document. Which parts mean something depends on ``kind``; see docs/documents.md."""

    kind: RuleKind
    weight: Weight
    fields: tuple[str, ...]
    among: tuple[str, ...]
    count: int
    column: str | None
    when: tuple[When, ...]
    says: Text
    basis: str
    path: Path
    line: int


class Signatory(NamedTuple):
    """Who signs: the words under the line, and the field that holds the name, if the document has it."""

    title: Text
    field: str | None


class Identity(StrEnum):
    """Whether a document may ever carry a victim's name."""

    NEVER = "never"
    COURT_COPY = "court_copy"


@dataclass(frozen=True)
class Document:
    """A kind of document of the pack. ``received``: it comes from others and is filed, never written here."""

    id: str
    title: Text
    states: tuple[str, ...]
    events: tuple[str, ...]
    fields: Mapping[str, Field]
    rules: tuple[Rule, ...]
    signatories: tuple[Signatory, ...]
    two_persons: bool
    identity: Identity
    received: bool
    basis: str
    source: str
    confidence: str
    needs_reader: tuple[str, ...]
    """Languages whose text a reader of that language has still to go through."""
    templates: Mapping[str, Template]
    path: Path
    line: int


@dataclass(frozen=True, eq=False)
class Documents:
    """All documents of a pack, in the order of its files."""

    heading: Heading
    folder: Path
    words: Mapping[str, Words]
    documents: Mapping[str, Document]

    def of_state(self, state: str) -> tuple[Document, ...]:
        """What is written while a case is in a state."""
        return tuple(one for one in self.documents.values() if state in one.states)
