"""The entries of a JSON list that does not fit into memory, each exactly as written.

The fast parser (orjson) is given as many whole entries at once as the buffer holds. Where they end is guessed, and the
parser proves the guess: reading JSON from left to right leaves no choice, so a piece that begins where an entry begins
and is a list when it is put in brackets ends where an entry ends. Only where the guess fails are brackets counted.

An entry that is damaged is given back as such, and reading goes on at the next: at the end of its brackets or, where a
missing quotation mark has upset these, at the next text that looks like the beginning of an entry. What that costs is
bounded by a multiple of the document's size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

import orjson

from nigehban.formats import json_document, json_exact
from nigehban.formats.errors import Refused
from nigehban.formats.known_sets.json_text import JsonText, value_end
from nigehban.formats.known_sets.rows import shown
from nigehban.formats.known_sets.streams import CHUNK
from nigehban.records.known import Rejected

MAX_ENTRY_BYTES: Final = 16 * 1024 * 1024
"""A longer entry is rejected; the longest real ones name some thousand places of one picture."""
_GUESSES: Final = 3
_OVERLAP: Final = 64 * 1024
_PATIENCE: Final = 1
"""Bytes that may be looked at in vain for each byte of the document; after that an entry must end before the next."""
_MAX_KEYS: Final = 8
_SHARED: Final = 3
"""An object within an entry that shares fewer fields with it is a file or a hash of it, no entry."""
_WHITE_SPACE: Final = b" \t\r\n"
_LOOK_BACK: Final = 256
_ESCAPES: Final = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_FIRST_KEY: Final = re.compile(rb'\{\s*+"([^"\\]{1,128})"\s*+:')
_ANY_KEY: Final = rb'[^"\\]{1,64}'
_LIST_ENDS: Final = re.compile(rb"\s*+\]")
_BETWEEN: Final = re.compile(rb"\s*+,\s*+(?=\{)")

Span = tuple[int, int]


@dataclass(slots=True)
class Boundaries:
    """Where entries seem to begin: behind a comma or a value, with a key that others began with (``keys``)."""

    keys: list[bytes] = field(default_factory=list)
    _begin: re.Pattern[bytes] | None = None
    _next: re.Pattern[bytes] | None = None
    _known: tuple[int, int, int | None] = (-1, -1, None)
    """The last answer: from which byte of the document to which, and where a boundary was found in between."""

    def learn(self, text: bytes, *, at_first: bool = False) -> None:
        """Remember how an entry begins; ``at_first`` only when nothing is known yet."""
        if len(self.keys) >= _MAX_KEYS or (at_first and self.keys):
            return
        key = _FIRST_KEY.match(text)
        if key is not None and key[1] not in self.keys:
            self.keys.append(key[1])
            self._begin = None

    def behind(self, data: bytes, start: int, base: int) -> int | None:
        """The first boundary in ``data`` behind ``start``; ``data`` begins at byte ``base`` of the document."""
        if self._begin is None:
            self._compile()
        begin, end, found = self._known
        if not begin <= base + start or (found is None and end < base + len(data)) or (found or end) <= base + start:
            match = self._begin.search(data, start) if self._begin else None
            found = None if match is None else base + match.start(1)
            self._known = base + start, base + len(data), found
        return None if found is None else found - base

    def is_here(self, data: bytes, position: int) -> bool:
        """Whether an entry begins exactly there, with a key that others began with."""
        key = _FIRST_KEY.match(data, position)
        return key is not None and key[1] in self.keys

    def goes_on(self, data: bytes, end: int) -> bool:
        """Whether the list goes on as usual, or ends, where a damaged entry's brackets close.

        Brackets before the comma are left of the damaged entry: they do not end the list.
        """
        found = self._next.match(data, end) if self._next else None
        return not found[1] if found is not None else _LIST_ENDS.match(data, end) is not None

    def _compile(self) -> None:
        keys = b"|".join(map(re.escape, self.keys)) or _ANY_KEY
        before = rb'[,}"\][0-9el]' if self.keys else rb'[,}"\]0-9el]'  # a list in an entry begins with other keys
        self._begin = re.compile(rb'%b\s*+(\{\s*+"(?:%b)"\s*+:)' % (before, keys))
        self._next = re.compile(rb'\s*+([\]}\s]*+),\s*+\{\s*+"(?:%b)"\s*+:' % keys)
        self._known = (-1, -1, None)


class Exact(NamedTuple):
    """The text of an entry that states more than its value shows, and what was odd about it."""

    text: str
    oddities: list[str]


@dataclass(slots=True)
class Entries:
    """Some entries (JSON objects) in the document's order.

    ``values`` are what they state; ``exact`` holds the text of those (by their position in ``values``) that state
    more than the value shows: a key twice, a number that Python would write otherwise. ``first`` is the number of the
    first entry among all of the document, from 1; ``text`` begins at byte ``offset``, on line ``line``.
    """

    values: list[dict[str, object]]
    first: int
    text: bytes
    offset: int
    line: int
    exact: dict[int, Exact] = field(default_factory=dict)
    _spans: list[Span] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def rejected(self, position: int, reason: str, *, kept: bool = False) -> Rejected:
        """The entry at a position, or a value of it, with the reason why it was not taken."""
        if not self._spans:
            self._spans = list(_spans(self.text, 0, len(self.text)))
        if not self._lines:
            self._lines = list(accumulate(self._new_lines(), initial=self.line))
        start, end = self._spans[position]
        entry, offset = self.first + position, self.offset + start
        return Rejected(self._lines[position + 1], reason, shown(self.text[start:end]), entry, offset, kept)

    def _new_lines(self) -> Iterator[int]:
        """How many lines begin between the beginnings of the entries."""
        before = 0
        for start, _ in self._spans:
            yield self.text.count(b"\n", before, start)
            before = start


@dataclass(slots=True)
class EntryReader:
    """Reads the lists of one document; ``count`` goes on over all of them.

    ``cut_off`` says that the document broke off within the entry that was rejected last.
    """

    json: JsonText
    count: int = 0
    cut_off: bool = False
    _boundaries: Boundaries = field(default_factory=Boundaries)
    _upset_until: int = 0
    _careful_until: int = 0
    _spent: int = 0
    _last: dict[str, object] = field(default_factory=dict)

    def entries(self) -> Iterator[Entries | Rejected]:
        """The entries of the list whose ``[`` was taken; its ``]`` is next, or nothing where the text breaks off."""
        json = self.json
        while (sign := json.peek()) and not self._at_end(sign):
            if sign == b",":
                json.skip(1)
                continue
            json.fill()
            self._boundaries.learn(json.data[json.position : json.position + _LOOK_BACK], at_first=True)
            yield self._many() or self._few() or self._damaged()

    def seek(self) -> bool:
        """Go on to where the next entry seems to begin, whatever stands before it; whether there is one."""
        if self.json.peek() and not self._boundaries.is_here(self.json.data, self.json.position):
            self._skip_to_boundary()
        return bool(self.json.peek())

    def _at_end(self, sign: bytes) -> bool:
        """Whether ``]`` ends the list, and does not stand within an entry whose brackets are upset."""
        if sign != b"]":
            return False
        return self.json.offset >= self._upset_until or self._next_boundary(self.json.position) is None

    def _many(self) -> Entries | None:
        """All whole entries of the buffer but the last, at once; ``None`` where guessing fails."""
        json = self.json
        if json.offset < self._careful_until:
            return None
        for end in self._guesses():
            text = b"[%b]" % json.data[json.position : end]
            try:
                values = orjson.loads(text)
            except orjson.JSONDecodeError:
                continue
            if not _says_the_same(values, text) or not all(type(value) is dict for value in values):
                return None
            self._last = self._last or values[0]
            if text.count(b'"%b"' % self._boundaries.keys[0]) > len(values) and any(map(self._holds_others, values)):
                return None
            return self._taken(Entries(values, self.count + 1, text[1:-1], json.offset, json.line))
        return None

    def _guesses(self) -> Iterator[int]:
        """Ends of entries, latest first: where a comma stands before the usual beginning of the next."""
        json = self.json
        end = min(len(json.data), json.position + CHUNK)
        for _ in range(_GUESSES if self._boundaries.keys else 0):
            end = json.data.rfind(b'"%b"' % self._boundaries.keys[0], json.position, end)
            if end < 0:
                return
            back = max(json.position, end - _LOOK_BACK)
            before = json.data[back:end].rstrip(_WHITE_SPACE)
            comma = before.removesuffix(b"{").rstrip(_WHITE_SPACE)
            if len(comma) < len(before) and comma.endswith(b","):
                yield back + len(comma) - 1

    def _few(self) -> Entries | None:
        """The whole entries that the buffer holds, one by one; ``None`` when the first is damaged or cut off."""
        json = self.json
        start = end = at = json.position
        found = Entries([], self.count + 1, b"", json.offset, json.line)
        spans: list[Span] = []
        while json.data.startswith(b"{", at) and (stop := self._end(at)) is not None:
            if not self._read(json.data[at:stop], found):
                break
            spans.append((at - start, stop - start))
            end = stop
            comma = _BETWEEN.match(json.data, stop)
            if comma is None:
                break
            at = comma.end()
        if not spans:
            return None
        found.text, found._spans = json.data[start:end], spans
        return self._taken(found)

    def _read(self, text: bytes, into: Entries) -> bool:
        """Add the value of one entry; False when it is damaged."""
        try:
            value = orjson.loads(text)
            same = _says_the_same(value, text)
        except orjson.JSONDecodeError:
            same = False
        if not same:
            found = _exactly(text)
            if found is None:
                return False
            value, into.exact[len(into.values)] = found
        if self._holds_others(value):
            return False
        into.values.append(value)
        self._last = value
        self._boundaries.learn(text)
        return True

    def _holds_others(self, entry: dict[str, object]) -> bool:
        """Whether entries stand within an entry: where its end is lost, the rules of JSON put the next ones into it."""
        waiting: list[object] = list(entry.values())
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                if any(_alike(one, entry) or _alike(one, self._last) for one in value if isinstance(one, dict)):
                    return True
                waiting += value
            elif isinstance(value, dict):
                waiting += value.values()
        return False

    def _taken(self, found: Entries) -> Entries:
        self.json.skip(len(found.text))
        self.count += len(found.values)
        return found

    def _damaged(self) -> Entries | Rejected:
        """What comes next is not whole: wait for the rest of it, or give it up."""
        json = self.json
        while (ahead := len(json.data) - json.position) < MAX_ENTRY_BYTES and self._end(json.position) is None:
            if self._next_boundary(json.position) is not None and not self._is_patient():
                break
            if not json.fill(2 * ahead):
                break
            if found := self._few():
                return found
        return self._given_up()

    def _end(self, start: int) -> int | None:
        """Where the value at ``start`` ends; looked for behind the next boundary only as long as that is worth it."""
        json = self.json
        boundary = self._next_boundary(start)
        if boundary is not None:
            near = value_end(json.data, start, boundary, ended=False)
            if near is not None or not self._is_patient():
                return near
        stop = min(len(json.data), start + MAX_ENTRY_BYTES)
        end = value_end(json.data, start, stop, ended=json.ended)
        if end is None and boundary is not None:
            self._spent += stop - start
        return end

    def _is_patient(self) -> bool:
        return self._spent < _PATIENCE * (self.json.offset + MAX_ENTRY_BYTES)

    def _given_up(self) -> Rejected:
        """Leave out one entry, up to its end or to where the next one seems to begin."""
        json = self.json
        start, line, offset, end = json.position, json.line, json.offset, self._end(json.position)
        boundary = self._next_boundary(start)
        if boundary is not None and (end is None or boundary < end or not self._boundaries.goes_on(json.data, end)):
            self._upset_until = max(self._upset_until, offset + (end or len(json.data)) - start)
            end = boundary
        text = json.data[start : end or start + MAX_ENTRY_BYTES]
        if end is None:
            self._skip_to_boundary()
        else:
            json.skip(max(1, end - start))
        self.count += 1
        self._careful_until = json.offset + CHUNK
        self.cut_off = end is None and json.ended and not json.peek()
        reason = _reason(text, self.count - 1, cut_off=self.cut_off)
        return Rejected(line, reason, shown(text.rstrip(b", \t\r\n")), entry=self.count, offset=offset)

    def _skip_to_boundary(self) -> None:
        """Pass over what is too long to be kept, piece by piece."""
        json = self.json
        while (boundary := self._next_boundary(json.position)) is None:
            json.skip(max(0, len(json.data) - json.position - _OVERLAP))
            if not json.fill(CHUNK):
                json.skip(len(json.data) - json.position)
                return
        json.skip(boundary - json.position)

    def _next_boundary(self, start: int) -> int | None:
        """Where in the buffer, behind ``start``, an entry seems to begin."""
        return self._boundaries.behind(self.json.data, start, self.json.offset - self.json.position)


def _alike(one: dict[str, object], entry: dict[str, object]) -> bool:
    """Whether one object begins as another does, and has most of its fields."""
    shared = len(one.keys() & entry.keys())
    return shared >= _SHARED and 2 * shared > len(entry) and next(iter(one)) == next(iter(entry))


def _spans(text: bytes, start: int, stop: int) -> Iterator[Span]:
    """Where the objects of a list begin and end, as far as they are whole and commas stand between them."""
    while text[start : start + 1] == b"{" and (end := value_end(text, start, stop, ended=False)) is not None:
        yield start, end
        comma = _BETWEEN.match(text, end, stop)
        if comma is None:
            return
        start = comma.end()


def _says_the_same(value: object, text: bytes) -> bool:
    """Whether the value states all that the text states, as in ``json_document``; escapes may be spelled otherwise."""
    try:
        again = orjson.dumps(value)
    except orjson.JSONEncodeError:  # nested deeper than it writes
        return False
    if again == text:
        return True
    again, text = again.translate(None, _WHITE_SPACE), text.translate(None, _WHITE_SPACE)
    return again == text or (b"\\" in text and again == _ESCAPES.sub(lambda found: _usual(found[0]), text))


@lru_cache(maxsize=4096)
def _usual(escape: bytes) -> bytes:
    """An escape as the fast parser would write it."""
    try:
        return orjson.dumps(orjson.loads(b'"%b"' % escape))[1:-1]
    except orjson.JSONDecodeError:
        return escape


def _exactly(text: bytes) -> tuple[dict[str, object], Exact] | None:
    """The value by the exact parser; ``None`` for what is no JSON object, or nests too deep."""
    try:
        utf8, oddities = json_document.to_utf8(text)
        whole = utf8.decode("utf-8", "surrogatepass")
        value, more = json_exact.loads(whole)
    except (ValueError, RecursionError, Refused):
        return None
    if not isinstance(value, dict):
        return None
    return value, Exact(whole.encode("utf-8", "backslashreplace").decode(), oddities + more)


def _reason(text: bytes, before: int, *, cut_off: bool) -> str:
    if cut_off:
        return f"The file breaks off within this entry, after {before:,} entries. Ask the sender for the whole file."
    if len(text) >= MAX_ENTRY_BYTES:
        return f"The entry is longer than {MAX_ENTRY_BYTES:,} bytes, or a quotation mark or bracket of it is missing."
    try:
        orjson.loads(text.rstrip(b", \t\r\n"))
    except orjson.JSONDecodeError as error:
        return f"The entry is no JSON: {error}."
    return "The entry is no JSON object, so it names no file."
