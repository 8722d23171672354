"""Text of strangers, safe to look at: nothing in it acts, nothing hides, nothing moves its neighbours.

Escaping keeps text from becoming markup. Unicode has more tricks: controls that turn the direction of what follows
(CVE-2021-42574, "Trojan Source"), characters without width, and lone surrogates, with which no answer can be encoded.
Each is shown as its code point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, name

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_SUSPECT = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Whatever may act or hide. Tab and line feed stay: the style sheet keeps them in their line."""
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_UNNAMED = {"Cc": "control character", "Cs": "half of a character"}


def visible(text: object) -> SafeString:
    """The text escaped, each hidden or acting character as a marked code point such as ``U+202E``."""
    return mark_safe("".join(_pieces(str(text))))  # noqa: S308 - every piece is escaped


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for found in _SUSPECT.finditer(text):
        yield escape(text[end : found.start()])
        yield _sign(text, found.start())
        end = found.end()
    yield escape(text[end:])


def _sign(text: str, at: int) -> str:
    """A joiner stays where writing needs it, behind a letter of another script or an emoji; among ASCII it hides."""
    character = text[at]
    if character in _JOINERS and at and not text[at - 1].isascii():
        return character
    called = name(character, "") or _UNNAMED.get(category(character), "hidden character")
    return format_html('<span class="sign" title="{}">U+{}</span>', called.lower(), f"{ord(character):04X}")
