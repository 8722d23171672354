"""Free text made comparable, and the way back to the words as they were written.

Folding is one table from character to text: compatibility forms, case, marks, Urdu letter variants and digits are
folded; zero-width and direction marks vanish. Every character folds by itself, so a place in the folded text leads
back to the place in the original.
"""

from __future__ import annotations

from unicodedata import category, decimal, normalize

QUOTE_LENGTH = 120
_MARGIN = 40
_LETTERS = {"ي": "ی", "ى": "ی", "ے": "ی", "ك": "ک", "ه": "ہ", "ھ": "ہ", "ة": "ہ", "ۃ": "ہ", "ہ": "ہ"}
_DROPPED = "'’‘ʼ`´ـ"  # apostrophes in all their spellings, and the Arabic stretching mark
_ZWNJ = "\u200c"  # Urdu spelling needs it; it turns nothing


class _Folding(dict[int, str]):
    """Fills itself with the characters that it meets."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char == "_":
        return " "
    digit = decimal(char, None)
    if digit is not None:
        return str(digit)
    parts = normalize("NFKD", char).casefold()
    return "".join(_LETTERS.get(part, part) for part in parts if category(part) not in {"Mn", "Cf", "Me"})


_TABLE = _Folding()


def fold(text: str) -> str:
    """The text as cues are compared with it."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "").replace("_", " ")
    return text.translate(_TABLE)


def quote(text: str, start: int, end: int) -> str:
    """The original words behind ``[start, end)`` of the folded text, with a few words around, at most
    ``QUOTE_LENGTH`` characters, on one line and without marks that could turn its direction."""
    begun, ended = _origins(text, start, end)
    margin = min(_MARGIN, max(0, QUOTE_LENGTH - (ended - begun)) // 2)
    words = f"{_last_words(text, begun, margin)}{text[begun:ended]}{_next_words(text, ended, margin)}"
    line = "".join(char for char in " ".join(words.split()) if category(char) != "Cf" or char == _ZWNJ)
    return line[:QUOTE_LENGTH]


def _last_words(text: str, before: int, most: int) -> str:
    """The whole words within ``most`` characters before a place."""
    first = max(0, before - most)
    if first == 0 or text[first - 1].isspace():
        return text[first:before]
    return "".join(text[first:before].partition(" ")[1:])


def _next_words(text: str, after: int, most: int) -> str:
    """The whole words within ``most`` characters after a place."""
    last = after + most
    if last >= len(text) or text[last].isspace():
        return text[after:last]
    return "".join(text[after:last].rpartition(" ")[:2])


def _origins(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the folded span begins and ends in the original."""
    begun, position = 0, 0
    for index, char in enumerate(text):
        width = len(_TABLE[ord(char)])
        if position <= start:
            begun = index
        position += width
        if position >= end:
            return begun, index + 1
    return begun, len(text)
