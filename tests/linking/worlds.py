"""Small random worlds for linking: few values, so that everything collides, and a readable form of the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from nigehban.identifiers import KINDS
from nigehban.linking import (
    ROLES,
    UNKNOWN_TIME,
    Chains,
    Elsewhere,
    Evidence,
    Judgements,
    Linkage,
    Mentions,
    Nodes,
    Rule,
)
from nigehban.linking.rules import CHAIN_RULES, JUDGEMENT_RULES, names_mentions
from nigehban.linking.weights import Weights, standard

DAY = 86_400
CODE = {name: kind.code for name, kind in KINDS.items()}
_KINDS = ("account", "email", "phone", "device", "cnic", "ip", "handle", "file_hash", "group", "iban", "person_name")


@dataclass
class Document:
    """One referral document: rows for one node, and what came with it."""

    node: dict[str, object]
    mentions: list[dict[str, object]] = field(default_factory=list)
    chains: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class World:
    """Documents, judgements and what is known of files elsewhere, in some order."""

    documents: list[Document]
    judgements: list[tuple[int, int, int, int]]
    elsewhere: list[tuple[int, int]] = field(default_factory=list)


def tight() -> Weights:
    """The standard weights with limits so small that tiny worlds meet them."""
    weights = standard()
    cap = np.minimum(weights.cap, 5).astype("i4")
    return replace(
        weights, cap=cap, subject_limit=4, network_limit=3, wide=3, neighbours=1, viral_senders=3, viral_set=3
    )


def random_world(seed: int, referrals: int) -> World:
    """A world in which accounts, phones, names and victims are shared all over."""
    rng = np.random.default_rng(seed)
    ids = rng.choice(1_000_000, referrals, replace=False) + 1
    documents = [
        _document(rng, int(rng.choice(ids)) if i and rng.random() < 0.1 else int(ids[i]), ids) for i in range(referrals)
    ]
    judgements = [
        (int(rng.choice(ids)), int(rng.choice(ids)), int(rng.integers(3)), int(rng.integers(3)))
        for _ in range(rng.integers(0, 2 + referrals // 3))
    ]
    return World(documents, judgements, _elsewhere(rng, referrals))


def _elsewhere(rng: np.random.Generator, size: int) -> list[tuple[int, int]]:
    """Half of the worlds know of some files, also of such that nobody sent."""
    files = rng.integers(1, 3 + size // 3, rng.integers(0, 1 + size // 6) * rng.integers(2))
    return [(int(value) * 1000 + CODE["file_hash"], int(rng.integers(1, 5))) for value in files]


def _document(rng: np.random.Generator, node_id: int, ids: np.ndarray) -> Document:
    time = UNKNOWN_TIME if rng.random() < 0.1 else int(rng.integers(0, 1500)) * DAY
    node = {
        "node_id": node_id,
        "time": time,
        "danger": rng.random() < 0.1,
        "victim_key": int(rng.integers(1, 5)) if rng.random() < 0.1 else 0,
    }
    mentions = [_mention(rng, len(ids)) for _ in range(rng.integers(0, 7))]
    chains = []
    if rng.random() < 0.15:
        target = int(rng.choice(ids)) if rng.random() < 0.8 else 77
        chains.append((node_id, target, int(rng.integers(3))))
    return Document(node, mentions, chains)


def _mention(rng: np.random.Generator, size: int) -> dict[str, object]:
    kind = str(rng.choice(_KINDS))
    value = int(rng.integers(1, 2 + size // 3))
    named = kind == "person_name"
    at = UNKNOWN_TIME if rng.random() < 0.6 else int(rng.integers(0, 1500)) * DAY
    return {
        "kind": CODE[kind],
        "key": 0 if rng.random() < 0.05 else value * 1000 + CODE[kind],
        "role": int(rng.choice(len(ROLES), p=[0.7, 0.06, 0.06, 0.06, 0.06, 0.06])),
        "primary": rng.random() < 0.85,
        "at": at,
        "verified": int(rng.integers(-1, 2)),
        "derived": rng.random() < 0.1,
        "name_key": value if named else 0,
        "birth_key": int(rng.integers(1, 4)) if named and rng.random() < 0.5 else 0,
        "country": int(rng.integers(0, 3)),
    }


def evidence(
    documents: list[Document],
    judgements: list[tuple[int, int, int, int]] = (),
    elsewhere: list[tuple[int, int]] = (),
) -> Evidence:
    """The evidence of these documents."""
    mentions = [{**each, "node": i} for i, document in enumerate(documents) for each in document.mentions]
    chains = [each for document in documents for each in document.chains]
    return Evidence(
        Nodes.of(**_columns([each.node for each in documents])),
        Mentions.of(**_columns(mentions)),
        Chains.of(**dict(zip(("a", "b", "kind"), _transposed(chains, 3), strict=True))),
        Judgements.of(**dict(zip(("a", "b", "verdict", "order"), _transposed(judgements, 4), strict=True))),
        Elsewhere.of(**dict(zip(("key", "holders"), _transposed(elsewhere, 2), strict=True))),
    )


def _columns(rows: list[dict[str, object]]) -> dict[str, list[object]]:
    names = {name for row in rows for name in row}
    return {name: [row.get(name, 0) for row in rows] for name in names}


def _transposed(rows: list[tuple[int, ...]], width: int) -> list[list[int]]:
    return [[row[i] for row in rows] for i in range(width)]


def readable(linkage: Linkage, given: list[Evidence]) -> dict[str, object]:
    """A linkage without numbers that depend on the order of arrival; ``given`` is what it was made of, in order."""
    name = _namer(given)
    ids = linkage.node_id
    edges, reasons = linkage.edges, linkage.reasons
    why = defaultdict(set)
    for i in range(len(edges)):
        for j in range(linkage.start[i], linkage.start[i + 1]):
            rule = int(reasons.rule[j])
            why[i].add((rule, name(rule, reasons.a[j]), name(rule, reasons.b[j])))
    return {
        "lead": dict(zip(ids.tolist(), linkage.lead.tolist(), strict=True)),
        "network": dict(zip(ids.tolist(), linkage.network.tolist(), strict=True)),
        "bundle": dict(zip(ids.tolist(), linkage.bundle.tolist(), strict=True)),
        "collapsed": dict(zip(ids.tolist(), linkage.collapsed.tolist(), strict=True)),
        "edges": {
            (
                int(ids[edges.a[i]]),
                int(ids[edges.b[i]]),
                int(edges.level[i]),
                int(edges.kind[i]),
                float(edges.score[i]),
                bool(edges.held[i]),
                frozenset(why[i]),
            )
            for i in range(len(edges))
        },
        "count": len(edges),
        "alarms": {
            tuple(int(getattr(linkage.alarms, c)[i]) for c in linkage.alarms.dtypes())
            for i in range(len(linkage.alarms))
        },
        "over_cap": linkage.over_cap.tolist(),
    }


_VALUES = {
    Rule.NAME: ("name_key",),
    Rule.DIFFERENT_NAME: ("name_key",),
    Rule.DIFFERENT_BIRTH: ("birth_key",),
    Rule.NAME_AND_BIRTH: ("name_key", "birth_key"),
}


def _namer(given: list[Evidence]) -> Callable[[int, int], object]:
    """What a row number of a reason stands for. Mentions of one value in one referral at one time are the same."""
    mentions = [(each.nodes, each.mentions, i) for each in given for i in range(len(each.mentions))]
    chains = [tuple(row) for each in given for row in _rows(each.chains)]
    judgements = [(*sorted(row[:2]), *row[2:]) for each in given for row in _rows(each.judgements)]

    def name(rule: int, row: int) -> object:
        if row < 0:
            return None
        if rule in CHAIN_RULES:
            return chains[row]
        if rule in JUDGEMENT_RULES:
            return judgements[row]
        assert names_mentions(rule), rule
        nodes, table, i = mentions[row]
        values = [int(getattr(table, column)[i]) for column in _VALUES.get(rule, ("kind", "key"))]
        return (int(nodes.node_id[table.node[i]]), int(table.at[i]), *values)

    return name


def _rows(table: Chains | Judgements) -> list[tuple[int, ...]]:
    return list(zip(*(getattr(table, name).tolist() for name in table.dtypes()), strict=True))
