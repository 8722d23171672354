"""HTML that an officer edited, cut down to what a document may hold: everything else is taken out, its text stays.

Nothing is passed on as it was written: the text is parsed, and what the list allows is written anew.
"""

from __future__ import annotations

from html import escape

from lxml import etree
from lxml import html as parser

from nigehban.jurisdiction.documents.markup import TAGS, VOID, allowed
from nigehban.jurisdiction.documents.plain_text import plain

_SILENT = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "title"})
"""Elements whose content is no text of the document."""
_DEEPEST = 40


def sanitise(text: str) -> str:
    """Plain, balanced HTML of the elements that a document may hold (``jurisdiction.documents.markup``)."""
    if not text.strip():
        return ""
    try:
        root = parser.fragment_fromstring(_parseable(text), create_parent="div")
    except (etree.ParserError, ValueError):
        return f"<p>{plain(text)}</p>"
    return _inside(root, 0)


def _parseable(text: str) -> str:
    """Without what no XML tree can hold."""
    return "".join(one for one in text if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff"))


def _inside(element: parser.HtmlElement, depth: int) -> str:
    pieces = [plain(element.text or "")]
    for child in element:
        pieces += [_element(child, depth), plain(child.tail or "")]
    return "".join(pieces)


def _element(element: parser.HtmlElement, depth: int) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:  # a remark or an instruction has no name that is a text
        return ""
    if depth > _DEEPEST:
        return plain("".join(str(one) for one in element.itertext()))
    if tag not in TAGS:
        return _inside(element, depth + 1)
    opened = f"<{tag}{_attributes(element)}>"
    return opened if tag in VOID else f"{opened}{_inside(element, depth + 1)}</{tag}>"


def _attributes(element: parser.HtmlElement) -> str:
    kept = ((str(name), str(value)) for name, value in element.attrib.items())
    return "".join(f' {name}="{escape(value)}"' for name, value in kept if allowed(name, value))
