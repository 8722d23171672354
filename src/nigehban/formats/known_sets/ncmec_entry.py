"""One entry of NCMEC's hash sharing, by its XML element."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Final

import orjson
from lxml.etree import _Element as Element

from nigehban.formats.known_sets.digests import BadHash, parse
from nigehban.formats.known_sets.rows import POSITIONS, Row

ENTRIES: Final = {"image": ("image", False), "video": ("video", False),
                  "deletedImage": ("image", True), "deletedVideo": ("video", True)}  # fmt: skip
"""By the element's name: the kind of media, and whether the entry is withdrawn."""
FINGERPRINTS: Final = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "pdq": "pdq", "pdna": "photodna"}
"""By the element's name in small letters: the hash that a fingerprint is."""
_FIELDS: Final = {"timestamp": "updated_text", "classification": "category"}


class Entry:
    """An entry and its rows; ``problems`` are sentences about what was not taken."""

    def __init__(self, element: Element, number: int) -> None:
        self._cells: list[object] = list(Row(number))
        self._cells[POSITIONS["media"]], self._cells[POSITIONS["withdrawn"]] = ENTRIES[local(element.tag)]
        self._fingerprints: dict[str, list[bytes]] = {}
        self._extra: dict[str, list[object]] = {}
        self._member = self._id = ""
        self.problems: list[str] = []
        for name, value in attributes(element):
            self._extra[f"@{name}"] = [value]
        for child in element:
            self._take(child)
        self.rows = list(self._rows())
        if not self.rows and not self.problems:
            self.problems.append("The entry names no file: it has no fingerprint that could be taken.")

    def _take(self, child: Element) -> None:
        """Take one child element into a column, or into ``extra``."""
        name, text = local(child.tag), (child.text or "").strip()
        plain = not len(child) and not child.attrib
        if name == "fingerprints":
            for fingerprint in child:
                self._fingerprint(fingerprint)
        elif name == "id" and plain and not self._id:
            self._id = text
        elif name in _FIELDS and plain and self._cells[POSITIONS[_FIELDS[name]]] is None:
            self._cells[POSITIONS[_FIELDS[name]]] = text or None
        else:
            if name == "member":
                self._member = self._member or child.get("id", "")
            self._aside(name, child)

    def _fingerprint(self, element: Element) -> None:
        name = local(element.tag)
        kind = FINGERPRINTS.get(name.lower())
        if kind is None or len(element):
            self._aside(name, element)
            return
        try:
            self._fingerprints.setdefault(kind, []).append(parse(kind, element.text or ""))
        except BadHash as error:
            self.problems.append(f"The fingerprint was not taken: {error}.")
            self._aside(name, element)
            return
        if element.attrib:
            self._aside(name, element)

    def _aside(self, name: str, element: Element) -> None:
        if len(element) and any(local(one.tag).lower().startswith("negative") for one in element.iter()):
            self._cells[POSITIONS["disputed"]] = True
        self._extra.setdefault(name, []).append(_plain(element))

    def _rows(self) -> Iterator[Row]:
        """One row, or more where it has several fingerprints of a kind; one that is withdrawn needs none."""
        cells = self._cells
        cells[POSITIONS["entry_id"]] = f"{self._member}-{self._id}" if self._id else None
        if self._extra:
            shortened = {name: values[0] if len(values) == 1 else values for name, values in self._extra.items()}
            cells[POSITIONS["extra"]] = orjson.dumps(shortened).decode()
        found = {kind: values for kind, values in self._fingerprints.items() if values}
        if not found:
            if cells[POSITIONS["withdrawn"]]:
                yield Row._make(cells)
            return
        for values in zip_longest(*found.values()):
            for kind, value in zip(found, values, strict=True):
                cells[POSITIONS[kind]] = value
            yield Row._make(cells)


@lru_cache(maxsize=1024)
def local(tag: object) -> str:
    """A name without its namespace or prefix; ``""`` for what is no element."""
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Names, without their namespaces, and values."""
    return ((str(name).rpartition("}")[2], str(value)) for name, value in element.attrib.items())


def _plain(element: Element) -> object:
    """An element as JSON: its text, or an object of its attributes, its text and its child elements in order."""
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return text
    found: dict[str, object] = {f"@{name}": value for name, value in attributes(element)}
    if text:
        found["text"] = text
    children = [{local(child.tag): _plain(child)} for child in element if local(child.tag)]
    return found | {"elements": children} if children else found
