"""All that is said of the order of leads: why one stands where it stands, and what would raise it."""

from __future__ import annotations

from nigehban.phrases import Book, Phrase, Trailed
from nigehban.priority.raising import CANDIDATES
from nigehban.priority.rules import RULES

REASONS = {name: Trailed(rule.sentence, value=r"\S+") for name, rule in RULES.items()}
"""By the rule that fired; what a document says may follow."""
_OF_TIME = "{of_time}"
_FACTS = [
    Phrase(one.sentence.replace(_OF_TIME, said))
    for one in CANDIDATES
    for said in (("", " of {time} UTC") if _OF_TIME in one.sentence else ("",))
]
RAISES = Phrase("{fact} would raise this lead.", fact=Book(*_FACTS))
