"""``links.parquet``: one row a link of two referrals, with every reason for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nigehban.identifiers import BY_CODE
from nigehban.linking import SUBJECT, Linkage
from nigehban.linking.rules import CHAIN_RULES, Rule, names_mentions
from nigehban.linking.sentences import REASON_WORDS
from nigehban.runs.arrays import taken
from nigehban.runs.corpus import Corpus, Side
from nigehban.runs.results.arrow import Flags, Indexes, blocks, of_codes, scattered, spans
from nigehban.runs.results.schemas import LINK_REASON, LINKS, TEXT

_NAMES = {code: kind.name for code, kind in BY_CODE.items()} | {int(rule): rule.name.lower() for rule in Rule}
_OF_MENTIONS = np.array([code for code in _NAMES if names_mentions(code)])
_OF_CHAINS = np.array(sorted(CHAIN_RULES))


def link_blocks(corpus: Corpus, linkage: Linkage) -> Iterator[pa.Table]:
    """The rows, block by block."""
    edges = linkage.edges
    mentions, chains = corpus.mentions.kept(), corpus.chains.kept()
    ids = corpus.referrals.column("referral")
    for block in blocks(len(edges)):
        columns = [
            taken(ids, corpus.current[edges.a[block]]),
            taken(ids, corpus.current[edges.b[block]]),
            of_codes(np.where(edges.level[block] == SUBJECT, 0, 1), ["subject", "network"]),
            of_codes(edges.kind[block], _NAMES),
            pa.array(edges.score[block]),
            pa.array(edges.held[block]),
            _reasons(corpus, linkage, np.arange(block.start, block.stop), mentions, chains),
        ]
        yield pa.Table.from_arrays(columns, schema=LINKS)


def _reasons(corpus: Corpus, linkage: Linkage, edge: Indexes, mentions: Indexes, chains: Indexes) -> pa.Array:
    offsets, at = spans(linkage.start, edge)
    rule, a, b = (getattr(linkage.reasons, name)[at].astype(np.int64) for name in ("rule", "a", "b"))
    of_mentions = np.isin(rule, _OF_MENTIONS) & (a >= 0) & (b >= 0)
    of_chains = np.isin(rule, _OF_CHAINS)
    sides = []
    for rows, ends in ((a, linkage.edges.a), (b, linkage.edges.b)):
        stating = [(of_mentions, corpus.mentions, mentions), (of_chains & (rows >= 0), corpus.chains, chains)]
        sides.append(_places(corpus, rows, np.repeat(ends[edge], np.diff(offsets)), stating))
    (pointer_a, node_a), (pointer_b, node_b) = sides
    fields = [
        of_codes(rule, _NAMES),
        _details(corpus, rule, mentions[a[of_mentions]], of_mentions),
        pointer_a,
        pointer_b,
        *(taken(corpus.referrals.column("referral"), corpus.current[node]) for node in (node_a, node_b)),
    ]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(fields, fields=list(LINK_REASON)))


def _places(
    corpus: Corpus, rows: Indexes, ends: Indexes, stating: Sequence[tuple[Flags, Side, Indexes]]
) -> tuple[pa.Array, Indexes]:
    """For one end of each reason the pointer to what it stands on, and the referral that states it.

    A link joins two accounts and is shown on one referral of each; a reason may stand in another of the account's.
    """
    parts, node = [], ends.copy()
    for where, side, kept in stating:
        places = kept[rows[where]]
        parts.append((where, taken(side.table.column("pointer"), places)))
        node[where] = corpus.node[side.row[places]]
    return scattered(parts, len(rows)), node


def _details(corpus: Corpus, rule: Indexes, mentions: Indexes, shown: Flags) -> pa.Array:
    """What is shared, in words, with its value where there is one: ``the same phone +92…``."""
    words = of_codes(rule, REASON_WORDS)
    values = scattered([(shown, taken(corpus.mentions.table.column("value"), mentions))], len(rule))
    return pc.binary_join_element_wise(words, values, pa.scalar(" ", TEXT), null_handling="skip")
