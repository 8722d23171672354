"""One skeleton for a name in Roman letters and in Urdu script.

Urdu writes no short vowels and Roman Urdu has no spelling rules, so names are compared by their first letter and
their consonants, token by token, in sorted order. That alone would make *Hussain* of *Hasan*: ``names.csv`` lists
common names with their spellings in both scripts, and such a token becomes the listed name. Consonant pairs:
kh/خ, gh/غ, ch/چ, sh/ش stay apart from k, g, c, s; ph is f, q is k, w is v, zh is z, th, dh and other aspirates lose
their breath. What it can not tell: names whose only difference is a short vowel and that the table does not list.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from nigehban.identifiers.text import normalise_text

_TOKEN = re.compile(r"[^\W\d_]+")
_JOINERS = re.compile("['’`ʼ.\u0670]")
_PARENT = re.compile(r"(?:\b[sdwc]\s?/\s?o\b|\b(?:son|daughter|wife|widow) of\b|ولد|دختر|زوجہ|بنت ).*", re.DOTALL)
"""From here on a Pakistani form names the father or husband."""
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "mst", "sahib", "sb", "jnab", "janab", "ul", "ur", "us"}
    | {"ud", "uz", "un", "al", "el", "bin", "ibn", "bint", "مسٹر", "جناب", "صاحب"}
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ABD = re.compile(r"(abd)(?:[aeiou]{1,2}(?:[lrszntd]|sh)?)?(.{3,})?")
_ENDING = re.compile(r"(.{2,}?)(?:(?:u|a|e|oo)(l?lah)|(?:u|a|e)(?:d|l)?-?(d[ie]+n))")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ثسص", "s"),
        **dict.fromkeys("ذزضظژ", "z"),
        **dict.fromkeys("تطٹة", "t"),
        **dict.fromkeys("دڈ", "d"),
        **dict.fromkeys("رڑ", "r"),
        **dict.fromkeys("نںڻ", "n"),
        **dict.fromkeys("حہهۃۂ", "h"),
        **dict.fromkeys("قکك", "k"),
        **dict.fromkeys("ءئؤھ", None),
        **dict.fromkeys("یيىے", "y"),
        **dict.fromkeys("اآأإٱع", "a"),
        **dict(zip("بپجچخشغفگلموڤ", ["b", "p", "j", "C", "X", "S", "G", "f", "g", "l", "m", "w", "v"], strict=True)),
    }
)
_URDU_SPELLING = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی"}
)
_DIGRAPHS = (("kh", "X"), ("gh", "G"), ("ch", "C"), ("sh", "S"), ("ph", "f"), ("zh", "z"), ("ck", "k"), ("x", "ks"))
_BREATH = re.compile(r"(?<=[tdbjr])h")
_ROMAN = str.maketrans({"c": "k", "q": "k", "v": "w"})
_WRITTEN = {"X": "kh", "G": "gh", "C": "ch", "S": "sh", "w": "v"}


class _Names(NamedTuple):
    roman: dict[str, str]
    urdu: dict[str, str]


@cache
def _names() -> _Names:
    """The listed names by their spellings. A spelling that two names share counts for the first."""
    found = _Names({}, {})
    rows = Path(__file__).with_name("names.csv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        name, roman, urdu = row.split(",")
        for spelling in roman.split():
            found.roman.setdefault(spelling, name)
        for spelling in urdu.replace("_", "").split():
            found.urdu.setdefault(_urdu_spelling(spelling), name)
    return found


def _urdu_spelling(token: str) -> str:
    return _JOINERS.sub("", token).translate(_URDU_SPELLING)


@lru_cache(maxsize=1 << 14)
def fold_name(text: str) -> str:
    """The skeleton of a name: sorted tokens in lower-case ASCII where the script is Roman or Urdu.

    Titles, articles and what follows *son of* are left out. Empty for text without letters.
    """
    plain = normalise_text(text).casefold()
    plain = _PARENT.sub("", plain) or plain
    tokens = [_fold(part) for token in _TOKEN.findall(_plain_letters(plain)) for part in _parts(token)]
    return " ".join(sorted(filter(None, tokens)))


def _plain_letters(text: str) -> str:
    """Without accents, vowel points and apostrophes."""
    if text.isascii():
        return _JOINERS.sub("", text)
    spelled = _JOINERS.sub("", text).translate(_URDU_SPELLING)
    split = unicodedata.normalize("NFKD", spelled)
    return "".join(char for char in split if not unicodedata.combining(char))


def _parts(token: str) -> list[str]:
    """A token, or the names that were written together in it (``Abdurrehman``, ``Saifullah``)."""
    if token in _TITLES:
        return []
    if _ARABIC.match(token):
        return _urdu_parts(token)
    if not token.isascii() or token in _names().roman:
        return [token]
    abd = _ABD.fullmatch(token)
    if abd:
        return list(filter(None, abd.groups()))
    ending = _ENDING.fullmatch(token)
    if ending:
        return [ending[1], "allah" if ending[2] else "din"]
    return [token]


def _urdu_parts(token: str) -> list[str]:
    if token in _names().urdu:
        return [token]
    if token.startswith("عبدال") and len(token) > 6:
        return ["عبد", token[5:]]
    for ending in ("الدین", "اللہ"):
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return [token[: -len(ending)], ending.removeprefix("ال") if ending == "الدین" else ending]
    return [token.removeprefix("ال") if len(token) > 4 else token]


@lru_cache(maxsize=1 << 15)
def _fold(token: str) -> str:
    if _ARABIC.match(token):
        listed = _names().urdu.get(token)
        return listed or _skeleton(_from_urdu(token))
    if not token.isascii():
        return token
    return _names().roman.get(token) or _skeleton(_from_roman(token))


def _from_urdu(token: str) -> str:
    """Letters as the skeleton's consonants; doubled letters stay, for Urdu does not write doubling."""
    return token.replace("کھ", "خ").replace("گھ", "غ").replace("پھ", "ف").translate(_LETTERS)


def _from_roman(token: str) -> str:
    for pair, letter in _DIGRAPHS:
        token = token.replace(pair, letter)
    token = _BREATH.sub("", token).translate(_ROMAN)
    return re.sub(r"(.)\1+", r"\1", token)


def _skeleton(letters: str) -> str:
    """The first letter (any vowel is ``a``), the consonants, and ``i`` for a final long i.

    ``w`` and ``y`` inside a name may be vowels in Urdu: ``y`` goes, ``w`` stays only before a vowel that Urdu writes.
    """
    if not letters:
        return ""
    first = "a" if letters[0] in "aeiou" else letters[0]
    rest = letters[1:]
    last = "i" if re.search(r"[iy]e?$|ee$", rest) else ""
    rest = re.sub(r"w(?![ai])|[aeiouy]|h$|h(?=a$)", "", rest)
    return "".join(_WRITTEN.get(char, char) for char in first + rest) + last
