"""Text as people type it, made comparable: invisible marks out, every script's digits as ASCII digits.

Two strengths. ``normalise_text`` is for values: it applies Unicode NFKC too and may change the length.
``Scan`` is for looking into long text: it changes characters one for one or drops them, so each place in it
can be led back to the raw words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""Regex class body: bidi controls, zero-width and filler characters, variation selectors, tags, tatweel."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_DIGITS = (
    "\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f"
    "\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0de6-\u0def\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29"
    "\u1040-\u1049\u1090-\u1099\u17e0-\u17e9\u1810-\u1819\u1946-\u194f\u19d0-\u19d9\u1a80-\u1a89\u1a90-\u1a99"
    "\u1b50-\u1b59\u1bb0-\u1bb9\u1c40-\u1c49\u1c50-\u1c59\ua620-\ua629\ua8d0-\ua8d9\ua900-\ua909\ua9d0-\ua9d9"
    "\ua9f0-\ua9f9\uaa50-\uaa59\uabf0-\uabf9"
    "\U000104a0-\U00011da9\U00016a60-\U00016b59\U0001d7ce-\U0001d7ff\U0001e140-\U0001e959\U0001fbf0-\U0001fbf9"
)
"""Regex class body: decimal digits of other scripts (beyond the basic plane whole blocks that hold some)."""
_ODD = re.compile(f"[{INVISIBLE}{_DIGITS}\uff01-\uff5e\u2010-\u2015\u2212\U0001d400-\U0001d7ff]")
_PHRASE_LIGATURES = re.compile("[\ufdfa\ufdfb]")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")

FILLERS = frozenset(
    {"n/a", "na", "n.a.", "none", "null", "nil", "unknown", "undefined", "unavailable", "empty", "blank"}
    | {"not available", "not provided", "not known", "not applicable", "not stated", "no data", "(null)", "<null>"}
    | {"-", "--", "---", ".", "..", "...", "?", "??", "x", "xx", "xxx", "nan", "نامعلوم", "na maloom", "namaloom"}
)
"""Words that stand where a value should: they say that there is none."""
_LONGEST_FILLER = 16
"""Characters, with some spaces around the longest one; more in scripts that hide marks between letters."""


def normalise_text(text: str) -> str:
    """The text in one spelling: NFKC, no bidi controls, zero-width marks or tatweel, all digits ASCII.

    Two Arabic phrase ligatures that NFKC would blow up to whole sentences stay as they are. Case, spaces and
    punctuation stay. Doing it twice changes nothing more.
    """
    if text.isascii():
        return text
    while (better := _normalise_once(text)) != text:
        text = better
    return text


def fold_case(text: str) -> str:
    """Normalised text without capitals; folding twice changes nothing more."""
    if text.isascii():
        return text.lower()
    while (better := normalise_text(text).casefold()) != text:
        text = better
    return text


def _normalise_once(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    if _PHRASE_LIGATURES.search(text):
        parts = re.split("([\ufdfa\ufdfb])", text)
        text = "".join(part if len(part) == 1 else unicodedata.normalize("NFKC", part) for part in parts)
    else:
        text = unicodedata.normalize("NFKC", text)
    return _FOREIGN_DIGIT.sub(_ascii_digit, text)


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def is_filler(text: str) -> bool:
    """Whether the text only says that there is no value (``n/a``, ``unknown``, ``-``)."""
    if len(text) > (_LONGEST_FILLER if text.isascii() else 2 * _LONGEST_FILLER):
        return False
    return fold_case(text).strip() in FILLERS


def keep_digits(text: str) -> str:
    """The ASCII digits of normalised text, in order."""
    return "".join(filter(str.isdigit, text)) if text.isascii() else re.sub(r"[^0-9]", "", text)


def is_run(digits: str) -> bool:
    """Whether digits are one digit repeated or a plain run (``0000000``, ``1234567``), as typed to fill a field."""
    if digits == digits[:1] * len(digits):
        return True
    return digits in "012345678901234567890" or digits in "098765432109876543210"


class Scan(NamedTuple):
    """Long text ready to be searched: ``text`` is plain, ``raw`` is as written.

    ``dropped`` holds, for each character of ``raw`` that ``text`` leaves out, the place in ``text`` where it stood.
    """

    text: str
    raw: str
    dropped: list[int]

    def words(self, start: int, end: int) -> str:
        """The raw words behind ``text[start:end]``, with what was dropped from between them."""
        if not self.dropped:
            return self.raw[start:end]
        return self.raw[self._place(start) : self._place(end - 1) + 1]

    def _place(self, index: int) -> int:
        return index + bisect_right(self.dropped, index)


def scan(raw: str) -> Scan:
    """Prepare text for searching. ASCII text and text without odd characters cost one look."""
    if raw.isascii() or not _ODD.search(raw):
        return Scan(raw, raw, [])
    dropped: list[int] = []
    pieces: list[str] = []
    last = 0
    for match in _ODD.finditer(raw):
        pieces.append(raw[last : match.start()])
        plain = _plain(match[0])
        if not plain:
            dropped.append(match.start() - len(dropped))
        pieces.append(plain)
        last = match.end()
    pieces.append(raw[last:])
    return Scan("".join(pieces), raw, dropped)


def _plain(char: str) -> str:
    """One odd character as one plain character, or nothing."""
    if _INVISIBLE.match(char):
        return ""
    if ord(char) in _DASHES:
        return "-"
    folded = unicodedata.normalize("NFKC", char)
    if folded.isdecimal():
        return str(unicodedata.decimal(folded[0]))
    return folded if len(folded) == 1 else char
