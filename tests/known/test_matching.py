"""What is found, and what is left out on purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from nigehban.known import RadiusError, answer, match, open_current

from .made import md5, pdq, put, stack


def asked(root: Path, algorithm: str, hashes: list[bytes], **how: object) -> list[tuple[int, int, int]]:
    """Query, entry and distance of every hit."""
    found = match(open_current(root), algorithm, stack(hashes), **how)  # type: ignore[arg-type]
    return [hit for hits in found for hit in zip(*(column.tolist() for column in hits), strict=True)]


def test_equal_hashes_of_two_sources_are_two_hits(tmp_path: Path) -> None:
    put(tmp_path / "set", [{"md5": md5(1)}], "a", name="one")
    put(tmp_path / "set", [{"md5": md5(1)}], "b", name="two")
    assert asked(tmp_path / "set", "md5", [md5(1), md5(2)]) == [(0, 0, 0), (0, 1, 0)]


def test_the_radius_is_the_last_distance_that_is_found(tmp_path: Path) -> None:
    put(tmp_path / "set", [{"pdq": pdq(1, flipped=bits)} for bits in (0, 20, 31, 32)], "a")
    assert [hit[1:] for hit in asked(tmp_path / "set", "pdq", [pdq(1)])] == [(0, 0), (1, 20), (2, 31)]
    assert [hit[1] for hit in asked(tmp_path / "set", "pdq", [pdq(1)], radius=20)] == [0, 1]
    assert [hit[1] for hit in asked(tmp_path / "set", "pdq", [pdq(1)], radius=0)] == [0]
    assert [hit[1] for hit in asked(tmp_path / "set", "pdq", [pdq(1)], radius=32)] == [0, 1, 2, 3]
    with pytest.raises(RadiusError):
        asked(tmp_path / "set", "pdq", [pdq(1)], radius=200)


def test_a_hash_of_low_quality_is_found_when_equal_and_never_when_near(tmp_path: Path) -> None:
    rows = [{"pdq": pdq(1, flipped=5), "pdq_quality": quality} for quality in (49, 50, None)]
    put(tmp_path / "set", rows, "a")
    assert [hit[1] for hit in asked(tmp_path / "set", "pdq", [pdq(1)])] == [1, 2]
    assert [hit[1] for hit in asked(tmp_path / "set", "pdq", [pdq(1, flipped=5)])] == [0, 1, 2]


def test_a_query_of_low_quality_is_not_searched_near(tmp_path: Path) -> None:
    put(tmp_path / "set", [{"pdq": pdq(1)}, {"pdq": pdq(1, flipped=5)}], "a")
    assert asked(tmp_path / "set", "pdq", [pdq(1), pdq(1)], near=np.array([False, True])) == [
        (0, 0, 0),
        (1, 0, 0),
        (1, 1, 5),
    ]


def test_withdrawn_entries_are_shown_only_when_asked_for_and_then_marked(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1), "entry_id": "1", "category": "A"}], "a")
    put(root, [{"entry_id": "1", "withdrawn": True}], "b", name="another list")
    assert asked(root, "md5", [md5(1)]) == [(0, 0, 0)]
    put(root, [{"entry_id": "1", "withdrawn": True}], "c")
    assert asked(root, "md5", [md5(1)]) == []
    (hits,) = match(open_current(root), "md5", stack([md5(1)]), include_withdrawn=True)
    told = answer(open_current(root), hits, queries=["q"], algorithm="md5", hashes=["x"], day=date(2026, 1, 1))
    (row,) = told.to_pylist()
    assert (row["withdrawn"], row["category"], row["source"], row["generation"]) == (True, "A", "list", 3)


def test_an_entry_that_comes_again_after_its_withdrawal_stands(tmp_path: Path) -> None:
    rows = [{"md5": md5(1), "entry_id": "1"}, {"entry_id": "1", "withdrawn": True}, {"md5": md5(1), "entry_id": "1"}]
    put(tmp_path / "set", rows, "a")
    assert asked(tmp_path / "set", "md5", [md5(1)]) == [(0, 2, 0)]


@pytest.mark.parametrize(("day", "expired"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_hits_of_a_source_whose_terms_ran_out_are_marked(tmp_path: Path, day: date, expired: bool) -> None:
    put(tmp_path / "set", [{"md5": md5(1)}], "a", expires=date(2026, 11, 30))
    current = open_current(tmp_path / "set")
    (hits,) = match(current, "md5", stack([md5(1)]))
    told = answer(current, hits, queries=["q"], algorithm="md5", hashes=["x"], day=day)
    assert told.column("expired").to_pylist() == [expired]


def test_an_algorithm_that_is_not_looked_up_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "set", [], "a")
    with pytest.raises(ValueError, match="'crc32' is not looked up"):
        asked(tmp_path / "set", "crc32", [b"1234"])


def test_a_set_without_entries_of_an_algorithm_has_no_hits(tmp_path: Path) -> None:
    put(tmp_path / "set", [{"md5": md5(1)}], "a")
    assert asked(tmp_path / "set", "pdq", [pdq(1)]) == []
    assert asked(tmp_path / "set", "sha1", [bytes(20)]) == []
