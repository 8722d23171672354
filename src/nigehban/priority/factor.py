"""What a factor is made of, and what it may not look at.

A factor is one module of ``nigehban.priority.factors`` that defines ``signals(referral)``. It is pure, looks at one
referral only, and says which rule fired and where; points are the business of ``rules.toml``. A factor fires on what is
*stated*: absent is not false, and neither is a yes. No factor may look at origin, belief, language or place of living.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from nigehban.priority.rules import RULES
from nigehban.priority.signal import Signal
from nigehban.records import Mention, Party, Referral, Role, Stated, Tag

_SENTENCE = {name: rule.sentence for name, rule in RULES.items()}
_SUSPECT_SIDE = frozenset({Role.REPORTED, Role.ASSOCIATED, Role.NONE})
_SAYS_NOTHING = frozenset({"", "-", "na", "n/a", "null", "unknown", "not known", "not stated", "{}", "[]", "نامعلوم"})
_DENIES = frozenset({"false", "no", "not", "n", "none", "0", "never", "nil", "unknown", "nahi", "nahin", "نہیں"})
_FAR = ("stranger", "online", "internet", "ajnabi", "اجنبی", "unrelated")


class Factor(Protocol):
    """The shape of a factor module."""

    def signals(self, referral: Referral) -> Iterator[Signal]:
        """The rules that fire on this referral, in an order that the referral alone decides."""


def fire(rule: str, pointer: str, words: str = "") -> Signal:
    """The signal of a rule at a place; ``words`` follow the rule's sentence. ``KeyError`` for an unknown rule."""
    sentence = _SENTENCE[rule]
    return Signal(rule, f"{sentence} {words}" if words else sentence, pointer)


def first_tag(referral: Referral, *names: str) -> Tag | None:
    """The first tag of any of these names, of the report or of a file."""
    for tag in referral.tags:
        if tag.name in names:
            return tag
    return None


def tag_about(referral: Referral, *words: str) -> Tag | None:
    """The first tag whose name holds any of these words: senders word rare tags each in their own way."""
    for tag in referral.tags:
        if any(word in tag.name for word in words):
            return tag
    return None


def stated_yes(stated: Stated | None) -> bool:
    """Whether a field is stated and not denied: ``true``, ``Yes``, ``lives with two children``; not ``unknown``."""
    if stated is None:
        return False
    words = stated.value.strip().casefold()
    return words not in _SAYS_NOTHING and words.split(maxsplit=1)[0].strip(".,;:") not in _DENIES


def incident_types(referral: Referral) -> Iterator[Stated]:
    """Everything that the sender calls the incident."""
    if referral.incident_type is not None:
        yield referral.incident_type
    yield from referral.incident_types_extra


def is_close(relationship: Stated) -> bool:
    """Whether a stated relationship means that the person knows the child outside the internet."""
    words = relationship.value.strip().casefold()
    return stated_yes(relationship) and not any(far in words for far in _FAR)


def of_role(referral: Referral, role: Role) -> Iterator[Party]:
    """The parties of one role."""
    return (party for party in referral.parties if party.role is role)


def of_suspect(mentions: Iterable[Mention], kinds: frozenset[str]) -> Iterator[Mention]:
    """The identifiers of these kinds that are not a victim's, a recipient's or the reporter's."""
    return (mention for mention in mentions if mention.kind in kinds and mention.role in _SUSPECT_SIDE)
