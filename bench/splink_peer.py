"""Splink over the same referrals: one row a referral, its first identifier of each kind, blocked on each of them.

Two ways to its weights: *trained* as Splink's own guide does (u by random sampling, m by expectation maximisation), and
*fixed*: u is the chance that two referrals agree by accident, counted in the data, m is 0.9.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nigehban.identifiers import KINDS
from nigehban.runs.arrays import numbers
from nigehban.runs.corpus import Corpus

COLUMNS = ("account", "email", "phone", "device", "cnic", "handle", "person_name")
_SEED = 7
_AGREES = 0.9


def splink_clusters(corpus: Corpus, *, trained: bool, threshold: float = 0.95) -> NDArray[np.int64]:
    """For each referral the number of its cluster. Raises ``ImportError`` where Splink is not installed."""
    import splink.comparison_library as compare
    from splink import Linker, SettingsCreator, block_on
    from splink.internals.duckdb.database_api import DuckDBAPI

    table = _table(corpus)
    comparisons = [compare.ExactMatch(name) for name in COLUMNS]
    if not trained:
        for name, comparison in zip(COLUMNS, comparisons, strict=True):
            by_chance = _agreement_by_chance(table.column(name))
            comparison.configure(m_probabilities=[_AGREES, 1 - _AGREES], u_probabilities=[by_chance, 1 - by_chance])
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="node",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(name) for name in COLUMNS if name != "person_name"],
        probability_two_random_records_match=1 / corpus.nodes,
        max_iterations=10,
    )
    linker = Linker(DuckDBAPI().register(table), settings, log_level=None)
    if trained:
        training = linker.training
        training.estimate_probability_two_random_records_match([block_on("account"), block_on("cnic")], recall=0.5)
        training.estimate_u_using_random_sampling(max_pairs=50_000_000, seed=_SEED)
        for name in ("email", "phone"):
            training.estimate_parameters_using_expectation_maximisation(block_on(name))
    predictions = linker.inference.predict(threshold_match_probability=threshold / 2)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
    rows = clusters.as_duckdbpyrelation().to_arrow_table()
    found = np.arange(corpus.nodes)
    found[rows.column("node").to_numpy()] = rows.column("cluster_id").to_numpy()
    return found


def _agreement_by_chance(values: pa.ChunkedArray) -> float:
    counts = np.unique(values.drop_null().to_numpy(), return_counts=True)[1].astype(float)
    return float(((counts / counts.sum()) ** 2).sum())


def _table(corpus: Corpus) -> pa.Table:
    """One row a referral: the first linking key of each kind of the first reported person."""
    side = corpus.mentions
    kind, key, primary = (numbers(side.table, name) for name in ("kind", "key", "primary"))
    columns = {"node": pa.array(np.arange(corpus.nodes))}
    for name in COLUMNS:
        rows = np.flatnonzero((kind == KINDS[name].code) & (key != 0) & primary & (side.row >= 0))[::-1]
        value = np.zeros(corpus.nodes, np.int64)
        value[corpus.node[side.row[rows]]] = key[rows].view(np.int64)
        columns[name] = pa.array(value, mask=value == 0)
    return pa.table(columns)
