"""What contradicts: the names, dates of birth and identity documents that accounts state of their person.

Two sides *differ* in a kind when both state it and no value agrees. Every kind has a slot, the graver the higher:
0 names, 1 dates of birth, from 2 on what a person has only one of.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import I32, I64, U8, U64
from nigehban.linking.rows import Rows
from nigehban.linking.rules import Rule
from nigehban.linking.weights import CODES, Weights

NAME, BIRTH = 1, 2
_NAME_SLOT, _BIRTH_SLOT, _FIRST_DOCUMENT = 0, 1, 2
_RULE_NAME, _RULE_BIRTH = int(Rule.DIFFERENT_NAME), int(Rule.DIFFERENT_BIRTH)
_RULE_DOCUMENT = int(Rule.DIFFERENT_DOCUMENT)


class Profiles(NamedTuple):
    """For each account (by rank) a chain of values: ``head`` is its first entry, ``following`` the next one, -1 the
    end. ``slot`` and ``key`` describe an entry, ``origin`` is the caller's row that shows it."""

    head: I64
    following: I64
    slot: U8
    key: U64
    origin: I32


class Difference(NamedTuple):
    """``bits`` has a bit for each slot that differs; the rows show the gravest; ``rule`` names it (0: none)."""

    bits: int
    rule: int
    row_a: int
    row_b: int


def profiles(rows: Rows, atom: I32, node: I32, accounts: int, weights: Weights) -> Profiles:
    """The distinct values of rows marked ``PROFILE``; ``atom`` and ``node`` are the rows' ranks.

    Of several rows with one value that of the smaller ``node_id``, then of the earlier time, shows it.
    """
    slot = _slots(weights)[rows.kind]
    head, following, shows = _chains(atom, slot, rows.key, node, rows.at, accounts)
    return Profiles(head, following, slot[shows], rows.key[shows], rows.origin[shows])


def _slots(weights: Weights) -> U8:
    """The slot of each kind of identifier."""
    slots = np.full(CODES, CODES - 1, "u1")
    slots[Rule.NAME], slots[Rule.BIRTH] = _NAME_SLOT, _BIRTH_SLOT
    documents = np.flatnonzero(weights.exclusive)
    slots[documents] = _FIRST_DOCUMENT + np.arange(len(documents))
    return slots


@njit
def _chains(atom: I32, slot: U8, key: U64, node: I32, at: I64, accounts: int) -> tuple[I64, I64, I64]:
    """Chain up the distinct values of every account; the chains, and the row that shows each entry."""
    head = np.full(accounts, -1, np.int64)
    following = np.empty(len(atom), np.int64)
    shows = np.empty(len(atom), np.int64)
    entries = 0
    for row in range(len(atom)):
        i = head[atom[row]]
        while i >= 0 and (slot[shows[i]] != slot[row] or key[shows[i]] != key[row]):
            i = following[i]
        if i < 0:
            following[entries] = head[atom[row]]
            head[atom[row]] = entries
            shows[entries] = row
            entries += 1
        elif node[row] < node[shows[i]] or (node[row] == node[shows[i]] and at[row] < at[shows[i]]):
            shows[i] = row
    return head, following[:entries].copy(), shows[:entries].copy()


@njit
def difference(profiles: Profiles, a: int, b: int) -> Difference:
    """What the sides whose chains begin at ``a`` and ``b`` differ in."""
    here, there, agreed = 0, 0, 0
    i = profiles.head[a]
    while i >= 0:
        bit = _bit(profiles, i)
        here |= bit
        j = profiles.head[b]
        while j >= 0:
            there |= _bit(profiles, j)
            if profiles.slot[i] == profiles.slot[j] and profiles.key[i] == profiles.key[j]:
                agreed |= bit
            j = profiles.following[j]
        i = profiles.following[i]
    bits = here & there & ~agreed
    if bits == 0:
        return Difference(0, 0, -1, -1)
    gravest = 0
    while bits >> (gravest + 1):
        gravest += 1
    return Difference(bits, _rule(gravest), _shown(profiles, a, gravest), _shown(profiles, b, gravest))


@njit
def _bit(profiles: Profiles, entry: int) -> int:
    """The bit of an entry's slot."""
    return 1 << int(profiles.slot[entry])


@njit
def _shown(profiles: Profiles, side: int, slot: int) -> int:
    """The caller's row of a side's smallest key in a slot that it fills."""
    best = -1
    i = profiles.head[side]
    while i >= 0:
        if profiles.slot[i] == slot and (best < 0 or profiles.key[i] < profiles.key[best]):
            best = i
        i = profiles.following[i]
    return int(np.int64(profiles.origin[best]))


@njit
def _rule(slot: int) -> int:
    """The rule that names a difference in this slot."""
    if slot == _NAME_SLOT:
        return _RULE_NAME
    if slot == _BIRTH_SLOT:
        return _RULE_BIRTH
    return _RULE_DOCUMENT


@njit
def is_hard(bits: int) -> bool:
    """True when no shared identifier can make them one person: documents differ, or name and date of birth."""
    return bool(bits >> _FIRST_DOCUMENT) or bits == NAME | BIRTH


@njit
def merge(profiles: Profiles, a: int, b: int) -> None:
    """Add to ``a``'s chain what only ``b``'s holds; ``b``'s is spent."""
    j = profiles.head[b]
    while j >= 0:
        after = profiles.following[j]
        i = profiles.head[a]
        while i >= 0 and not (profiles.slot[i] == profiles.slot[j] and profiles.key[i] == profiles.key[j]):
            i = profiles.following[i]
        if i < 0:
            profiles.following[j] = profiles.head[a]
            profiles.head[a] = j
        j = after
    profiles.head[b] = -1
