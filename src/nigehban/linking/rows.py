"""Evidence as one flat table of rows: a referral carries a key.

Mentions, chains, victims, names with dates of birth all become such rows, so that one machinery counts, scores,
explains and updates them. Rows are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np

from nigehban.linking.columns import I32, I64, U8, U16, U64, Columns, Flags, Index
from nigehban.linking.evidence import ROLES, UNKNOWN_TIME, Chains, Mentions, Nodes
from nigehban.linking.rules import Rule
from nigehban.linking.weights import Weights
from nigehban.records import Role

OWN = 1
"""Stated of the first reported person (or of the referral itself): may speak of one and the same person."""
VERIFIED = 2
UNVERIFIED = 4
DERIVED = 8
LINKS = 16
"""May link; the rest only describes or contradicts."""
PROFILE = 32
"""What contradicts when it differs: names, dates of birth, identity documents."""
BINDS = 64
"""Makes its referrals one account by itself: the account, and what supplements a referral."""

CONTESTED = 128
"""Of a posting: some who share the value contradict each other, so that it is a household's and not one person's."""

_REPORTED, _NONE, _REPORTER = (np.uint8(ROLES.index(each)) for each in (Role.REPORTED, Role.NONE, Role.REPORTER))
_CHAIN_RULES = np.array([Rule.SUPPLEMENT, Rule.PRIOR, Rule.ASSOCIATED], "u1")
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Rows(Columns):
    """``node`` counts the nodes of the state; ``kind`` is a code of ``Weights``; ``flags`` the bits above; ``at`` is in
    seconds (the referral's own time where the mention has none); ``origin`` is the caller's row, -1 for none."""

    node: I32
    kind: U8
    key: U64
    flags: U8
    at: I64
    origin: I32
    country: U16


def mix(keys: U64, salt: int | U64) -> U64:
    """64-bit keys scattered anew (splitmix64), one way for each salt; never 0."""
    with np.errstate(over="ignore"):
        mixed = keys + np.asarray(salt, np.uint64) * _ODD
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = np.maximum(mixed ^ (mixed >> np.uint64(31)), np.uint64(1))
    return cast("U64", mixed)


def mention_rows(mentions: Mentions, node: I32, time: I64, first: int, weights: Weights) -> Iterator[Rows]:
    """The rows of mentions: themselves, and what a person's name and date of birth add.

    ``node`` is the state's node of each mention, ``time`` that node's time; ``first`` the number of the first mention.
    """
    own = mentions.primary & ((mentions.role == _REPORTED) | (mentions.role == _NONE))
    flags = np.where(own, OWN, 0).astype("u1")
    flags |= np.where(mentions.verified == 1, VERIFIED, 0).astype("u1")
    flags |= np.where(mentions.verified == 0, UNVERIFIED, 0).astype("u1")
    flags |= np.where(mentions.derived, DERIVED, 0).astype("u1")
    silent = mentions.role == _REPORTER
    links = weights.links[mentions.kind] & (mentions.key != 0) & ~silent
    profile = weights.exclusive[mentions.kind] & (mentions.key != 0) & own
    binds = links & own & (mentions.kind == weights.code("account")) & ~mentions.derived
    marks = links * np.uint8(LINKS) | profile * np.uint8(PROFILE) | binds * np.uint8(BINDS)
    at = np.where(mentions.at == UNKNOWN_TIME, time, mentions.at)
    origin = np.arange(first, first + len(mentions), dtype="i4")
    rows = Rows(node, mentions.kind, mentions.key, flags | marks, at, origin, mentions.country)
    yield rows
    named = np.flatnonzero(own & (mentions.name_key != 0))
    born = np.flatnonzero(own & (mentions.birth_key != 0))
    yield _renamed(rows, named, Rule.NAME, mentions.name_key[named], LINKS | PROFILE)
    yield _renamed(rows, born, Rule.BIRTH, mentions.birth_key[born], PROFILE)
    both = np.intersect1d(named, born, assume_unique=True)
    keys = mix(mentions.name_key[both], mentions.birth_key[both])
    yield _renamed(rows, both, Rule.NAME_AND_BIRTH, keys, LINKS)


def _renamed(rows: Rows, index: Index, rule: Rule, keys: U64, marks: int) -> Rows:
    """Some rows again under a rule of ours; the country stays with the first."""
    chosen = rows.take(index)
    flags = (chosen.flags & np.uint8(OWN | VERIFIED | UNVERIFIED | DERIVED)) | np.uint8(marks)
    return Rows(
        chosen.node,
        np.full(len(index), rule, "u1"),
        mix(keys, int(rule)),
        flags,
        chosen.at,
        chosen.origin,
        np.zeros(len(index), "u2"),
    )


def victim_rows(node: I32, nodes: Nodes) -> Rows:
    """A row for every referral that names its victim."""
    named = np.flatnonzero(nodes.victim_key)
    return _plain(node[named], np.full(len(named), Rule.VICTIM, "u1"), nodes.victim_key[named], LINKS)


def citing_rows(node: I32, chains: Chains, first: int) -> Rows:
    """A row for each referral that names another, keyed on the one it names; ``node`` is the one that names."""
    rule = _CHAIN_RULES[chains.kind]
    origin = np.arange(first, first + len(chains), dtype="i4")
    return _plain(node, rule, chains.b, _chain_marks(rule), origin)


def cited_rows(node: I32, node_id: U64, kind: U8) -> Rows:
    """The counterpart of ``citing_rows`` at the referral that is named."""
    rule = _CHAIN_RULES[kind]
    return _plain(node, rule, node_id, _chain_marks(rule))


def _chain_marks(rule: U8) -> U8:
    """Every chain may link; a supplement binds; an associated referral is not of the same person."""
    binds = np.where(rule == Rule.SUPPLEMENT, BINDS, 0)
    own = np.where(rule == Rule.ASSOCIATED, 0, OWN)
    return (binds | own | LINKS).astype("u1")


def _plain(node: I32, rule: U8, keys: U64, flags: int | U8, origin: I32 | None = None) -> Rows:
    """Rows without a time, salted by their rule so that rules do not share keys."""
    return Rows.of(
        len(node),
        node=node,
        kind=rule,
        key=mix(keys, rule.astype("u8")),
        flags=flags,
        at=UNKNOWN_TIME,
        origin=-1 if origin is None else origin,
    )


def has(flags: U8, mark: int) -> Flags:
    """Where this mark is set."""
    marked: Flags = (flags & np.uint8(mark)) != 0
    return marked
