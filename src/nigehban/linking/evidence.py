"""What linking is given: referrals as numbers, no text.

A referral is one *node*; its versions and parts share the node. ``node_id`` is a 64-bit digest of the
referral's id and is the only identity: results and tie-breaks depend on it and never on the order of arrival.
Mentions, chains and judgements are counted in the order in which they were ever given (over all calls of
``update``), so that a reason can name its row and the caller can find the words and pointers that belong to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from nigehban.linking.columns import I8, I32, I64, U8, U16, U32, U64, Columns, Flags
from nigehban.records import Role

UNKNOWN_TIME = int(np.iinfo(np.int64).min)
"""Stands for a time that the source does not give."""

ROLES = tuple(Role)
"""``Mentions.role`` counts in this order."""


class ChainKind(IntEnum):
    """How one referral names another."""

    SUPPLEMENT = 0
    PRIOR = 1
    ASSOCIATED = 2


class Verdict(IntEnum):
    """What an officer decided of two referrals. ``UNSURE`` takes an earlier verdict back and changes nothing else."""

    SAME = 0
    NOT_SAME = 1
    UNSURE = 2


class Commerce(IntEnum):
    """The direction of trade that a referral states of the reported person."""

    UNKNOWN = 0
    BUYER = 1
    SELLER = 2


@dataclass(frozen=True, slots=True)
class Nodes(Columns):
    """Referrals. ``time`` is seconds of the epoch, UTC (``UNKNOWN_TIME``: not known); ``sender`` the scheme.

    ``danger`` marks a referral that must never be folded away; ``victim_key`` is the 64-bit key of the victim, 0 for
    none. A ``node_id`` may stand in several rows (versions): the earliest time, any danger, the greatest victim
    key and the greatest ``commerce`` count.
    """

    node_id: U64
    time: I64
    sender: U32
    danger: Flags
    victim_key: U64
    commerce: I8


@dataclass(frozen=True, slots=True)
class Mentions(Columns):
    """Identifiers in referrals. ``node`` is a row of the same evidence's ``Nodes``; ``kind`` an identifier code.

    ``key`` 0 does not link. ``role`` counts in the order of ``ROLES``. ``primary`` marks what belongs to the first
    reported person, or to the referral itself when it has no person (file hashes). ``verified`` is 1 for yes, 0
    for no, -1 for not stated. ``name_key`` and ``birth_key`` are of a person's name, else 0; ``country`` is the
    caller's code, 0 for none.
    """

    node: I32
    kind: U8
    key: U64
    role: U8
    primary: Flags
    at: I64
    verified: I8
    derived: Flags
    name_key: U64
    birth_key: U64
    country: U16


@dataclass(frozen=True, slots=True)
class Chains(Columns):
    """``a`` names ``b``: node ids. ``b`` need not have arrived; two that name the same referral belong together."""

    a: U64
    b: U64
    kind: U8


@dataclass(frozen=True, slots=True)
class Judgements(Columns):
    """Verdicts on two node ids. Of several on one pair the greatest ``order`` stands, at equal order the more
    cautious: not the same, then unsure, then the same."""

    a: U64
    b: U64
    verdict: U8
    order: I64


@dataclass(frozen=True, slots=True)
class Elsewhere(Columns):
    """What is known from outside of how far a file went: so many more ``holders`` than the referrals show have the
    file whose hash has this ``key``. Of several statements on one key the greatest counts."""

    key: U64
    holders: I32


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about some referrals. Raises ``ValueError`` for a mention of a node that is not there."""

    nodes: Nodes
    mentions: Mentions
    chains: Chains = field(default_factory=Chains.empty)
    judgements: Judgements = field(default_factory=Judgements.empty)
    elsewhere: Elsewhere = field(default_factory=Elsewhere.empty)

    def __post_init__(self) -> None:
        node = self.mentions.node
        if len(node) and (node.min() < 0 or node.max() >= len(self.nodes)):
            raise ValueError("A mention names a node that is not in the evidence: check the column `node`.")
