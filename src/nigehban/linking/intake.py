"""New evidence laid beside what is known: nodes numbered, mentions and chains turned into rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nigehban.linking.columns import I32, Flags
from nigehban.linking.directory import Directory
from nigehban.linking.evidence import UNKNOWN_TIME, Chains, Elsewhere, Evidence, Judgements, Nodes
from nigehban.linking.rows import Rows, cited_rows, citing_rows, mention_rows, victim_rows
from nigehban.linking.state import LinkState
from nigehban.linking.weights import Weights

_LATEST = np.iinfo(np.int64).max
_NO_SENDER = int(np.iinfo(np.uint32).max)


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
    elsewhere: Elsewhere


def take_in(state: LinkState, evidence: Evidence, weights: Weights) -> Intake:
    """Lay evidence beside a state. Raises ``ValueError`` for a chain from a referral that nobody ever gave."""
    nodes, node = _merged(state.nodes, evidence.nodes, state.directory)
    directory = state.directory.extended(nodes.node_id[len(state.nodes) :])
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
        evidence.elsewhere,
    )


def _merged(known: Nodes, given: Nodes, directory: Directory) -> tuple[Nodes, I32]:
    """All nodes, each once, and the number of every given one."""
    there = directory.find(given.node_id)
    ids, first, inverse = np.unique(given.node_id[there < 0], return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(ids), "i4")
    number[order] = np.arange(len(known), len(known) + len(ids), dtype="i4")
    node = there
    node[there < 0] = number[inverse]
    fresh = Nodes.of(len(ids), node_id=ids[order], time=UNKNOWN_TIME, sender=_NO_SENDER)
    nodes = Nodes.join([known, fresh])
    return _folded(nodes, given, node), node


def _folded(nodes: Nodes, given: Nodes, node: I32) -> Nodes:
    """What is given laid over the nodes; the sender is that of the smallest scheme, whatever came first."""
    time = np.where(nodes.time == UNKNOWN_TIME, _LATEST, nodes.time)
    sender, danger, victim = nodes.sender.copy(), nodes.danger.copy(), nodes.victim_key.copy()
    commerce = nodes.commerce.copy()
    np.minimum.at(time, node, np.where(given.time == UNKNOWN_TIME, _LATEST, given.time))
    np.minimum.at(sender, node, given.sender)
    np.logical_or.at(danger, node, given.danger)
    np.maximum.at(victim, node, given.victim_key)
    np.maximum.at(commerce, node, given.commerce)
    time[time == _LATEST] = UNKNOWN_TIME
    return Nodes(nodes.node_id, time, sender, danger, victim, commerce)


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
