"""Entries of NCMEC's hash sharing that look alike, taken many at once.

A list has few shapes of entries: the same tags in the same order, other texts between them. Where the texts of a shape
go is learned from ``Entry``: it is shown an entry with marks instead of texts, and tells where the marks come out. A
text that might come out otherwise (an entity, nothing at all, a hash that is wrong) is left to ``Entry`` itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.formats.known_sets.digests import BadHash, parse, parse_all
from nigehban.formats.known_sets.ncmec_entry import FINGERPRINTS, Entry
from nigehban.formats.known_sets.rows import POSITIONS, Columns, Row, batch, fixed
from nigehban.records.known import HASHES, PHOTODNA_BYTES

_TAG: Final = re.compile(r"""/?[\w:.-]+(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?""")
_MARKED: Final = re.compile("\ue000([0-9]+)\ue001")
_EXTRA: Final = POSITIONS["extra"]
_MAX_SHAPES: Final = 4_096
_MAX_REMEMBERED: Final = 4_096

Parts = list[str]
"""An entry cut at the signs < and >: texts at the even places, tags between them."""
Texts = Sequence[Sequence[str]]
"""Many entries by place: all that stands at the first place, all that stands at the second, ..."""


def parts_of(text: str) -> Parts:
    """The text of an entry, its closing tag left out, cut into tags and texts."""
    return text.replace(">", "<").split("<")


def together(parts: Parts) -> str:
    """What ``parts_of`` cut."""
    return "".join(part if at % 2 == 0 else f"<{part}>" for at, part in enumerate(parts))


class _Template(NamedTuple):
    """A cell: ``text`` has a %s wherever the text from one of ``places`` goes."""

    text: str
    places: list[int]


class Shape:
    """How the texts of entries with the same tags become columns."""

    def __init__(self, row: Row, hashes: dict[int, str], tags: list[str]) -> None:
        """``row`` is what ``Entry`` makes of marks between the ``tags``, ``hashes`` the places of hashes."""
        self.tags = tags
        self._row = row
        self._hashes = hashes
        self._templates: dict[int, _Template] = {}
        for column, cell in enumerate(row):
            pieces = _MARKED.split(cell.replace("%", "%%")) if isinstance(cell, str) else []
            if len(pieces) > 1:
                self._templates[column] = _Template("%s".join(pieces[::2]), [int(place) for place in pieces[1::2]])
        self.texts = {place for template in self._templates.values() for place in template.places}
        self._blank = [at for at in range(0, 2 * len(tags) + 1, 2) if at not in self.texts and at not in hashes]
        self._extras: dict[tuple[str, ...], str] = {}

    def entries(self, texts: Texts, places: NDArray[np.int64]) -> tuple[pa.RecordBatch, set[int]]:
        """Many entries, and the positions of those that are to be left to ``Entry``."""
        odd = self._odd(texts)
        count = len(texts[0])
        columns: Columns = [None if cell is None else [cell] * count for cell in self._row]
        for at, kind in self._hashes.items():
            columns[POSITIONS[kind]] = _digests(kind, texts[at], odd)
        stripped = {at: list(map(str.strip, texts[at])) for at in self.texts}
        for column, template in self._templates.items():
            given = [stripped[at] for at in template.places]
            if column == _EXTRA:
                columns[column] = [self._extra(one) for one in zip(*given, strict=True)]
            elif template.text == "%s":
                columns[column] = given[0]
            else:
                columns[column] = [template.text % one for one in zip(*given, strict=True)]
        columns[0] = pa.array(places)
        return batch(columns), odd

    def _odd(self, texts: Texts) -> set[int]:
        odd: set[int] = set()
        if "".join(chain.from_iterable(texts[at] for at in self._blank)).strip():
            odd.update(*(_positions(texts[at], str.strip) for at in self._blank))
        for at in self.texts:
            if "&" in "".join(texts[at]) or not all(map(str.strip, texts[at])):
                odd.update(_positions(texts[at], lambda text: "&" in text or not text.strip()))
        return odd

    def _extra(self, texts: tuple[str, ...]) -> str:
        """The JSON of the fields that no column takes; entries that agree in them share it."""
        if texts not in self._extras:
            if len(self._extras) >= _MAX_REMEMBERED:
                self._extras.clear()
            inside = tuple(orjson.dumps(text).decode()[1:-1] for text in texts)
            self._extras[texts] = self._templates[_EXTRA].text % inside
        return self._extras[texts]


class Run(NamedTuple):
    """Entries that follow each other: what columns hold of them, and where the last one ends.

    ``odd`` are the positions of those that are to be left to ``Entry``, ``parts`` the parts of all.
    """

    entries: pa.RecordBatch
    odd: set[int]
    parts: list[Parts]
    end: int


class Shapes:
    """The shapes of one list. ``read`` makes an ``Entry`` of the text of one, or raises ``ValueError``."""

    def __init__(self, read: Callable[[str], Entry]) -> None:
        self._read = read
        self._shapes: dict[tuple[str, ...], Shape | None] = {}
        self._last: Shape | None = None
        self.closing = ""

    def run(self, text: str, at: int, first: int) -> Run | None:
        """The entries from ``at`` on that have known shapes; the first of them has number ``first``."""
        if not self.closing:
            return None
        return self._all_alike(text, at, first) or self._each(text, at, first)

    def _all_alike(self, text: str, at: int, first: int) -> Run | None:
        """All entries of the text, where they have the shape of those before."""
        end, shape = text.rfind(self.closing), self._last
        if shape is None or end < at:
            return None
        parts, tags = parts_of(text[at:end]), [*shape.tags, self.closing[1:-1]]
        width = 2 * len(tags)
        places = [parts[at::width] for at in range(width)]
        if (
            any(set(found) - {tag} for found, tag in zip(places[1::2], tags, strict=True))
            or len(parts) % width != width - 1
        ):
            self._last = None
            return None
        count = len(places[0])
        entries, odd = shape.entries(places[:-1], np.arange(first, first + count))
        each = [parts[at : at + width - 1] for at in range(0, len(parts), width)] if odd else []
        return Run(entries, odd, each, end + len(self.closing))

    def _each(self, text: str, at: int, first: int) -> Run | None:
        """The entries up to the first of no known shape."""
        found: list[Parts] = []
        alike: dict[Shape, list[int]] = {}
        while (end := text.find(self.closing, at)) >= 0:
            parts = parts_of(text[at:end])
            shape = self._shapes.get(tuple(parts[1::2]))
            if shape is None or not len(parts) % 2:  # a sign is missing
                break
            alike.setdefault(shape, []).append(len(found))
            found.append(parts)
            at = end + len(self.closing)
        if not found:
            return None
        self._last = next(iter(alike)) if len(alike) == 1 else None
        return Run(*_together(alike, found, first), found, at)

    def learn(self, text: str) -> None:
        """Learn the shape of an entry, unless its texts may mean more than they say; look for its closing tag next."""
        start = text.rfind("</")
        if start <= 0:
            return
        self.closing = text[start:]
        parts = parts_of(text[:start])
        tags = tuple(parts[1::2])
        if tags in self._shapes:
            return
        if len(self._shapes) >= _MAX_SHAPES:
            self._shapes.clear()
        self._shapes[tags] = self._learned(parts) if all(map(_TAG.fullmatch, tags)) else None

    def _learned(self, parts: Parts) -> Shape | None:
        marked, hashes = _marked(parts)
        try:
            entry = self._read(together(marked) + self.closing)
        except ValueError:
            return None
        if len(entry.rows) != 1 or entry.problems:
            return None
        (row,) = entry.rows
        placed = {at: kind for at, kind in hashes.items() if row[POSITIONS[kind]] == _dummy(at, kind)}
        shape = Shape(row, placed, parts[1::2])
        given = {at for at in range(0, len(parts), 2) if parts[at].strip()}
        return shape if given == shape.texts | placed.keys() else None


def _together(alike: dict[Shape, list[int]], found: list[Parts], first: int) -> tuple[pa.RecordBatch, set[int]]:
    """The entries of several shapes in the order in which they were found, and which of them are odd."""
    odd: set[int] = set()
    batches = []
    for shape, positions in alike.items():
        texts = list(zip(*(found[position] for position in positions), strict=True))
        entries, ours = shape.entries(texts, np.array(positions) + first)
        odd.update(positions[one] for one in ours)
        batches.append(entries)
    if len(batches) == 1:
        return batches[0], odd
    order = np.argsort(np.concatenate(list(alike.values())))
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0].take(pa.array(order)), odd


def _marked(parts: Parts) -> tuple[Parts, dict[int, str]]:
    """The same with marks, and hashes by their place, instead of texts; and which hash stands where."""
    marked, hashes = parts.copy(), dict[int, str]()
    for at in range(0, len(parts), 2):
        if parts[at].strip():
            kind = FINGERPRINTS.get(parts[at - 1].rpartition(":")[2].lower()) if at else None
            marked[at] = f"\ue000{at}\ue001" if kind is None else _dummy(at, kind).hex()
            hashes |= {at: kind} if kind else {}
    return marked, hashes


def _dummy(at: int, kind: str) -> bytes:
    return at.to_bytes(HASHES.get(kind, PHOTODNA_BYTES))


def _digests(kind: str, texts: Sequence[str], odd: set[int]) -> pa.Array | Sequence[bytes | None]:
    """The hashes of a column; what is none is odd."""
    try:
        whole = parse_all(kind, texts)
    except ValueError:
        return _digests_one_by_one(kind, texts, odd)
    return fixed(whole, HASHES[kind]) if kind in HASHES else fixed(whole, PHOTODNA_BYTES).cast(pa.binary())


def _digests_one_by_one(kind: str, texts: Sequence[str], odd: set[int]) -> Sequence[bytes | None]:
    found: list[bytes | None] = []
    for position, text in enumerate(texts):
        try:
            found.append(parse(kind, text))
        except BadHash:
            odd.add(position)
            found.append(None)
    return found


def _positions(texts: Sequence[str], wanted: Callable[[str], object]) -> set[int]:
    return {position for position, text in enumerate(texts) if wanted(text)}
