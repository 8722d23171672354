"""Compiled code is kept by room, so that a change anywhere in a room makes its code anew."""

from __future__ import annotations

from pathlib import Path

from nigehban.jit import _folder
from nigehban.known.near.buckets import compare


def test_each_room_has_its_own_place_for_compiled_code() -> None:
    places = [_folder("known"), _folder("linking")]
    assert [place.name.partition("-")[0] for place in places] == ["known", "linking"]
    assert len({place.name.partition("-")[2] for place in places}) == 2


def test_a_function_of_a_room_within_a_room_is_kept_with_the_outer_one() -> None:
    assert Path(compare.stats.cache_path).parent == _folder("known")
