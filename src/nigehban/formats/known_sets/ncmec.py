"""NCMEC's hash sharing, version 2: XML with entries of images and videos, and the deletions of such as tombstones.

An entry's id is only unique with that of the member who sent it: ``42-image1``. Fingerprints that have no column,
feedback of other members and everything else stand in ``extra``; negative feedback also marks an entry as disputed.

Nothing is given to the parser before a guard with the settings of the reader of reports has seen the root element: a
document type, which no such list has, is refused before anything declared in it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Final, cast

import orjson
from lxml import etree
from lxml.etree import _Element as Element

from nigehban.formats.errors import Damaged, NotAList, TooLarge, Unsafe
from nigehban.formats.known_sets.digests import BadHash, parse
from nigehban.formats.known_sets.rows import POSITIONS, Portions, Row, shown
from nigehban.formats.known_sets.streams import Source, chunks, opened
from nigehban.records.known import Counted, KnownList, Rejected

_ENTRIES: Final = {"image": ("image", False), "video": ("video", False),
                   "deletedImage": ("image", True), "deletedVideo": ("video", True)}  # fmt: skip
"""By the element's name: the kind of media, and whether the entry is withdrawn."""
_AROUND: Final = ("queryResult", "images", "videos", "next")
_TAGS: Final = [f"{{*}}{name}" for name in (*_ENTRIES, *_AROUND)]
_FINGERPRINTS: Final = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "pdq": "pdq", "pdna": "photodna"}
_FIELDS: Final = {"timestamp": "updated_text", "classification": "category"}
_VERSION: Final = re.compile(r"/v([0-9.]+)/?$")
_PIECE: Final = 64 * 1024
"""Bytes given to the parser at once: what it has built of them is cleared away before it gets more."""
MAX_ENTRY_BYTES: Final = 16 * 1024 * 1024
"""An entry, or what stands between two, may be so long."""


def read(source: Source) -> KnownList:
    """The list as it streams by. Raises ``Refused``: here for what is no such list, while reading for what breaks."""
    known = KnownList("NCMEC", Counted.ENTRY, iter(()))
    rows = _rows(source, known)
    first = next(rows, None)  # reads the document's head, so that its version is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(source: Source, known: KnownList) -> Iterator[Row | Rejected]:
    document = _Document(known)
    with opened(source) as stream:
        for chunk in chunks(stream):
            for start in range(0, len(chunk), _PIECE):
                yield from document.feed(chunk[start : start + _PIECE])
                if document.ended:
                    return
        yield from document.close()


class _Guard:
    """Receives a parser's events up to the root element; the names of its methods are lxml's."""

    def __init__(self) -> None:
        self.root = ""

    def doctype(self, name: str, *_where: str | None) -> None:
        raise Unsafe(
            f"The XML declares a document type (<!DOCTYPE {name[:40]}>). Lists of hashes have none, and it is how a "
            "file attacks its reader; ask the sender what this is."
        )

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.root = self.root or tag

    def end(self, _tag: str) -> None: ...

    def close(self) -> None: ...


