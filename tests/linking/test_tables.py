"""Tables of columns refuse what is not as declared, and edges keep their reasons."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nigehban.linking import Evidence, Mentions, Nodes
from nigehban.linking.edges import Edges, Links, Reasons
from nigehban.linking.keysets import by_key, by_number, contained, repeated


def some_edges() -> Edges:
    links = Links.of(3, a=[0, 1, 2], b=[3, 4, 5])
    return Edges.of(links, np.array([2, 0, 2], "i4"), Reasons.of(3, rule=[9, 7, 8], a=[1, 2, 3], b=[1, 2, 3]))


def test_a_column_of_another_dtype_is_refused() -> None:
    with pytest.raises(ValueError, match="node_id must be one column of uint64"):
        Nodes(*(np.zeros(1) for _ in Nodes.dtypes()))


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Nodes.of(node_id=[1, 2], time=[1])


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match="shoe"):
        Nodes.of(1, shoe=1)


def test_large_keys_beside_small_ones_keep_every_digit() -> None:
    keys = [2**63 + 1, 0]
    assert Nodes.of(node_id=keys).node_id.tolist() == keys


def test_a_mention_of_a_node_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the evidence"):
        Evidence(Nodes.of(node_id=[1]), Mentions.of(1, node=1))


def test_taking_edges_takes_their_reasons() -> None:
    edges = some_edges()
    assert edges.start.tolist() == [0, 1, 1, 3]
    last = edges.take(np.array([2]))
    assert last.reasons.rule.tolist() == [9, 8]
    assert Edges.join(last, edges).reasons.rule.tolist() == [9, 8, 7, 9, 8]


def test_further_reasons_stand_behind_those_that_are_there() -> None:
    more = some_edges().with_reasons(np.array([1, 0]), Reasons.of(2, rule=[1, 2], a=0, b=0))
    assert more.start.tolist() == [0, 2, 3, 5]
    assert more.reasons.rule.tolist() == [7, 2, 1, 9, 8]


def test_edges_come_back_from_disk(tmp_path: Path) -> None:
    some_edges().save(tmp_path / "x")
    Edges.empty().save(tmp_path / "y")
    assert Edges.load(tmp_path / "x").reasons.rule.tolist() == [7, 9, 8]
    assert len(Edges.load(tmp_path / "y")) == 0


def test_orders_are_stable_and_sets_exact() -> None:
    rng = np.random.default_rng(1)
    keys = rng.integers(0, 2**63, 5000, dtype="u8") // np.uint64(2**50) * np.uint64(2**50)
    assert np.array_equal(by_key(keys), np.argsort(keys, kind="stable"))
    numbers = rng.integers(0, 50, 5000, dtype="i4")
    assert np.array_equal(by_number(numbers), np.argsort(numbers, kind="stable"))
    chosen = keys[:40]
    assert np.array_equal(contained(keys, chosen), np.isin(keys, chosen) & (keys != 0))
    _, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    assert repeated(keys)[counts[place] > 1].all()
    assert len(by_key(keys[:0])) == len(by_number(numbers[:0])) == 0


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, nigehban.linking; print([m for m in ('numpy', 'numba', 'scipy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
