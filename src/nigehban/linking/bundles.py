"""Viral bundles: many accounts that sent the very same files, folded behind one referral of them.

A member is never folded away when it carries a danger signal or another victim than the one that stays, and a
referral with a file that is not viral is no member unless the whole set of its files is sent around. Viral
files link nobody; a bundle says nothing about persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nigehban.linking.columns import I32, U64, Columns, Flags
from nigehban.linking.directory import Directory
from nigehban.linking.evidence import Nodes
from nigehban.linking.keysets import by_key, by_number, contained, repeated
from nigehban.linking.rows import Rows, mix


@dataclass(frozen=True, slots=True)
class FileSets(Columns):
    """One row a node: a digest of the set of its files' hashes, 0 for none; the smallest hash key, when every one
    of them is viral, else 0."""

    digest: U64
    viral: U64


class Bundles(NamedTuple):
    """The smallest ``node_id`` of each node's bundle, 0 for none, and whether the node is folded away behind it."""

    bundle: U64
    collapsed: Flags


def file_sets(rows: Rows, count: int, viral: U64) -> FileSets:
    """The file sets of ``count`` nodes from all their rows of file hashes; ``viral`` are the viral keys."""
    order = by_key(rows.key)
    order = order[by_number(rows.node[order])]
    node, key = rows.node[order], rows.key[order]
    fresh = np.ones(len(order), "?")
    fresh[1:] = (node[1:] != node[:-1]) | (key[1:] != key[:-1])
    node, key = node[fresh], key[fresh]
    digest, smallest = np.zeros(count, "u8"), np.full(count, np.iinfo(np.uint64).max)
    with np.errstate(over="ignore"):
        np.add.at(digest, node, mix(key, 1))
    np.minimum.at(smallest, node, key)
    novel = np.ones(count, "?")
    novel[node] = False
    novel[node[~contained(key, viral)]] = True
    return FileSets(digest, np.where(novel, 0, smallest).astype("u8"))


def bundle(sets: FileSets, atom: I32, nodes: Nodes, directory: Directory, same_set: int) -> Bundles:
    """Bundles of all nodes; ``atom`` is the account of each, ``same_set`` how many must have sent one set."""
    key = _bundle_keys(sets, atom, same_set)
    member = np.flatnonzero(key)
    member = member[np.lexsort((directory.rank()[member], key[member]))]
    fresh = np.ones(len(member), "?")
    fresh[1:] = key[member[1:]] != key[member[:-1]]
    group = np.cumsum(fresh) - 1
    several = np.bincount(group)[group] > 1
    stays = member[np.flatnonzero(fresh)[group]][several]
    member = member[several]
    bundle = np.zeros(len(nodes), "u8")
    bundle[member] = nodes.node_id[stays]
    collapsed = np.zeros(len(nodes), "?")
    victim = nodes.victim_key[member]
    other_victim = (victim != 0) & (victim != nodes.victim_key[stays])
    collapsed[member] = ~nodes.danger[member] & ~other_victim & (member != stays)
    return Bundles(bundle, collapsed)


def _bundle_keys(sets: FileSets, atom: I32, same_set: int) -> U64:
    """What each node is bundled by: its whole set where that is sent around, else its viral file."""
    key = sets.viral.copy()
    chosen = np.flatnonzero(sets.digest)
    chosen = chosen[repeated(sets.digest[chosen])]
    values, place, counts = np.unique(sets.digest[chosen], return_inverse=True, return_counts=True)
    frequent = counts[place] >= same_set
    chosen, place = chosen[frequent], place[frequent]
    order = np.lexsort((atom[chosen], place))
    chosen, place = chosen[order], place[order]
    distinct = np.ones(len(chosen), "?")
    distinct[1:] = (place[1:] != place[:-1]) | (atom[chosen[1:]] != atom[chosen[:-1]])
    senders = np.bincount(place[distinct], minlength=len(values))
    sent_around = chosen[senders[place] >= same_set]
    key[sent_around] = sets.digest[sent_around]
    return key
