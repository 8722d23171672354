"""``networks.parquet``: one row a network of more than one lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from nigehban.linking import Linkage
from nigehban.linking.sentences import GROUP, PAYMENT
from nigehban.phrases import Phrase
from nigehban.runs.corpus import Corpus, Side
from nigehban.runs.names import names
from nigehban.runs.networks import Network, answer, networks
from nigehban.runs.results.arrow import BLOCK
from nigehban.runs.results.schemas import NETWORKS

_SHOWN = 5


def network_blocks(corpus: Corpus, linkage: Linkage) -> Iterator[pa.Table]:
    """The rows, block by block."""
    every = networks(corpus, linkage)
    for start in range(0, len(every), BLOCK):
        yield _block(corpus, every[start : start + BLOCK])


def _block(corpus: Corpus, block: Sequence[Network]) -> pa.Table:
    ids = names("N", np.array([network.id for network in block], np.uint64))
    rows = [
        {
            "network": name,
            "leads": network.leads,
            "referrals": network.referrals,
            "answer": answer(network),
            "one_ring": network.ring.is_one,
            "reaches_abroad": bool(network.abroad),
            "countries": sorted(network.abroad),
            "reasons": list(_reasons(corpus, network)),
        }
        for name, network in zip(ids.to_pylist(), block, strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=NETWORKS)


def _reasons(corpus: Corpus, network: Network) -> Iterator[dict[str, str]]:
    """The first signs of each country, payment and group, each with its place in a source document."""
    for rows in network.abroad.values():
        yield from _of(corpus, corpus.abroad, rows, "text", None)
    for rows in network.payments.values():
        yield from _of(corpus, corpus.mentions, rows, "value", PAYMENT)
    for rows in network.groups.values():
        yield from _of(corpus, corpus.mentions, rows, "value", GROUP)


def _of(
    corpus: Corpus, side: Side, rows: Sequence[int], column: str, phrase: Phrase | None
) -> Iterator[dict[str, str]]:
    for row in rows[:_SHOWN]:
        said = side.table.column(column)[row].as_py()
        yield {
            "text": phrase(value=said) if phrase else said,
            "referral": corpus.referrals.column("referral")[int(side.row[row])].as_py(),
            "pointer": side.table.column("pointer")[row].as_py(),
        }
