"""Exact look-up finds every row of a key and nothing else, whatever the width and the keys are like."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from nigehban.known.errors import KeyFileError
from nigehban.known.exact import Found, KeyIndex, write_keys
from nigehban.known.exact.index import KIND, SLICE
from nigehban.known.postings import Postings
from nigehban.known.sections import Layout, create, open_sections
from tests.known.made import resident

Keys = NDArray[np.uint8]
WIDTHS = (1, 3, 4, 7, 16, 20, 32, 144)
NINES = st.lists(st.binary(min_size=9, max_size=9))
KEY = np.arange(16, dtype=np.uint8)


def random_keys(count: int, width: int = 16, values: int = 256, seed: int = 1) -> Keys:
    return np.random.default_rng(seed).integers(0, values, (count, width), dtype=np.uint8)


def index_of(keys: Keys, folder: Path) -> KeyIndex:
    path = folder / f"{len(list(folder.iterdir()))}.keys"
    write_keys(keys, path)
    return KeyIndex.open(path, keys.shape[1])


def by_dictionary(keys: Keys, queries: Keys) -> list[tuple[int, int]]:
    rows = defaultdict(list)
    for row, key in enumerate(keys):
        rows[key.tobytes()].append(row)
    return [(number, row) for number, query in enumerate(queries) for row in rows[query.tobytes()]]


def listed(found: Found) -> list[tuple[int, int]]:
    return list(zip(found.query.tolist(), found.row.tolist(), strict=True))


@pytest.mark.parametrize("values", [1, 2, 256])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_answer_is_that_of_a_dictionary(width: int, values: int, tmp_path: Path) -> None:
    keys = random_keys(3000, width, values)
    queries = np.concatenate([keys[:50], random_keys(200, width, values, seed=2), random_keys(200, width, seed=3)])
    queries = queries[: 60 if values == 1 else None]
    assert listed(index_of(keys, tmp_path).find(queries)) == by_dictionary(keys, queries)


@pytest.mark.parametrize("values", [2, 256])
def test_a_sparing_look_up_finds_the_same_and_gives_memory_back(values: int, tmp_path: Path) -> None:
    keys = random_keys(200_000, values=values)
    queries = np.concatenate([random_keys(3000, seed=2), keys[:3000]])
    index, path = index_of(keys, tmp_path), tmp_path / "0.keys"
    found = listed(index.find(queries))
    del index
    assert found == listed(KeyIndex.open(path, sparing=True).find(queries, threads=2))
    index = KeyIndex.open(path, sparing=True)
    index.find(queries)
    assert resident(path) < path.stat().st_size // 5


@settings(deadline=None)
@given(keys=NINES, queries=NINES)
def test_any_keys_are_found_by_any_queries(
    keys: list[bytes], queries: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made, asked = (np.frombuffer(b"".join(each), np.uint8).reshape(-1, 9) for each in (keys, queries + keys))
    folder = tmp_path_factory.mktemp("any")
    assert listed(index_of(made, folder).find(asked)) == by_dictionary(made, asked)


def test_keys_that_differ_in_their_last_byte_only_are_told_apart(tmp_path: Path) -> None:
    keys = np.tile(KEY, (20_000, 1))
    keys[:, 13:] = np.arange(20_000, dtype=">u4").view(np.uint8).reshape(-1, 4)[:, 1:]
    keys = keys[np.random.default_rng(1).permutation(20_000)]
    index = index_of(keys, tmp_path)
    assert listed(index.find(keys[::-7])) == [(number, row) for number, row in enumerate(range(19_999, -1, -7))]
    assert listed(index.find(keys[:5] ^ np.array([0] * 13 + [255, 0, 0], np.uint8))) == []


def test_a_hundred_thousand_equal_keys_come_in_bounded_blocks(tmp_path: Path) -> None:
    keys = np.concatenate([random_keys(1000), np.tile(KEY, (100_000, 1))])
    index = index_of(keys, tmp_path)
    assert (len(index), index.distinct, index.width) == (101_000, 1001, 16)
    blocks = list(index.blocks(np.tile(KEY, (3, 1)), most=40_000))
    assert max(len(one.row) for one in blocks) == 40_000
    assert np.concatenate([one.query for one in blocks]).tolist() == [0] * 100_000 + [1] * 100_000 + [2] * 100_000
    assert (np.concatenate([one.row for one in blocks]) == np.tile(np.arange(100_000) + 1000, 3)).all()


@pytest.mark.parametrize("threads", [1, 3])
def test_queries_are_numbered_through_all_slices(threads: int, tmp_path: Path) -> None:
    index = index_of(KEY[None], tmp_path)
    queries = np.zeros((3 * SLICE + 5, 16), np.uint8)
    places = [0, SLICE - 1, SLICE, 3 * SLICE + 4]
    queries[places] = KEY
    assert listed(index.find(queries, threads=threads)) == [(place, 0) for place in places]


def test_nothing_finds_nothing(tmp_path: Path) -> None:
    assert listed(index_of(random_keys(0), tmp_path).find(random_keys(5))) == []
    assert listed(index_of(random_keys(5), tmp_path).find(random_keys(0))) == []


def test_queries_need_not_lie_together_in_memory(tmp_path: Path) -> None:
    keys = random_keys(10, 32)
    assert listed(index_of(keys[:, ::2], tmp_path).find(keys[:, ::2])) == [(row, row) for row in range(10)]


@pytest.mark.parametrize("bad", [np.zeros((1, 15), np.uint8), np.zeros((1, 16), np.int8), np.zeros(16, np.uint8)])
def test_queries_of_another_shape_are_refused(bad: Keys, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"queries must be \(n, 16\) of uint8"):
        index_of(random_keys(5), tmp_path).find(bad)


@pytest.mark.parametrize("bad", [np.zeros((1, 0), np.uint8), np.zeros((1, 5000), np.uint8), np.zeros((1, 16), "u2")])
def test_keys_of_another_shape_are_refused(bad: Keys, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="keys must be"):
        write_keys(bad, tmp_path / "x")


def test_a_file_of_another_width_is_refused(tmp_path: Path) -> None:
    write_keys(random_keys(5, 20), tmp_path / "sha1.keys")
    with pytest.raises(KeyFileError, match=r"sha1\.keys: its keys have 20 bytes, not 16"):
        KeyIndex.open(tmp_path / "sha1.keys", 16)


@pytest.mark.parametrize(("name", "value"), [("table", 255), ("rows", 255), ("starts", 0)])
def test_a_file_that_points_to_nothing_is_an_error_that_names_it(name: str, value: int, tmp_path: Path) -> None:
    path = tmp_path / "md5.keys"
    keys = np.concatenate([random_keys(1000), random_keys(10)])
    write_keys(keys, path)
    arrays = open_sections(path, KIND)
    written = {each: (array.dtype.str, array.shape) for each, array in arrays.items()}
    with path.open("rb+") as file:
        file.seek(Layout(KIND, written).places[name])
        file.write(bytes([value]) * (arrays[name].nbytes - 4))
    with pytest.raises(KeyFileError, match=r"md5\.keys"):
        KeyIndex.open(path).find(keys)


@pytest.mark.parametrize("size", [None, 0, 1, 2, 4, 100])
def test_a_table_of_no_size_that_is_written_is_refused(size: int | None, tmp_path: Path) -> None:
    path = tmp_path / "md5.keys"
    postings = Postings.of(random_keys(5))
    table = {} if size is None else {"table": ("<u4", (size,))}
    with create(path, KIND, {**postings.specification(), **table}) as writer:
        postings.write(writer)
    with pytest.raises(KeyFileError, match="table of prefixes"):
        KeyIndex.open(path)
