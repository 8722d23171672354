"""What a kind of identifier is: how it is cleaned, what it can prove, how common it may be.

A kind is one module of this package that defines ``KIND``. ``code`` is stored, so it never changes and is
never used again for another kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from nigehban.records import Mention


class Proof(StrEnum):
    """What one shared value says about two referrals."""

    STRONG = "strong"
    """It can show by itself that the same person is meant, unless something contradicts it."""
    CORROBORATING = "corroborating"
    """It counts only beside something else."""
    CONTEXT = "context"
    """It describes; it never links."""


class Found(NamedTuple):
    """An identifier found in free text: its words as written, and the span ``[start, end)`` in that text."""

    raw: str
    start: int
    end: int
    hint: str | None = None


class Identifier(NamedTuple):
    """A canonical identifier. ``key`` is the 64-bit BLAKE2b of kind and link key: equal keys, same thing.

    ``value`` is what an officer reads; ``country`` is the ISO 3166-1 alpha-2 code that the value itself
    shows (calling code, IBAN), ``None`` where it shows none. ``warning`` says what is odd about the value.
    """

    code: int
    value: str
    key: int
    country: str | None = None
    warning: str | None = None


class Cleaned(NamedTuple):
    """What a kind's ``clean`` gives: the canonical value, and what it shows or warns of.

    ``links`` is False for a value that must never link (a placeholder, wrong check digits). ``kind`` names
    another kind where the value turned out to be of that one: a profile address that holds the account's
    number is that account.
    """

    value: str
    country: str | None = None
    warning: str | None = None
    links: bool = True
    kind: str | None = None


def same_value(value: str, mention: Mention) -> str:
    """Link on the canonical value alone: the rule of every kind that needs no time or port."""
    del mention
    return value


def find_nothing(text: str) -> Iterator[Found]:
    """For kinds that are not looked for in free text."""
    del text
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of identifier.

    ``cap`` is the number of *distinct subjects* that may carry one value before it stops linking at all.
    ``window`` is how far apart in time two mentions may stand and still speak of one holder (``None``: for
    ever). ``exclusive`` marks what a person has only one of: two different values speak *against* one person.
    ``clean(raw, hint)`` gives ``None`` for what is not of this kind; ``link_key(value, mention)`` the text that two
    mentions must share to link, ``None`` when this mention can not link (an IP address without a time).
    """

    name: str
    code: int
    proof: Proof
    cap: int
    clean: Callable[[str, str | None], Cleaned | None]
    window: timedelta | None = None
    exclusive: bool = False
    link_key: Callable[[str, Mention], str | None] = same_value
    find: Callable[[str], Iterator[Found]] = find_nothing
    timed: bool = False


def digest(code: int, text: str) -> int:
    """The 64-bit key of a kind's link text (BLAKE2b, 8 bytes, little-endian; 0 is kept for *none*)."""
    hashed = _begun(code).copy()
    hashed.update(text.encode("utf-8", "surrogatepass"))
    return int.from_bytes(hashed.digest(), "little") or 1


@cache
def _begun(code: int) -> blake2b:
    """The digest up to the code: to copy it takes half the time of making it."""
    return blake2b(b"%d\0" % code, digest_size=8)
