"""``leads.parquet``: one row a lead with every reason for its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.linking import Linkage
from nigehban.priority import RULES, Band, context_texts, raise_if_text
from nigehban.runs.arrays import UNKNOWN_TIME, taken
from nigehban.runs.corpus import Corpus
from nigehban.runs.leads import RankedLeads
from nigehban.runs.names import names
from nigehban.runs.results.arrow import Indexes, blocks, of_codes, scattered, spans
from nigehban.runs.results.referrals import AXES, STATUSES, archive_reasons, missing_facts
from nigehban.runs.results.schemas import LEADS, REASON, TEXT

_BANDS = [band.label for band in Band]


def lead_blocks(corpus: Corpus, linkage: Linkage, leads: RankedLeads) -> Iterator[pa.Table]:
    """The rows by rank, block by block."""
    ranking = leads.ranking
    order = np.argsort(ranking.rank, kind="stable")
    network = np.zeros(len(order), np.uint64)
    network[leads.lead] = linkage.network
    count = np.bincount(leads.lead, minlength=len(order)).astype(np.int32)
    newest_ip = np.full(len(order), UNKNOWN_TIME)
    np.maximum.at(newest_ip, leads.lead, leads.newest_ip)
    for block in blocks(len(order)):
        lead = order[block]
        columns = [
            names("L", leads.lead_ids[lead]),
            pa.array(ranking.rank[lead]),
            of_codes(ranking.band[lead], _BANDS),
            *(pa.array(getattr(ranking, axis)[lead].astype(np.int32)) for axis in AXES),
            pa.array(count[lead]),
            names("N", network[lead]),
            *(taken(corpus.referrals.column(name), leads.unit_row[lead]).cast(TEXT) for name in _ROUTE),
            of_codes(ranking.status[lead], STATUSES),
            pa.array(ranking.solvable[lead]),
            _reasons(corpus, leads, lead),
            _raise_if(ranking.raise_if[lead], newest_ip[lead]),
            archive_reasons(ranking.archive_reason[lead]),
            missing_facts(ranking.missing[lead]),
        ]
        yield pa.Table.from_arrays(columns, schema=LEADS)


_ROUTE = ("unit", "unit_text", "referral", "unit_pointer")


def _reasons(corpus: Corpus, leads: RankedLeads, lead: Indexes) -> pa.Array:
    """Reasons from a document have its referral and a pointer, those from the lead's neighbours have neither."""
    every = leads.ranking.reasons
    offsets, at = spans(every.offsets, lead)
    rule, signal = every.rule[at], every.signal[at]
    stated = signal >= 0
    rows, node = leads.signals.row[signal[stated]], leads.signals.node[signal[stated]]
    source = corpus.signals.table
    around = pa.array(context_texts(RULES, rule[~stated], every.value[at][~stated]), TEXT)
    size, by_code = len(at), RULES.by_code()
    fields = [
        of_codes(rule, {code: one.axis.value for code, one in by_code.items()}),
        of_codes(rule, {code: one.name for code, one in by_code.items()}),
        pa.array(every.points[at].astype(np.int32)),
        scattered([(stated, taken(source.column("text"), rows)), (~stated, around)], size),
        scattered([(stated, taken(corpus.referrals.column("referral"), corpus.current[node]))], size),
        scattered([(stated, taken(source.column("pointer"), rows))], size),
    ]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(fields, fields=list(REASON)))


def _raise_if(codes: NDArray[np.int8], newest_ip: NDArray[np.int64]) -> pa.Array:
    """The sentences; only those that speak of an address's time are made one by one."""
    timed = [_speaks_of_time(code) for code in range(int(codes.max(initial=0)) + 1)]
    sentences = {code: raise_if_text(code) for code in range(1, len(timed))}
    plain = of_codes(codes, sentences)
    own = np.array(timed)[codes] & (newest_ip != UNKNOWN_TIME)
    if not own.any():
        return plain
    dated = [
        raise_if_text(int(code), datetime.fromtimestamp(int(time), UTC))
        for code, time in zip(codes[own], newest_ip[own], strict=True)
    ]
    return scattered([(~own, plain.filter(pa.array(~own))), (own, pa.array(dated, TEXT))], len(codes))


def _speaks_of_time(code: int) -> bool:
    return raise_if_text(code) != raise_if_text(code, datetime(2000, 1, 1, tzinfo=UTC))
