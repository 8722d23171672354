"""Keys of many small deliveries are merged, and nothing but the pace of an answer tells that they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.known import load_or_make_key, match, open_current, retract, verify
from nigehban.known.covering import FANOUT, MOST, due, searched
from nigehban.known.folder import MERGED, Pointer
from nigehban.known.manifest import SegmentRecord, digest_of, record_of

from .made import NOW, md5, pdq, put, stack

DELIVERIES = 2 * FANOUT + 3
QUERIES = [md5(number) for number in range(DELIVERIES + 2)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of many small deliveries: each has a hash of its own, one that all have, and a PDQ hash."""
    root = tmp_path_factory.mktemp("merged") / "set"
    for number in range(DELIVERIES):
        rows = [{"md5": md5(number), "pdq": pdq(1, flipped=number)}, {"md5": md5(1000), "pdq_quality": 10}]
        put(root, rows, str(number), name=f"list {number % 2}")
    return root


def found(root: Path, algorithm: str, hashes: list[bytes]) -> list[tuple[int, int, int]]:
    hits = match(open_current(root), algorithm, stack(hashes))
    return [hit for block in hits for hit in zip(*(column.tolist() for column in block), strict=True)]


def test_few_files_are_asked_and_every_entry_is_found_once(made: Path) -> None:
    current = open_current(made)
    assert len(current.segments) == DELIVERIES
    assert len(current.searched) < FANOUT
    assert found(made, "md5", QUERIES) == [(number, 2 * number, 0) for number in range(DELIVERIES)]
    assert [entry for _, entry, _ in found(made, "md5", [md5(1000)])] == list(range(1, 2 * DELIVERIES, 2))
    assert found(made, "pdq", [pdq(1)]) == [(0, 2 * number, number) for number in range(DELIVERIES)]


def test_hits_name_the_source_and_the_category_as_before(made: Path) -> None:
    current = open_current(made)
    ((_, entries, _),) = match(current, "md5", stack(QUERIES))
    assert [current.sources[place].original.name for place in current.sources_of(entries)] == [
        f"{number}.json" for number in range(DELIVERIES)
    ]


def test_a_set_with_merged_keys_has_no_problems_and_earlier_generations_are_as_they_were(made: Path) -> None:
    assert verify(made).problems == []
    assert {path.parent.name for path in made.rglob(MERGED)} == {"000008", "000016"}


def test_a_changed_byte_of_merged_keys_is_found_and_named(made: Path) -> None:
    for path in made.rglob(f"{MERGED}/md5.*"):
        data = path.read_bytes()
        path.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
        assert [problem.file for problem in verify(made).problems] == [path.relative_to(made).as_posix()]
        path.write_bytes(data)


def test_merged_keys_that_leave_a_hash_out_are_found_although_they_are_signed(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for number in range(FANOUT):
        put(root, [{"md5": md5(number)}], str(number))
    current, other = open_current(root), tmp_path / "other"
    put(other, [{"md5": md5(number)} for number in range(1, FANOUT + 1)], "a")
    name = f"{current.manifest.merged[0].folder}/md5.keys"
    (root / name).write_bytes((other / "generations/000001/segment/md5.keys").read_bytes())
    manifest = current.manifest
    manifest.files[name] = record_of(root / name)  # type: ignore[index]
    data = manifest.signed(load_or_make_key(tmp_path / "key.pem"))
    (current.folder / "MANIFEST.json").write_bytes(data)
    (root / "CURRENT").write_bytes(Pointer(current.number, digest_of(data)).encode())
    (problem,) = verify(root).problems
    assert (problem.file, "does not hold the hashes" in problem.reason) == (name.removesuffix(".keys"), True)


def test_what_was_merged_can_be_taken_back(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for number in range(FANOUT + 1):
        put(root, [{"md5": md5(number), "entry_id": str(number)}], str(number))
    put(root, [{"entry_id": "2", "withdrawn": True, "md5": md5(2)}], "stone")
    retract(root, 4, key=load_or_make_key(tmp_path / "key.pem"), now=NOW)
    assert [query for query, *_ in found(root, "md5", QUERIES[: FANOUT + 1])] == [0, 1, *range(4, FANOUT + 1)]
    assert verify(root).problems == []


@given(st.lists(st.integers(0, 3000) | st.integers(0, 2 * MOST), max_size=200))
def test_every_entry_is_looked_up_once_and_few_files_are_asked(sizes: list[int]) -> None:
    segments: list[SegmentRecord] = []
    merged: list[SegmentRecord] = []
    for number, size in enumerate(sizes):
        first = segments[-1].first + segments[-1].entries if segments else 0
        segments.append(SegmentRecord(f"generations/{number + 1:06}/segment", first, size, {}))
        if parts := due(searched(segments, merged)):
            whole = SegmentRecord("merged", parts[0].first, sum(part.entries for part in parts), {})
            assert whole.entries <= MOST
            merged = [*(one for one in merged if one.first < whole.first), whole]
    asked = searched(segments, merged)
    assert np.cumsum([0, *(one.entries for one in asked)]).tolist() == [*(one.first for one in asked), sum(sizes)]


def test_a_delivery_a_day_for_ten_years_is_asked_in_a_few_dozen_files_and_rarely_written_again() -> None:
    asked, written = [SegmentRecord("", 0, 1_000_000, {})], 0
    for _ in range(3650):
        asked.append(SegmentRecord("", asked[-1].first + asked[-1].entries, 100, {}))
        if parts := due(asked):
            written += sum(part.entries for part in parts)
            asked[-len(parts) :] = [SegmentRecord("", parts[0].first, sum(part.entries for part in parts), {})]
    assert len(asked) <= 30
    assert written <= 5 * 365_000
