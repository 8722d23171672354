"""New evidence laid beside what is known: nodes numbered, mentions and chains turned into rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nigehban.linking.columns import I32, I64, Flags
from nigehban.linking.directory import Directory
from nigehban.linking.evidence import UNKNOWN_TIME, Chains, Evidence, Judgements, Nodes
from nigehban.linking.rows import Rows, cited_rows, citing_rows, mention_rows, victim_rows
from nigehban.linking.state import LinkState
from nigehban.linking.weights import Weights

_LATEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Intake:
    """``nodes`` are all, known and new, in order of first appearance; ``given`` marks those that the evidence holds;
    ``rows`` are the new rows; ``chains`` and ``judgements`` all ever given."""

    nodes: Nodes
    directory: Directory
    given: Flags
    rows: Rows
    chains: Chains
    judgements: Judgements


def take_in(state: LinkState, evidence: Evidence, weights: Weights) -> Intake:
    """Lay evidence beside a state. Raises ``ValueError`` for a chain from a referral that nobody ever gave."""
    nodes, node = _merged(state.nodes, evidence.nodes)
    directory = Directory.of(nodes.node_id)
    given = np.zeros(len(nodes), "?")
    given[node] = True
    mentions = evidence.mentions
    parts = [
        *mention_rows(mentions, node[mentions.node], evidence.nodes.time[mentions.node], state.mentions, weights),
        victim_rows(node, evidence.nodes),
        *_chain_rows(state, evidence.chains, directory, given),
    ]
    return Intake(
        nodes,
        directory,
        given,
        Rows.join(parts),
        Chains.join([state.chains, evidence.chains]),
        Judgements.join([state.judgements, evidence.judgements]),
    )


def _merged(known: Nodes, given: Nodes) -> tuple[Nodes, I32]:
    """All nodes, each once, and the number of every given one."""
    ids = np.concatenate([known.node_id, given.node_id])
    unique, first, inverse = np.unique(ids, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(unique), "i4")
    number[order] = np.arange(len(unique), dtype="i4")
    node = number[inverse]
    if len(unique) == len(ids):
        return Nodes.join([known, given]), node[len(known) :]
    return _folded(Nodes.join([known, given]), node, first[order]), node[len(known) :]


def _folded(rows: Nodes, node: I32, first: I64) -> Nodes:
    """One row a node from all its rows; the sender is that of the smallest scheme, whatever came first."""
    time, sender = np.full(len(first), _LATEST), np.full(len(first), np.iinfo(np.uint32).max, "u4")
    np.minimum.at(time, node, np.where(rows.time == UNKNOWN_TIME, _LATEST, rows.time))
    np.minimum.at(sender, node, rows.sender)
    danger, victim, commerce = np.zeros(len(first), "?"), np.zeros(len(first), "u8"), np.zeros(len(first), "i1")
    np.logical_or.at(danger, node, rows.danger)
    np.maximum.at(victim, node, rows.victim_key)
    np.maximum.at(commerce, node, rows.commerce)
    time[time == _LATEST] = UNKNOWN_TIME
    return Nodes(rows.node_id[first], time, sender, danger, victim, commerce)


def _chain_rows(state: LinkState, chains: Chains, directory: Directory, given: Flags) -> list[Rows]:
    """Rows of new chains, of what they name if it is there, and of new nodes that earlier chains name."""
    node = directory.find(chains.a)
    if (node < 0).any():
        raise ValueError("A chain starts at a referral that is not in the evidence: check the column `a`.")
    named = directory.find(chains.b)
    there = named >= 0
    waiting = directory.find(state.chains.b)
    arrived = (waiting >= 0) & given[waiting]
    return [
        citing_rows(node, chains, len(state.chains)),
        cited_rows(named[there], chains.b[there], chains.kind[there]),
        cited_rows(waiting[arrived], state.chains.b[arrived], state.chains.kind[arrived]),
    ]
