"""A tombstone reaches what its list means by it, and what is doubtful about that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from nigehban.known import match, open_current

from .made import Row, md5, put, stack

STONE: Row = {"entry_id": "7", "withdrawn": True}


def standing(root: Path, *numbers: int) -> list[int]:
    """Which of the files with these MD5 values are still found."""
    found = match(open_current(root), "md5", stack([md5(number) for number in numbers]))
    return sorted({numbers[query] for hits in found for query in hits.query.tolist()})


def test_the_same_id_of_another_file_is_not_reached(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "7", "md5": md5(1)}], "a case")
    put(root, [{"entry_id": "7", "md5": md5(2)}], "another case")
    added = put(root, [{**STONE, "md5": md5(2)}], "withdrawals")
    assert standing(root, 1, 2) == [1]
    (warning,) = added.warnings
    assert warning.startswith("1 entries have the id of an entry that the list takes back, but another hash")


def test_an_id_alone_reaches_what_bears_it_and_says_so(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "7", "md5": md5(1)}, {"entry_id": "8", "md5": md5(2)}], "a")
    added = put(root, [STONE], "b")
    assert standing(root, 1, 2) == [2]
    assert added.warnings[0].startswith("1 entries were taken back by their id alone")


def test_hashes_of_different_kinds_do_not_contradict_each_other(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "7", "md5": md5(1)}], "a")
    added = put(root, [{**STONE, "sha1": md5(9) + b"more"}], "b")
    assert standing(root, 1) == []
    assert "by their id alone" in added.warnings[0]


def test_the_surest_hash_that_both_state_decides(tmp_path: Path) -> None:
    root = tmp_path / "set"
    sha1 = md5(9) + b"more"
    put(root, [{"entry_id": "7", "md5": md5(1), "sha1": sha1}], "a")
    added = put(root, [{**STONE, "sha1": sha1, "photodna": b"x" * 144}], "b")
    assert standing(root, 1) == []
    assert added.warnings == []


@pytest.mark.parametrize(("stones", "left"), [((1, 2), []), ((1,), [2]), ((3,), [1, 2])])
def test_several_tombstones_of_one_id_reach_each_its_own(
    tmp_path: Path, stones: tuple[int, ...], left: list[int]
) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "7", "md5": md5(1)}, {"entry_id": "7", "md5": md5(2)}], "a")
    put(root, [{**STONE, "md5": md5(number)} for number in stones], "b")
    assert standing(root, 1, 2) == left


def test_the_same_hash_with_another_id_stands(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "5", "md5": md5(1)}], "a")
    put(root, [{**STONE, "md5": md5(1)}], "b")
    assert standing(root, 1) == [1]


def test_what_was_taken_back_before_is_not_told_again(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"entry_id": "7", "md5": md5(1)}], "a")
    put(root, [STONE], "b")
    assert put(root, [STONE, {"md5": md5(2)}], "c").warnings == []
