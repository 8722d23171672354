"""A delivery that is taken back stays, marked; earlier generations answer as before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from nigehban.known import Generation, NoSetError, NoSourceError, match, open_current, retract, verify

from .made import NOW, key, md5, put, stack

LATER = NOW + timedelta(days=1)


def found(generation: Generation, **how: bool) -> list[int]:
    return [entry for hits in match(generation, "md5", stack([md5(1)]), **how) for entry in hits.entry.tolist()]


def test_entries_of_a_retracted_source_count_as_withdrawn_from_then_on(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a", name="one")
    put(root, [{"md5": md5(1)}], "b", name="two")
    before = open_current(root)
    after = retract(root, 1, key=key(tmp_path), now=LATER)
    assert (found(before), found(after), found(after, include_withdrawn=True)) == ([0, 1], [1], [0, 1])
    assert (after.number, after.sources[0].retracted, after.sources[1].retracted) == (3, "2026-11-22T09:30:00Z", None)
    assert [batch.num_rows for _, batch in after.entries()] == [1]
    assert verify(root).problems == []


def test_the_same_file_can_be_added_again_after_its_retraction(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    retract(root, 1, key=key(tmp_path), now=LATER)
    assert not put(root, [{"md5": md5(1)}], "a").repeats
    assert found(open_current(root)) == [1]
    assert verify(root).problems == []


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_source_that_is_not_there_is_not_retracted(tmp_path: Path, number: int) -> None:
    put(tmp_path / "set", [{"md5": md5(1)}], "a")
    with pytest.raises(NoSourceError):
        retract(tmp_path / "set", number, key=key(tmp_path), now=LATER)
    assert open_current(tmp_path / "set").number == 1


def test_a_source_is_retracted_once(tmp_path: Path) -> None:
    put(tmp_path / "set", [{"md5": md5(1)}], "a")
    retract(tmp_path / "set", 1, key=key(tmp_path), now=LATER)
    with pytest.raises(NoSourceError, match="no source number 1 that stands"):
        retract(tmp_path / "set", 1, key=key(tmp_path), now=LATER)


def test_what_is_no_set_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NoSetError):
        retract(tmp_path / "set", 1, key=key(tmp_path), now=LATER)
    assert not (tmp_path / "set").exists()
