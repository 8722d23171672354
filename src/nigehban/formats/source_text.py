"""A source document as lines to read, each with the pointer of what stands on it.

JSON and XML are laid out anew (indented, one value a line), tables cell by cell. It is text only: nothing in a
document is ever rendered, fetched or shown as a picture. Whoever shows the lines escapes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from nigehban.formats import json_document
from nigehban.formats.json_exact import NumberText, RepeatedKeys
from nigehban.formats.platform.tree import Element
from nigehban.formats.platform.tree import parse as parse_xml
from nigehban.formats.pointers import escape
from nigehban.formats.registry import read_document


class Line(NamedTuple):
    """``depth`` is the indentation; ``pointer`` the place of the value that begins or stands on the line."""

    depth: int
    text: str
    pointer: str


def source_lines(data: bytes, document_format: str) -> Iterator[Line]:
    """The lines of a document, whose format is the name that ``read_document`` gave it.

    Raises ``Refused`` where reading would.
    """
    if document_format == "police_json":
        for root in json_document.load(data).roots:
            yield from _json_lines(root.value, root.pointer)
    elif document_format == "platform_xml":
        yield from _xml_lines(parse_xml(data))
    else:
        for referral in read_document(data).referrals:
            for fact in referral.facts:
                yield Line(0, f"{fact.name}: {fact.value}", fact.pointer)


def nearest(lines: list[Line], pointer: str) -> int | None:
    """The position of the line that stands at ``pointer``, or at what encloses it most closely."""
    places = {line.pointer: position for position, line in reversed(list(enumerate(lines)))}
    while pointer:
        if pointer in places:
            return places[pointer]
        pointer = pointer.rpartition("/")[0]
    return None


def _json_lines(root: object, root_pointer: str) -> Iterator[Line]:
    """An explicit stack, since a hostile document nests deeper than Python calls."""
    stack: list[Line | tuple[int, str, object, str]] = [(0, "", root, root_pointer)]
    while stack:
        item = stack.pop()
        if isinstance(item, Line):
            yield item
            continue
        depth, label, value, pointer = item
        if isinstance(value, dict | list) and value:
            opening, closing = "{}" if isinstance(value, dict) else "[]"
            yield Line(depth, f"{label}{opening}", pointer)
            stack.append(Line(depth, closing, ""))
            stack.extend((depth + 1, *child) for child in reversed(list(_children(value, pointer))))
        else:
            yield Line(depth, f"{label}{_scalar(value)}", pointer)


def _children(value: dict[str, object] | list[object], pointer: str) -> Iterator[tuple[str, object, str]]:
    if isinstance(value, list):
        for position, child in enumerate(value):
            yield "", child, f"{pointer}/{position}"
        return
    if isinstance(value, RepeatedKeys):
        for key, child in value.earlier:
            yield f"{_scalar(key)}: ", child, f"{pointer}/{escape(key)}"
    for key, child in value.items():
        yield f"{_scalar(key)}: ", child, f"{pointer}/{escape(key)}"


def _scalar(value: object) -> str:
    return str(value) if isinstance(value, NumberText) else json.dumps(value, ensure_ascii=False)


def _xml_lines(root: Element) -> Iterator[Line]:
    stack: list[Line | tuple[int, Element]] = [(0, root)]
    while stack:
        item = stack.pop()
        if isinstance(item, Line):
            yield item
            continue
        depth, element = item
        yield Line(depth, f"{element.name}: {element.text}" if element.text else element.name, element.pointer)
        for attribute in element.attributes:
            yield Line(depth + 1, f"@{attribute.name}: {attribute.value}", f"{element.pointer}/{attribute.step}")
        stack.extend((depth + 1, child) for child in reversed(element.children))
