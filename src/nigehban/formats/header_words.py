"""What the words of a column's header say when no mapping knows the header: whose it is, and what it is.

“Accused's Cell No.” is a word for the person suspected and “cell”; “ملزم کا نام” is the same person and “name”. Only
lists that no mapping knows are read so: a mapping says itself whose number stands in a column called “CNIC”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from nigehban.records import Role

_ROLES: Final = {
    Role.REPORTED: "suspect suspects suspected accused offender perpetrator subject respondent alleged reported "
    "ملزم ملزمان مشتبہ ملوث",
    Role.VICTIM: "victim victims child minor متاثرہ بچے بچی بچہ",
    Role.REPORTER: "complainant applicant informant reporter caller petitioner کنندہ گزار شکایت درخواست",
}
"""Words for a party. The last two are the first half of two-word names, which alone name a complaint."""
_HALVES: Final = frozenset({"شکایت", "درخواست"})
_ROLE_OF: Final = {word: role for role, words in _ROLES.items() for word in words.split()}
_SMALL_WORDS: Final = "of the s a an no nos nr num number if any known provided given used in for by کا کی کے نمبر"
_FILLERS: Final = frozenset(_SMALL_WORDS.split())
_BRACKETS: Final = re.compile(r"[(\[].*?[)\]]")
_WORD: Final = re.compile(r"\w+")


class Reading(NamedTuple):
    """One way to read a header: the words that say what the column is, and whose it is (``None``: not said)."""

    words: str
    role: Role | None


def readings(header: str) -> Iterator[Reading]:
    """The header without its brackets, then without the party, then without small words too; most faithful first."""
    words = _WORD.findall(unicodedata.normalize("NFKC", _BRACKETS.sub(" ", header)).casefold())
    yield Reading(" ".join(words), None)
    role = _role(words)
    if role is not None:
        words = [word for word in words if word not in _ROLE_OF]
        yield Reading(" ".join(words), role)
    plain = " ".join(word for word in words if word not in _FILLERS)
    yield Reading(plain or ("name" if role else ""), role)


def _role(words: list[str]) -> Role | None:
    """The party that comes first; “complaint” alone (the first half of “complainant” in Urdu) is none."""
    named = [word for word in words if word in _ROLE_OF]
    return _ROLE_OF[named[0]] if named and not _HALVES.issuperset(named) else None
