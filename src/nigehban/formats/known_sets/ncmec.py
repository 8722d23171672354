"""NCMEC's hash sharing, version 2: XML with entries of images and videos, and the deletions of such as tombstones.

An entry's id is only unique with that of the member who sent it: ``42-image1``. Fingerprints that have no column,
feedback of other members and everything else stand in ``extra``; negative feedback also marks an entry as disputed.

Entries are cut out of the text and parsed each by itself, so that a damaged one costs no other; of those that look like
one before only the texts are looked at. What stands around them goes to a parser of its own. A document type, which no
such list has, is refused before anything declared in it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

import pyarrow as pa
from lxml import etree

from nigehban.formats.errors import Damaged, TooLarge, Unsafe
from nigehban.formats.known_sets.ncmec_entry import ENTRIES, Entry
from nigehban.formats.known_sets.ncmec_frame import AROUND, Frame
from nigehban.formats.known_sets.ncmec_shapes import Parts, Shapes, together
from nigehban.formats.known_sets.rows import Portions, Row, shown
from nigehban.formats.known_sets.streams import Source, opened, utf8_chunks
from nigehban.formats.known_sets.xml_pieces import Cutter, Kind, Piece
from nigehban.formats.known_sets.xml_text import XmlText
from nigehban.records.known import Counted, KnownList, Rejected

_CUTTER: Final = Cutter(tuple(ENTRIES), AROUND)
MAX_FRAME_CHARACTERS: Final = 16 * 1024 * 1024
"""So much may stand between two entries."""


def read(source: Source) -> KnownList:
    """The list as it streams by. Raises ``Refused``: here for what is no such list, while reading for what breaks."""
    known = KnownList("NCMEC", Counted.ENTRY, iter(()))
    rows = _rows(source, known)
    first = next(rows, None)  # reads the document's head, so that its version is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, known: KnownList) -> Iterator[pa.RecordBatch | Row | Rejected]:
    document = _Document(known)
    with opened(source) as stream:
        text = XmlText(utf8_chunks(stream))
        for piece in text.pieces():
            yield from document.feed(piece)
        yield from document.feed("", ended=True)
        known.warnings += text.warnings


class _Document:
    """One document on its way through: its text comes in pieces, and is dropped as soon as it was read."""

    def __init__(self, known: KnownList) -> None:
        self._frame = Frame(known)
        self._shapes = Shapes(self._parsed)
        self._parser = etree.XMLParser(
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._text, self._at, self._line = "", 0, 1
        self._count = self._idle = 0
        self._cut_off = False

    def feed(self, more: str, *, ended: bool = False) -> Iterator[pa.RecordBatch | Row | Rejected]:
        """What is found in a piece of the text."""
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + more, 0
        while True:
            yield from self._alike()
            piece = _CUTTER.next(self._text, self._at, ended=ended)
            if piece is None:
                break
            yield from self._taken(piece)
            self._at = piece.end
        if ended and not self._cut_off:
            yield from self._close()

    def _alike(self) -> Iterator[pa.RecordBatch | Row | Rejected]:
        """The entries that follow each other and look like others before, at once."""
        run = self._shapes.run(self._text, self._at, self._count + 1)
        if run is None:
            return
        before, at, taken = self._count, self._at, 0
        for position in sorted(run.odd):
            yield run.entries.slice(taken, position - taken)
            at += sum(map(self._length, run.parts[taken:position]))
            indent, text = len(run.parts[position][0]), together(run.parts[position]) + self._shapes.closing
            self._count = before + position
            yield from self._entry(at + indent, text[indent:])
            at, taken = at + len(text), position + 1
        yield run.entries.slice(taken)
        self._count, self._at, self._idle = before + run.entries.num_rows, run.end, 0

    def _length(self, parts: Parts) -> int:
        return sum(map(len, parts)) + len(parts) - 1 + len(self._shapes.closing)

    def _taken(self, piece: Piece) -> Iterator[Row | Rejected]:
        text = self._text[piece.start : piece.end]
        match piece.kind:
            case Kind.ENTRY:
                yield from self._entry(piece.start, text)
            case Kind.BROKEN:
                self._count += 1
                self._cut_off = piece.end == len(self._text)
                reason = f"{piece.reason} Before it there are {self._count - 1:,} entries."
                yield self._rejected(piece.start, reason, text, self._count)
            case Kind.DOCTYPE:
                raise Unsafe(
                    f"The XML declares a document type ({text[:40]}). Lists of hashes have none, and it is how a file "
                    "attacks its reader; ask the sender what this is."
                )
            case Kind.FRAME if text.strip():
                yield from self._around(piece, text)

    def _entry(self, start: int, text: str) -> Iterator[Row | Rejected]:
        """The rows of one entry: one, or more where it has several fingerprints of a kind."""
        self._count, self._idle = self._count + 1, 0
        try:
            entry = self._parsed(text)
        except ValueError as error:
            yield self._rejected(start, f"The entry is no XML: {error}.", text, self._count)
            return
        for problem in entry.problems:
            yield self._rejected(start, problem, text, self._count, kept=bool(entry.rows))
        yield from entry.rows
        if not entry.problems:
            self._shapes.learn(text)

    def _parsed(self, text: str) -> Entry:
        """The entry that a text is, parsed by itself. Raises ``ValueError``."""
        around = "".join(self._frame.namespaces.values())
        try:
            (element,) = etree.fromstring(f"<list{around}>{text}</list>", self._parser)
        except etree.XMLSyntaxError as error:
            raise ValueError((error.msg or "").partition(", line")[0].splitlines()[0]) from error
        return Entry(element, self._count)

    def _around(self, piece: Piece, text: str) -> Iterator[Rejected]:
        self._idle += len(text)
        if self._idle > MAX_FRAME_CHARACTERS:
            raise TooLarge(
                f"The document has more than {MAX_FRAME_CHARACTERS:,} signs without an entry. Ask what it is."
            )
        yield from self._damage(self._frame.feed(text), piece.start, text)

    def _close(self) -> Iterator[Rejected]:
        yield from self._damage(self._frame.close(), self._at, "")
        if not self._frame.begun and not self._count:
            raise Damaged("This is no XML that can be read: it has no element. Ask the sender for it again.")

    def _damage(self, error: str | None, start: int, text: str) -> Iterator[Rejected]:
        if error is None:
            return
        if not self._frame.begun and not self._count:
            raise Damaged(f"This is no XML that can be read: {error}. Ask the sender for it again.")
        reason = (
            f"What stands around the entries is damaged or breaks off here, after {self._count:,} entries: {error}. "
            "Entries that follow were read; ask the sender for the whole."
        )
        yield self._rejected(start + len(text) - len(text.lstrip()), reason, text, self._count + 1)

    def _rejected(self, start: int, reason: str, text: str, entry: int, *, kept: bool = False) -> Rejected:
        return Rejected(self._line + self._text.count("\n", 0, start), reason, shown(text), entry=entry, kept=kept)
