"""VICS, the exchange format of Project VIC and of the tools that examine devices: JSON, versions 1.2, 1.3 and 2.0.

Two forms: ``#Media`` is a list of entries (a hash set), ``#Cases`` a list of cases, each with a list of entries (an
examined device). Both are read as they stream by; of a case all but its media is the document's frame.

What a category's number means depends on the regional profile in the document's first lines (``…/2.0.xml/US/…``): the
number and the profile's name are kept. See ``crosswalks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

import orjson

from nigehban.formats.errors import Damaged, NotAList
from nigehban.formats.json_exact import RepeatedKeys
from nigehban.formats.known_sets.json_entries import Entries, EntryReader
from nigehban.formats.known_sets.json_text import CutOff, JsonText, value_end
from nigehban.formats.known_sets.rows import Columns, Portions, shown
from nigehban.formats.known_sets.streams import Source, opened, utf8_chunks
from nigehban.formats.known_sets.vics_rows import Shapes
from nigehban.records.known import Counted, KnownList, Rejected

_CONTEXTS: Final = frozenset({"@odata.context", "odata.context", "odata.metadata", "@odata.metadata"})
_MODEL: Final = re.compile(r"DataModels/v?([0-9]+(?:\.[0-9]+)*)(?:\.xml)?(?:/([^/$#?]+))?", re.IGNORECASE)
_CASE: Final = re.compile(
    rb'\{(?:[^{}\[\]"]++|"(?!Media"\s*+:)(?:[^"\\]++|\\.)*+"|\[[^\[\]]*+\])*+"Media"\s*+:\s*+\[', re.DOTALL
)
"""The beginning of a long case: fields and short lists, then its media."""


def read(source: Source) -> KnownList:
    """The list as it streams by. Raises ``Refused``: here for what is no VICS, while reading for what cannot go on."""
    known = KnownList("VICS", Counted.ENTRY, iter(()))
    rows = _rows(source, known)
    first = next(rows, None)  # reads the document's head, so that its version and profile are known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, known: KnownList) -> Iterator[Columns | Rejected]:
    with opened(source) as stream:
        yield from _Document(JsonText(utf8_chunks(stream)), known).rows()


class _Document:
    """The walk through one document."""

    def __init__(self, json: JsonText, known: KnownList) -> None:
        self._json = json
        self._known = known
        self._entries = EntryReader(json)
        self._shapes = Shapes()
        self._group = 0
        self._lists = 0

    def rows(self) -> Iterator[Columns | Rejected]:
        """All rows of all lists; at the end ``frame`` and ``stated`` of the result are whole."""
        json = self._json
        try:
            yield from self._document()
        except CutOff as cut:
            json.close()
            if not self._entries.cut_off:
                yield self._here(str(cut))
        except Damaged as damage:
            if not self._lists:
                raise
            json.close()
            yield self._here(f"{damage} Entries that follow were looked for.")
            yield from self._behind()
        if not self._lists:
            raise NotAList("This is JSON, but no VICS: it holds no list “value”. Ask the sender what it is.")
        if json.peek():
            yield self._here("The document has ended, but the file goes on. Entries that follow were looked for.")
            yield from self._behind()
        self._known.frame[:] = [bytes(piece).decode("utf-8", "backslashreplace") for piece in json.frame]

    def _here(self, reason: str) -> Rejected:
        json = self._json
        text = shown(json.data[json.position :])
        return Rejected(json.line, reason, text, entry=self._entries.count + 1, offset=json.offset)

    def _behind(self) -> Iterator[Columns | Rejected]:
        """The entries behind where the document is damaged, as if they were in its last list."""
        self._group -= 1
        while self._entries.seek():
            yield from self._found()

    def _document(self) -> Iterator[Columns | Rejected]:
        sign = self._json.peek()
        if sign == b"[":
            yield from self._list()
        elif sign == b"{":
            yield from self._members()
        else:
            raise NotAList("This is no VICS: a VICS file is JSON and begins with “{”. Ask the sender what it is.")

    def _members(self) -> Iterator[Columns | Rejected]:
        for key in self._json.members():
            if key == b'"value"' and self._json.peek() == b"[":
                yield from self._list()
            else:
                self._state(_name(key), self._json.value())

    def _list(self) -> Iterator[Columns | Rejected]:
        """The list ``value``: cases or entries, by what its first element holds, else by what the context says."""
        self._json.fill()
        if self._holds_cases():
            for _ in self._json.elements():
                yield from self._case()
        else:
            yield from self._media()

    def _holds_cases(self) -> bool:
        json = self._json
        start = json.behind_space(json.position + 1)
        end = value_end(json.data, start, len(json.data), ended=json.ended)
        try:
            first = orjson.loads(json.data[start:end])
        except orjson.JSONDecodeError:  # it is damaged, or longer than the buffer: a case may be, an entry hardly is
            return self._known.stated.get("form") == "Cases" or bool(_CASE.match(json.data, start))
        return isinstance(first, dict) and isinstance(first.get("Media"), list)

    def _case(self) -> Iterator[Columns | Rejected]:
        if self._json.peek() != b"{":
            self._json.value()
            return
        for key in self._json.members():
            if key == b'"Media"' and self._json.peek() == b"[":
                yield from self._media()
            else:
                self._json.value()

    def _media(self) -> Iterator[Columns | Rejected]:
        self._lists += 1
        self._json.take(b"[")
        self._json.cut()
        yield from self._found()
        self._group += 1
        self._json.take(b"]")

    def _found(self) -> Iterator[Columns | Rejected]:
        for found in self._entries.entries():
            if isinstance(found, Rejected):
                yield found
            else:
                yield from self._taken(found)

    def _taken(self, found: Entries) -> Iterator[Columns | Rejected]:
        rows = self._shapes.rows(found.values, found.first, self._group)
        for position, exact in found.exact.items():
            rows.verbatim(position, exact.text)
            rows.problems += [(position, oddity) for oddity in (*exact.oddities, *_repeated(found.values[position]))]
        for position, problem in rows.problems:
            yield found.rejected(position, problem, kept=position not in rows.nameless)
        yield rows.columns()

    def _state(self, name: str, value: bytes) -> None:
        """What the document says about itself; of the context also version, profile and form."""
        text = value.decode("utf-8", "backslashreplace")
        try:
            plain = orjson.loads(value)
        except orjson.JSONDecodeError:
            plain = None
        self._known.stated[name] = plain if isinstance(plain, str) else text
        if name in _CONTEXTS and isinstance(plain, str):
            model = _MODEL.search(plain)
            self._known.version, self._known.profile = model.groups() if model else (None, None)
            self._known.stated["form"] = plain.rpartition("#")[2]


def _name(key: bytes) -> str:
    try:
        return str(orjson.loads(key))
    except orjson.JSONDecodeError:
        return key.decode("utf-8", "backslashreplace")


def _repeated(value: dict[str, object]) -> list[str]:
    if not isinstance(value, RepeatedKeys):
        return []
    names = sorted({key for key, _ in value.earlier})
    return [f"The field “{name}” stands more than once; the last one counts." for name in names]
