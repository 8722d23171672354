"""The corpus as linking takes it: numbers without text."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nigehban.identifiers import KINDS
from nigehban.linking import Chains, Elsewhere, Evidence, Mentions, Nodes
from nigehban.linking.evidence import ROLES, ChainKind, Commerce
from nigehban.records import Role
from nigehban.runs.arrays import UNKNOWN_TIME, numbers, seconds, stated, words
from nigehban.runs.corpus import Corpus
from nigehban.runs.rows import node_id

_COMMERCE = {"buyer": Commerce.BUYER, "seller": Commerce.SELLER}
_VICTIM = ROLES.index(Role.VICTIM)
_NAMES_A_VICTIM = ("account", "email", "phone", "cnic", "handle")
_AS_THEY_ARE = ("kind", "key", "role", "primary", "derived", "name_key", "birth_key")


def evidence_of(corpus: Corpus, danger: NDArray[np.bool_], elsewhere: Elsewhere | None = None) -> Evidence:
    """What linking is given; ``danger`` marks the nodes that must never be folded away, ``elsewhere`` says how many
    hold a file beside those who sent it.

    Mentions are those of the corpus's kept rows, in that order: the n-th mention of the evidence is
    ``corpus.mentions.kept()[n]``.
    """
    known = elsewhere or Elsewhere.empty()
    return Evidence(_nodes(corpus, danger), _mentions(corpus), _chains(corpus), elsewhere=known)


def country_number(code: str | None) -> int:
    """The number of a country code."""
    return (ord(code[0]) << 8) | ord(code[1]) if code and len(code) == 2 and code.isascii() else 0


def country_code(number: int) -> str:
    """The country code of a number."""
    return f"{chr(number >> 8)}{chr(number & 255)}"


def _nodes(corpus: Corpus, danger: NDArray[np.bool_]) -> Nodes:
    table, current = corpus.referrals, corpus.current
    incident = seconds(table, "incident")[current]
    commerce, directions = words(table, "commerce")
    stated_direction = np.array([*(_COMMERCE.get(word, Commerce.UNKNOWN) for word in directions), Commerce.UNKNOWN])
    return Nodes(
        node_id=corpus.node_ids,
        time=np.where(incident == UNKNOWN_TIME, seconds(table, "received")[current], incident),
        sender=words(table, "scheme")[0][current].astype(np.uint32),
        danger=danger,
        victim_key=_victims(corpus),
        commerce=stated_direction[commerce[current]].astype(np.int8),
    )


def _victims(corpus: Corpus) -> NDArray[np.uint64]:
    """For each node the greatest key that stands for its victim: an account, address or number of the child."""
    side = corpus.mentions
    naming = np.array([KINDS[name].code for name in _NAMES_A_VICTIM], np.uint8)
    of_victim = (numbers(side.table, "role") == _VICTIM) & np.isin(numbers(side.table, "kind"), naming)
    rows = np.flatnonzero(of_victim & (side.row >= 0))
    keys = np.zeros(corpus.nodes, np.uint64)
    np.maximum.at(keys, corpus.node[side.row[rows]], numbers(side.table, "key")[rows])
    return keys


def _mentions(corpus: Corpus) -> Mentions:
    side = corpus.mentions
    kept = side.kept()
    country, codes = words(side.table, "country")
    country_numbers = np.array([*(country_number(code) for code in codes), 0], np.uint16)
    columns: dict[str, NDArray[Any]] = {name: numbers(side.table, name) for name in _AS_THEY_ARE}
    columns["at"] = seconds(side.table, "at")
    columns["verified"] = stated(side.table, "verified")
    columns["country"] = country_numbers[country]
    if len(kept) < len(side.row):
        columns = {name: values[kept] for name, values in columns.items()}
    return Mentions(node=corpus.node[side.row[kept]].astype(np.int32), **columns)


def _chains(corpus: Corpus) -> Chains:
    side = corpus.chains
    kept = side.kept()
    targets = side.table.column("target").to_pylist()
    kinds = side.table.column("kind").to_pylist()
    return Chains(
        a=corpus.node_ids[corpus.node[side.row[kept]]],
        b=np.array([node_id(targets[at]) for at in kept], np.uint64),
        kind=np.array([ChainKind[kinds[at].upper()] for at in kept], np.uint8),
    )
