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
_ODD = re.compile(f"[{INVISIBLE}\uff01-\uff5e\u2010-\u2015\u2212\U0001d400-\U0001d7ff]|[^\\D0-9]")
_PHRASE_LIGATURES = re.compile("[\ufdfa\ufdfb]")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")

FILLERS = frozenset(
    {"n/a", "na", "n.a.", "none", "null", "nil", "unknown", "undefined", "unavailable", "empty", "blank"}
    | {"not available", "not provided", "not known", "not applicable", "not stated", "no data", "(null)", "<null>"}
    | {"-", "--", "---", ".", "..", "...", "?", "??", "x", "xx", "xxx", "nan", "نامعلوم", "na maloom", "namaloom"}
)
"""Words that stand where a value should: they say that there is none."""


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
    return len(text) < 40 and fold_case(text).strip() in FILLERS


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
