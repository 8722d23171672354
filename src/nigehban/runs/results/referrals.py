"""``referrals.parquet``: one row a referral and document."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.linking import Linkage
from nigehban.priority import Missing, Status, reason_named
from nigehban.runs.arrays import whole
from nigehban.runs.corpus import Corpus
from nigehban.runs.leads import RankedLeads
from nigehban.runs.names import names
from nigehban.runs.results.arrow import blocks, of_codes
from nigehban.runs.results.schemas import REFERRALS, TEXT

AXES = ("danger", "solvability", "novelty", "deadline")
STATUSES = [Status(code).label for code in range(len(Status))]
_REASONS_TO_ARCHIVE = range(1, 16)


def referral_blocks(corpus: Corpus, linkage: Linkage, leads: RankedLeads) -> Iterator[pa.Table]:
    """The rows, block by block, in the order of the corpus."""
    ranking = leads.ranking
    for block in blocks(len(corpus.referrals)):
        node = corpus.node[block]
        lead = leads.lead[node]
        rows = corpus.referrals.slice(block.start, block.stop - block.start)
        columns = [
            whole(rows.column("referral")),
            pa.array(corpus.version[block]),
            whole(rows.column("source_sha256")),
            names("L", leads.lead_ids[lead]),
            names("N", linkage.network[node]),
            of_codes(ranking.referral_status[node], STATUSES),
            pa.array(ranking.rank[lead]),
            *(pa.array(getattr(ranking, axis)[lead].astype(np.int32)) for axis in AXES),
            whole(rows.column("unit").cast(TEXT)),
            whole(rows.column("unit_confidence")),
            whole(rows.column("unit_text")),
            whole(rows.column("unit_pointer")),
            _bundles(linkage.bundle[node]),
            archive_reasons(ranking.archive_reason[lead]),
            missing_facts(ranking.missing[lead]),
            whole(rows.column("warnings")),
        ]
        yield pa.Table.from_arrays(columns, schema=REFERRALS)


def archive_reasons(codes: NDArray[np.int8]) -> pa.Array:
    """The names of archive reasons; null for what is not archived."""
    known = ((code, reason_named(code)) for code in _REASONS_TO_ARCHIVE)
    return of_codes(codes, {code: reason.name for code, reason in known if reason is not None})


def missing_facts(bits: NDArray[np.int16]) -> pa.Array:
    """For each row the codes of the facts that would wake it."""
    distinct, place = np.unique(bits, return_inverse=True)
    lists = pa.array([list(Missing(int(one)).codes) for one in distinct], pa.list_(TEXT))
    return lists.take(pa.array(place))


def _bundles(ids: NDArray[np.uint64]) -> pa.Array:
    named = names("B", ids)
    return named.take(pa.array(np.arange(len(ids)), mask=ids == 0))