class _Document:
    """One document on its way through the parser."""

    def __init__(self, known: KnownList) -> None:
        self._known = known
        self._parser = etree.XMLPullParser(
            events=("end",),
            tag=_TAGS,
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            huge_tree=False,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._guard = _Guard()
        self._guarding = etree.XMLParser(
            target=self._guard,  # type: ignore[arg-type]  # the stubs do not know that lxml gives text only
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            collect_ids=False,
        )
        self._count = 0
        self._idle = 0
        self.ended = False

    def feed(self, piece: bytes) -> Iterator[Row | Rejected]:
        """The rows of the entries that end within a piece."""
        before = self._count
        try:
            if not self._guard.root:
                self._guarding.feed(piece)
                self._begin()
            self._parser.feed(piece)
        except etree.XMLSyntaxError as error:
            yield from self._broken(error)
            return
        yield from self._taken()
        self._idle = 0 if self._count > before else self._idle + len(piece)
        if self._idle > MAX_ENTRY_BYTES:
            raise TooLarge(f"The document has more than {MAX_ENTRY_BYTES:,} bytes without an entry. Ask what it is.")

    def close(self) -> Iterator[Row | Rejected]:
        """What the parser says when nothing more comes."""
        try:
            self._parser.close()
        except etree.XMLSyntaxError as error:
            yield from self._broken(error)

    def _broken(self, error: etree.XMLSyntaxError) -> Iterator[Row | Rejected]:
        """The entries before the damage, and where it is."""
        yield from self._taken()
        if not self._guard.root:
            raise Damaged(f"This is no XML that can be read: {error.msg}. Ask the sender for it again.") from error
        line, column = error.position
        reason = (
            f"The document is damaged or breaks off here, after {self._count:,} entries (line {line}, column {column}: "
            f"{(error.msg or '').splitlines()[0]}). What follows was not read; ask the sender for the whole."
        )
        self.ended = True
        yield Rejected(line, reason, "", entry=self._count + 1)

    def _taken(self) -> Iterator[Row | Rejected]:
        for _, found in self._parser.read_events():
            element = cast("Element", found)
            name = _local(element.tag)
            if name in _ENTRIES:
                self._count += 1
                yield from _entry(element, name, self._count)
                _clear(element)
            elif name == "next":
                self._known.stated["next"] = element.text or ""
            else:
                self._known.stated |= {f"{name}/{key}": value for key, value in _attributes(element)}

    def _begin(self) -> None:
        """Note the version, once the root element is there."""
        root = self._guard.root
        if root and _local(root) not in {*_ENTRIES, *_AROUND}:
            raise NotAList(
                f"This is XML, but no list of NCMEC's hash sharing: its root is “{_local(root)[:80]}”. Ask what it is."
            )
        version = _VERSION.search(root.partition("}")[0].removeprefix("{"))
        self._known.version = version[1] if version else None


def _clear(element: Element) -> None:
    """Drop an entry from the tree, and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _entry(element: Element, name: str, number: int) -> Iterator[Row | Rejected]:
    """The rows of one entry: one, or more where it has several fingerprints of a kind."""
    entry = _Entry(name, number)
    for child in element:
        entry.take(child)
    rows = list(entry.rows())
    if not rows and not entry.problems:
        entry.problems.append("The entry names no file: it has no fingerprint that could be taken.")
    if entry.problems:
        text = shown(etree.tostring(element, encoding="unicode", with_tail=False))
        for problem in entry.problems:
            yield Rejected(cast("int | None", element.sourceline) or 0, problem, text, entry=number, kept=bool(rows))
    yield from rows


class _Entry:
    """One entry while it is being read."""

    def __init__(self, name: str, number: int) -> None:
        self._cells: list[object] = list(Row(number))
        self._cells[POSITIONS["media"]], self._cells[POSITIONS["withdrawn"]] = _ENTRIES[name]
        self._fingerprints: dict[str, list[bytes]] = {}
        self._extra: dict[str, list[object]] = {}
        self._member = self._id = ""
        self.problems: list[str] = []

    def take(self, child: Element) -> None:
        """Take one child element into a column, or into ``extra``."""
        name, text = _local(child.tag), (child.text or "").strip()
        if name == "fingerprints":
            for fingerprint in child:
                self._fingerprint(fingerprint)
        elif name == "id" and not self._id:
            self._id = text
        elif name in _FIELDS and self._cells[POSITIONS[_FIELDS[name]]] is None and not len(child):
            self._cells[POSITIONS[_FIELDS[name]]] = text
        else:
            if name == "member":
                self._member = self._member or child.get("id", "")
            self._aside(name, child)

    def _fingerprint(self, element: Element) -> None:
        name = _local(element.tag)
        kind = _FINGERPRINTS.get(name.lower())
        if kind is None or len(element):
            self._aside(name, element)
            return
        try:
            self._fingerprints.setdefault(kind, []).append(parse(kind, element.text or ""))
        except BadHash as error:
            self.problems.append(f"The fingerprint was not taken: {error}.")
            self._aside(name, element)

    def _aside(self, name: str, element: Element) -> None:
        if len(element) and any(_local(one.tag).lower().startswith("negative") for one in element.iter()):
            self._cells[POSITIONS["disputed"]] = True
        self._extra.setdefault(name, []).append(_plain(element))

    def rows(self) -> Iterator[Row]:
        """The rows; an entry that is withdrawn needs no fingerprint."""
        cells = self._cells
        cells[POSITIONS["entry_id"]] = f"{self._member}-{self._id}" if self._id else None
        if self._extra:
            shortened = {name: values[0] if len(values) == 1 else values for name, values in self._extra.items()}
            cells[POSITIONS["extra"]] = orjson.dumps(shortened).decode()
        if not self._fingerprints:
            if cells[POSITIONS["withdrawn"]]:
                yield Row._make(cells)
            return
        for values in zip_longest(*self._fingerprints.values()):
            for kind, value in zip(self._fingerprints, values, strict=True):
                cells[POSITIONS[kind]] = value
            yield Row._make(cells)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    """A name without its namespace; ``""`` for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    return ((str(name).rpartition("}")[2], str(value)) for name, value in element.attrib.items())


def _plain(element: Element) -> object:
    """An element as JSON: its text, or an object of its attributes, its text and its child elements in order."""
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return text
    found: dict[str, object] = {f"@{name}": value for name, value in _attributes(element)}
    if text:
        found["text"] = text
    children = [{_local(child.tag): _plain(child)} for child in element if _local(child.tag)]
    return found | {"elements": children} if children else found
