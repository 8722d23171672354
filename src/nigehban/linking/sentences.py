"""All that is said of links and networks: why two belong together, whether they are one ring, what is in it."""

from __future__ import annotations

from nigehban.identifiers import KINDS
from nigehban.linking.rules import WORDS, Rule
from nigehban.phrases import NUMBER, Book, Perhaps, Phrase, Several

_NAMED = {kind.code: kind.name.replace("_", " ") for kind in KINDS.values()}
CALLED = Book(*(Phrase(name) for name in (*_NAMED.values(), *(rule.name.replace("_", " ").lower() for rule in Rule))))
"""Kinds of evidence by their names."""

# Why two referrals are linked.
_KIND = Book(*map(Phrase, _NAMED.values()))
THE_SAME, SHARED = Phrase("the same {kind}", kind=_KIND), Phrase("a shared {kind}", kind=_KIND)
_RULES = tuple(map(Phrase, WORDS.values()))
REASON_WORDS = {code: THE_SAME(kind=name) for code, name in _NAMED.items()} | WORDS
REASONS = Book(*_RULES, THE_SAME, Phrase("{reason} {value}", reason=Book(*_RULES, THE_SAME)))

# Whether a network is one ring.
SHARED_MARK = Phrase("a shared mark")
_JOINING = Several(Book(SHARED, *_RULES, SHARED_MARK), ", ", " and ")
_LIST = Perhaps(lambda: _LISTS)
AND_MORE, AND = Phrase("{some} and {n} more", n=NUMBER), Phrase("{some} and {last}", last=r"\S+")
_LISTS: Book = Book(AND_MORE, AND)
ONE_RING = Phrase("One ring of {n} persons, joined by {evidence}.", n=NUMBER, evidence=_JOINING)
GROUPS = Phrase(
    "{n} groups (of {sizes} persons) that only {evidence} joins: separate until more is known.",
    n=NUMBER, sizes=_LIST, evidence=_JOINING,
)  # fmt: skip
REACHES_ABROAD = Phrase("It reaches abroad: {countries}.", countries=_LIST)
NOT_ABROAD = Phrase("Nothing in it points abroad.")
TRADE = tuple(
    (Phrase("{n} " + name, n=NUMBER), Phrase("{n} " + name + "s", n=NUMBER))
    for name in ("payment identifier", "messaging group", "stated seller", "stated buyer")
)
IN_IT = Phrase("In it: {signs}.", signs=Several(Book(*(one for pair in TRADE for one in pair)), ", ", " and "))
BY_OFFICERS = Phrase("An officer's decision holds it together.")
ANSWERS = Several(Book(ONE_RING, GROUPS, REACHES_ABROAD, NOT_ABROAD, IN_IT, BY_OFFICERS), " ", end=".")
"""An answer is some of these, one after another."""

PAYMENT, GROUP = Phrase("payment identifier {value}"), Phrase("messaging group {value}")
SIGNS = Book(PAYMENT, GROUP)
"""What an answer stands on, beside the signs of other countries."""


def called(code: int) -> str:
    """What joins two persons."""
    return SHARED(kind=_NAMED[code]) if code in _NAMED else WORDS.get(code, SHARED_MARK())
