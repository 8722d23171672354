"""The free words of a document: its paragraphs, to be edited as plain text, one box each.

An officer never writes markup, and none that was written counts: what comes back is text. Tables stay as they are; they
are changed by their fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import html as parser

from nigehban.jurisdiction.documents.plain_text import paragraphs as as_paragraphs

MORE = "more"
"""The key of what is added at the end."""


def free_paragraphs(body: str) -> list[str]:
    """The text of each paragraph that stands outside of a table; a line break is a line."""
    return [_text(one) for one in _found(_tree(body))]


def with_paragraphs(body: str, texts: Mapping[str, str]) -> str:
    """The body with other words: by number (from 0) what each paragraph says now; ``MORE`` is added at the end.

    A paragraph whose words are the same stays as it was, with its markup; an empty one goes.
    """
    root = _tree(body)
    for number, one in enumerate(_found(root)):
        text = texts.get(str(number))
        if text is not None and _folded(text) != _folded(_text(one)):
            _replace(one, text)
    inside = (root.text or "") + "".join(parser.tostring(child, encoding="unicode") for child in root)
    return inside + as_paragraphs(texts.get(MORE, ""))


def _tree(body: str) -> parser.HtmlElement:
    return parser.fragment_fromstring(body, create_parent="div")


def _found(root: parser.HtmlElement) -> list[parser.HtmlElement]:
    return [one for one in root.iter("p") if not any(True for _ in one.iterancestors("table"))]


def _text(paragraph: parser.HtmlElement) -> str:
    copy = deepcopy(paragraph)
    for line in copy.iter("br"):
        line.tail = "\n" + (line.tail or "").lstrip("\n")
    return str(copy.text_content()).strip()


def _folded(text: str) -> str:
    return " ".join(text.split())


def _replace(paragraph: parser.HtmlElement, text: str) -> None:
    for made in parser.fragments_fromstring(as_paragraphs(text)):
        paragraph.addprevious(made)
    paragraph.drop_tree()
