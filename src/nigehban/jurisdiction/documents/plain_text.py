"""Text of people, made fit to be printed: it is text and nothing else, and it shows what it holds.

Controls that would turn the direction of their neighbours (CVE-2021-42574) or that no file carries are written as their
code point. Joiners stay: Urdu, Sindhi and Pashto are written with them.
"""

from __future__ import annotations

import re
from html import escape

_SUSPECT = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[+#]?[0-9A-Za-z](?:[ -~]*[0-9A-Za-z/])?")
"""A run of ASCII: a telephone number, a date, an address, words of English."""
_LETTER = re.compile(r"[^\W\d_]")


def plain(text: str) -> str:
    """The text with every acting or hidden character as ``[U+202E]``, escaped for HTML."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_SUSPECT.sub(lambda found: f"[U+{ord(found[0]):04X}]", lines), quote=True)


def direction(text: str) -> str:
    """``rtl`` or ``ltr``, by the first letter."""
    first = _LETTER.search(text)
    return "rtl" if first and _RIGHT_TO_LEFT.match(first[0]) else "ltr"


def inline(text: str) -> str:
    """A piece of text inside a line, kept apart from the direction of what stands around it."""
    return f'<bdi dir="{direction(text)}">{_ordered(text)}</bdi>'


def paragraphs(text: str) -> str:
    """A longer text: an empty line ends a paragraph."""
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))]
    return "".join(
        f'<p class="said" dir="{direction(part)}">{_ordered(part).replace(chr(10), "<br>")}</p>'
        for part in parts
        if part.strip()
    )


def _ordered(text: str) -> str:
    """Text whose numbers keep their order: left alone, 0300-12 in a line from right to left would read 12-0300."""
    if direction(text) == "ltr":
        return plain(text)
    pieces, at = [], 0
    for found in _LEFT_TO_RIGHT.finditer(text):
        pieces += [plain(text[at : found.start()]), f'<bdi dir="ltr">{plain(found[0])}</bdi>']
        at = found.end()
    return "".join([*pieces, plain(text[at:])])
