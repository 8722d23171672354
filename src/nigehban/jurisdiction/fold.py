"""Folds a place name so that spellings of *the same letters* meet, and no others.

Case, accents, vowel marks, punctuation, spaces and the look-alike letters of the Arabic script are folded away.
Nothing is guessed by sound: a true variant spelling (Jehlum for Jhelum) is a row in the pack's alias table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters of the Arabic script that Urdu, Arabic, Persian, Sindhi and Pashto keyboards write for one another.
_SAME = str.maketrans(
    {
        **dict.fromkeys("يىېۍےێ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("هھةۃە", "ہ"),
        **dict.fromkeys("ںڻ", "ن"),
        **dict.fromkeys("ۆۇۋ", "و"),
        **dict.fromkeys("ٹټٽ", "ٹ"),
        **dict.fromkeys("ڈډڊ", "ڈ"),
        **dict.fromkeys("ڑړڙ", "ڑ"),
        **dict.fromkeys("'’‘`´ʼʻʿʾ", None),
        "ـ": None,
        "ٱ": "ا",
    }
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The key of a name, the same for ``Fateh Jang`` and ``FATEH-JANG``; ``""`` if no letter is left."""
    return "".join(words(text))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(_WORD.findall(plain(text)))


def plain(text: str) -> str:
    """The text with its letters folded; spaces and other signs stay where they are."""
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text.translate(_SAME))
        text = "".join(c for c in spread if unicodedata.category(c)[0] != "M" and unicodedata.category(c) != "Cf")
        text = text.translate(_SAME)
    return text.casefold().replace("'", "").replace("`", "")


def digits(text: str) -> str:
    """The decimal digits of a text, of any script, as ASCII."""
    if text.isascii():
        return "".join(c for c in text if c.isdigit())
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
