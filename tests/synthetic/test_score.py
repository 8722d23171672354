from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nigehban.synthetic import score


def table(path: Path, **columns: list) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    return table(
        tmp_path / "truth.parquet",
        referral=["a", "b", "c", "d", "e"],
        person=["P1", "P1", "P1", "P2", "P3"],
        reachable=["a", "a", "c", "d", "e"],
        ring=["R1", "R1", "", "R1", ""],
        child_at_risk=[False, False, False, True, True],
        arrives=["documents"] * 5,
        wake=["wakes", "wakes", "control", "control", ""],
        unit=["LHR", "KHI", "ISB", "", "PEW"],
        place_shown=["address", "estimated", "address", "address", ""],
    )


def test_leads_are_scored_by_pairs(tmp_path: Path, truth: Path) -> None:
    said = table(tmp_path / "r.parquet", referral=["a", "b", "c", "d"], lead=["L1", "L1", "L2", "L1"])
    leads = score.score_leads(said, truth)
    assert leads.pairs == (3, 3, 1)
    assert leads.pairs.precision == pytest.approx(1 / 3)
    assert leads.pairs.recall == pytest.approx(1 / 3)
    assert leads.reachable.recall == 1.0
    assert leads.largest_false == 2
    assert leads.unmatched == 1


def test_a_list_that_says_nothing_is_precise_and_finds_nothing(tmp_path: Path, truth: Path) -> None:
    said = table(tmp_path / "r.parquet", referral=["a", "b", "c"], lead=["L1", "L2", "L3"])
    assert score.score_leads(said, truth).pairs.precision == 1.0
    assert score.score_leads(said, truth).pairs.recall == 0.0


def test_networks_are_scored_where_they_touch_a_ring(tmp_path: Path, truth: Path) -> None:
    said = table(tmp_path / "r.parquet", referral=["a", "b", "c", "d", "e"], network=["N1", "N1", "N1", None, "N2"])
    assert score.score_networks(said, truth) == (3, 3, 1)


def test_children_are_counted_in_the_first_leads(tmp_path: Path, truth: Path) -> None:
    said = table(tmp_path / "r.parquet", referral=["a", "b", "c", "d", "e"], lead=["L1", "L1", "L1", "L2", "L3"])
    leads = table(tmp_path / "l.parquet", lead=["L1", "L2", "L3"], rank=[2, 1, 3])
    top = score.children_in_top(said, leads, truth, share=0.33)
    assert top == (1, 1, 2, 3)
    assert top.recall == 0.5


def test_any_order_of_referrals_can_be_scored(truth: Path) -> None:
    assert score.children_in_order(["e", "a", "b", "c"], truth, share=0.25).recall == 0.5
    assert score.children_in_order(["a", "b", "c", "e"], truth, share=0.25).recall == 0.0


def test_only_what_was_archived_can_wake(tmp_path: Path, truth: Path) -> None:
    names = ["a", "b", "c", "d"]
    before = table(tmp_path / "b.parquet", referral=names, status=["archived", "open", "archived", "archived"])
    after = table(tmp_path / "a.parquet", referral=names, status=["open", "open", "open", "archived"])
    wakes = score.score_wakes(before, after, truth)
    assert (wakes.rate, wakes.false_rate, wakes.not_archived) == (1.0, 0.5, 1)


def test_routing_counts_only_homes_that_the_document_shows(tmp_path: Path, truth: Path) -> None:
    said = table(tmp_path / "r.parquet", referral=["a", "b", "c", "d", "e"], unit=["LHR", "LHR", "HQ", "LHR", "PEW"])
    assert score.score_routing(said, truth) == (1, 1, 1)
