"""What is to be said of each network: one ring or separate groups, does it reach abroad, is there trade in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nigehban.identifiers import KINDS
from nigehban.linking import Linkage
from nigehban.linking import sentences as s
from nigehban.linking.rings import Pair, Ring, ring
from nigehban.runs.arrays import numbers, taken, words
from nigehban.runs.corpus import Corpus, Side

PAYMENTS = ("iban", "wallet", "crypto")
_SHOWN = 3
Indexes = NDArray[np.int64]


@dataclass(slots=True)
class Network:
    """One network of more than one lead. Rows point into the tables of the corpus and speak as its reasons.

    ``links`` are pairs of leads with the kinds that join them; ``abroad`` are rows of signs of other countries by
    country, ``payments`` and ``groups`` rows of mentions by value.
    """

    id: int
    leads: int
    referrals: int
    links: dict[Pair, list[int]] = field(default_factory=dict)
    abroad: dict[str, list[int]] = field(default_factory=dict)
    payments: dict[str, list[int]] = field(default_factory=dict)
    groups: dict[str, list[int]] = field(default_factory=dict)
    buyers: int = 0
    sellers: int = 0

    @property
    def ring(self) -> Ring:
        """What holds it together."""
        return ring(self.links)


def networks(corpus: Corpus, linkage: Linkage) -> list[Network]:
    """The networks of more than one lead, by id."""
    ids, network = np.unique(linkage.network, return_inverse=True)
    leads = np.unique(np.stack([network.astype(np.uint64), linkage.lead]), axis=1)[0].astype(np.int64)
    lead_count, referral_count = np.bincount(leads, minlength=len(ids)), np.bincount(network, minlength=len(ids))
    several = np.flatnonzero(lead_count > 1)
    found = {int(at): Network(int(ids[at]), int(lead_count[at]), int(referral_count[at])) for at in several}
    place = np.where(lead_count > 1, np.arange(len(ids)), -1)[network]
    _add_links(found, place, linkage)
    _add_abroad(found, place, corpus)
    _add_mentions(found, place, corpus)
    _add_trade(found, place, corpus)
    return list(found.values())


def answer(network: Network) -> str:
    """The answer in a sentence or two."""
    return " ".join([_togetherness(network), *_reach(network), *_trade(network)])


def _add_links(found: dict[int, Network], place: Indexes, linkage: Linkage) -> None:
    edges = linkage.edges
    lead = np.unique(linkage.lead, return_inverse=True)[1]
    across = np.flatnonzero((lead[edges.a] != lead[edges.b]) & ~edges.held)
    ends = np.sort(np.stack([lead[edges.a[across]], lead[edges.b[across]]]), axis=0)
    for edge, one, other in zip(across.tolist(), *ends.tolist(), strict=True):
        network = found.get(int(place[edges.a[edge]]))
        if network is not None:
            kinds = linkage.reasons.rule[linkage.start[edge] : linkage.start[edge + 1]]
            network.links.setdefault((one, other), []).extend(kinds[kinds < _AGAINST].tolist())


_AGAINST = 220
"""Rules from here on speak against a link."""


def _add_abroad(found: dict[int, Network], place: Indexes, corpus: Corpus) -> None:
    country, codes = words(corpus.abroad.table, "country")
    for row, at in _rows(corpus.abroad, place, corpus):
        found[at].abroad.setdefault(codes[country[row]], []).append(row)


def _add_mentions(found: dict[int, Network], place: Indexes, corpus: Corpus) -> None:
    side = corpus.mentions
    kind = numbers(side.table, "kind")
    of_trade = [KINDS[name].code for name in PAYMENTS]
    chosen = np.flatnonzero(np.isin(kind, [*of_trade, KINDS["group"].code]))
    rows = [(row, at) for row, at in _rows(side, place, corpus, chosen)]
    values = taken(side.table.column("value"), np.array([row for row, _ in rows], np.int64)).to_pylist()
    for (row, at), value in zip(rows, values, strict=True):
        network = found[at]
        kept = network.payments if kind[row] in of_trade else network.groups
        kept.setdefault(value, []).append(row)


def _rows(side: Side, place: Indexes, corpus: Corpus, chosen: Indexes | None = None) -> Iterator[tuple[int, int]]:
    """Rows of a side table that belong to networks, each with the place of its network."""
    rows = np.arange(len(side.row)) if chosen is None else chosen
    rows = rows[side.row[rows] >= 0]
    at = place[corpus.node[side.row[rows]]]
    inside = at >= 0
    yield from zip(rows[inside].tolist(), at[inside].tolist(), strict=True)


def _add_trade(found: dict[int, Network], place: Indexes, corpus: Corpus) -> None:
    direction, names = words(corpus.referrals, "commerce")
    stated = np.flatnonzero((direction[corpus.current] >= 0) & (place >= 0))
    for node in stated.tolist():
        network = found[int(place[node])]
        if names[direction[corpus.current[node]]] == "seller":
            network.sellers += 1
        else:
            network.buyers += 1


def _togetherness(network: Network) -> str:
    held = network.ring
    kinds = Counter(kind for pair in network.links.values() for kind in set(pair))
    joined = _listed([s.called(kind) for kind, _ in kinds.most_common(_SHOWN)])
    if held.is_one:
        return s.ONE_RING(n=network.leads, evidence=joined)
    weak = Counter(kind for pair in held.bridges for kind in set(network.links[pair]))
    sizes = ", ".join(str(len(group)) for group in held.groups[:_SHOWN])
    if len(held.groups) > _SHOWN:
        sizes = s.AND_MORE(some=sizes, n=len(held.groups) - _SHOWN)
    by = _listed([s.called(kind) for kind, _ in weak.most_common(_SHOWN)])
    return s.GROUPS(n=len(held.groups), sizes=sizes, evidence=by)


def _reach(network: Network) -> Iterator[str]:
    if network.abroad:
        countries = sorted(network.abroad, key=lambda code: (-len(network.abroad[code]), code))
        yield s.REACHES_ABROAD(countries=_listed(countries))
    else:
        yield s.NOT_ABROAD()


def _trade(network: Network) -> Iterator[str]:
    counts = (len(network.payments), len(network.groups), network.sellers, network.buyers)
    said = [(many if count > 1 else one)(n=count) for count, (one, many) in zip(counts, s.TRADE, strict=True) if count]
    if said:
        yield s.IN_IT(signs=_listed(said))


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
