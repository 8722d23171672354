"""The markup that a document may hold, whoever wrote it: structure; no address, no script, no style of its own."""

from __future__ import annotations

TAGS = frozenset({
    "section", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
    "blockquote", "strong", "em", "u", "sub", "sup", "br", "hr", "span", "bdi",
})  # fmt: skip
VOID = frozenset({"br", "hr"})
INLINE = frozenset({"strong", "em", "u", "sub", "sup", "span", "bdi", "br"})
"""Elements inside a line; a block cannot stand in one."""
LINE_HOLDERS = frozenset({"p", "h2", "h3", "dt"}) | (INLINE - VOID)
"""Elements that hold lines only."""
ATTRIBUTES = frozenset({"class", "dir", "scope", "colspan", "rowspan"})
CLASSES = frozenset({"facts", "rows", "blank", "said", "small", "centre", "keep", "long"})
DIRECTIONS = frozenset({"ltr", "rtl"})
_SCOPES = frozenset({"row", "col"})
_MOST_COLUMNS = 20


def allowed(attribute: str, value: str) -> bool:
    """Whether an element may carry an attribute with that value."""
    if attribute == "class":
        return bool(value.split()) and CLASSES.issuperset(value.split())
    if attribute == "dir":
        return value in DIRECTIONS
    if attribute == "scope":
        return value in _SCOPES
    return attribute in ATTRIBUTES and value.isascii() and value.isdigit() and 1 <= int(value) <= _MOST_COLUMNS
