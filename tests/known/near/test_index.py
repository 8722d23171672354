"""The near search finds every row within the radius, and nothing else, whatever the hashes are like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.known.errors import KeyFileError, RadiusError
from nigehban.known.near import MOST_RADIUS, Matches, NearIndex, write_near_index
from nigehban.known.near.attempts import packed_matches
from nigehban.known.near.index import KIND
from nigehban.known.near.kernels import MANY
from nigehban.known.sections import Layout, open_sections
from tests.known.made import resident
from tests.known.near.hashes import FILLER, RANDOM, Hashes, by_brute_force, flipped, listed, random_hashes

CENTRE = random_hashes(1, seed=5)[0]


def index_of(hashes: Hashes, folder: Path, *, sparing: bool = False) -> NearIndex:
    path = folder / f"{len(list(folder.iterdir()))}.near"
    write_near_index(hashes, path)
    return NearIndex.open(path, sparing=sparing)


def near_to(centre: Hashes, count: int, most: int, seed: int = 3) -> Hashes:
    """Hashes within a distance of a centre."""
    generator = np.random.default_rng(seed)
    bits = np.tile(np.unpackbits(centre), (count, 1))
    for row in bits:
        row[generator.permutation(256)[: generator.integers(0, most + 1)]] ^= 1
    return np.packbits(bits, axis=1)


def few_values(count: int, seed: int = 4) -> Hashes:
    """Hashes that are mostly zero, as those of flat pictures."""
    hashes = random_hashes(count, seed)
    hashes[np.random.default_rng(seed).random(hashes.shape) < 0.93] = 0
    return hashes


KINDS = {
    "few": random_hashes(50),
    "random": FILLER,
    "clustered": np.concatenate([FILLER, near_to(CENTRE, 800, 20)]),
    "low entropy": few_values(5000),
    "equal": np.concatenate([np.tile(CENTRE, (3000, 1)), FILLER, np.tile(CENTRE, (5, 1))]),
    "one bit apart": np.concatenate([FILLER, np.tile(CENTRE, (256, 1)) ^ np.packbits(np.eye(256, dtype=np.uint8), 1)]),
}
QUERIES = np.concatenate([near_to(CENTRE, 12, 40, seed=6), few_values(6, seed=7), random_hashes(6, seed=8), [CENTRE]])


@pytest.mark.parametrize("radius", [0, 8, 15, 16, 31, 32, 47])
@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_that_of_brute_force(kind: str, radius: int, tmp_path: Path) -> None:
    hashes = KINDS[kind]
    queries = np.concatenate([QUERIES, hashes[:2], hashes[-2:]])
    index = index_of(hashes, tmp_path)
    assert listed(index.search(queries, radius)) == by_brute_force(hashes, queries, radius)


@pytest.mark.parametrize("kind", KINDS)
def test_many_queries_find_what_each_finds_alone(kind: str, tmp_path: Path) -> None:
    index = index_of(KINDS[kind], tmp_path)
    many = np.concatenate([QUERIES, KINDS[kind][-30:], random_hashes(MANY)])
    for radius in (15, 31, 40):
        blocks = [index.search(many[at : at + 100], radius) for at in range(0, len(many), 100)]
        alone = [(query + 100 * number, *rest) for number, one in enumerate(blocks) for query, *rest in listed(one)]
        assert listed(index.search(many, radius)) == alone


@st.composite
def placements(draw: st.DrawFn) -> list[int]:
    """Where bits differ, chunk by chunk: spread, heaped, or as evenly as the lemma's bounds allow."""
    total = draw(st.integers(0, MOST_RADIUS))
    parts = [0] * 16
    step, at = draw(st.sampled_from([0, 1, 2, 3, 5, 8])), draw(st.integers(0, 15))
    for _ in range(total):
        while parts[at % 16] == 16:
            at += 1
        parts[at % 16] += 1
        at += step or draw(st.integers(0, 15))
    return parts


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> NearIndex:
    """An index of random hashes whose last is ``CENTRE``."""
    return index_of(np.concatenate([FILLER, CENTRE[None]]), tmp_path_factory.mktemp("planted"))


@settings(deadline=None)
@given(parts=placements(), seed=st.integers(0, 1000))
def test_a_hash_is_found_at_its_distance_and_not_one_bit_below(parts: list[int], seed: int, planted: NearIndex) -> None:
    query, distance = flipped(CENTRE, parts, seed)[None], sum(parts)
    for queries in (query, np.tile(query, (MANY, 1))):
        found = planted.search(queries, distance)
        assert listed(found) == [(number, len(FILLER), distance) for number in range(len(queries))]
        if distance:
            assert not len(planted.search(queries, distance - 1))


@pytest.mark.parametrize("distance", range(33))
def test_every_distance_to_31_is_found_by_default_and_32_is_not(distance: int, planted: NearIndex) -> None:
    bits = [RANDOM.permutation(256)[:distance] for _ in range(20)]
    queries = np.concatenate([np.packbits(np.bincount(each, minlength=256).astype(bool))[None] for each in bits])
    found = planted.search(queries ^ CENTRE)
    assert found.distance.tolist() == ([distance] * 20 if distance <= 31 else [])


def test_a_hundred_thousand_equal_hashes_come_in_bounded_blocks(tmp_path: Path) -> None:
    index = index_of(np.concatenate([FILLER, np.tile(CENTRE, (100_000, 1))]), tmp_path)
    assert (len(index), index.distinct) == (len(FILLER) + 100_000, len(FILLER) + 1)
    blocks = list(index.join(np.tile(CENTRE, (3, 1)), most=30_000))
    assert max(map(len, blocks)) == 30_000
    whole = Matches.together(*blocks)
    assert whole.query.tolist() == [0] * 100_000 + [1] * 100_000 + [2] * 100_000
    assert (whole.row == np.tile(np.arange(100_000) + len(FILLER), 3)).all()


def test_where_everything_resembles_everything_the_first_blocks_come_at_once(tmp_path: Path) -> None:
    hashes = near_to(CENTRE, 10_000, 8)
    index = index_of(hashes, tmp_path)
    blocks = index.join(hashes)  # a hundred million pairs in all
    first = [next(blocks) for _ in range(3)]
    assert max(map(len, first)) <= 1 << 20
    together = Matches.together(*first)
    whole = together.query < together.query[-1]
    assert np.bincount(together.query[whole]).tolist() == [10_000] * int(together.query[-1])
    blocks.close()


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("room", [1, 7, 1000])
def test_matches_that_do_not_fit_are_found_in_smaller_slices(room: int, threads: int, tmp_path: Path) -> None:
    hashes = np.concatenate([FILLER, near_to(CENTRE, 50, 8)])
    index = index_of(hashes, tmp_path)
    queries = np.concatenate([near_to(CENTRE, 20, 40), random_hashes(MANY)])
    words = queries.view("<u8")
    found = packed_matches(Path("x"), index._tables, words, 31, threads, room)
    assert listed(Matches.together(*index._blocks(found, 64))) == listed(index.search(queries))


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("count", [10, 2 * MANY])
@pytest.mark.parametrize("kind", KINDS)
def test_a_sparing_search_finds_the_same(kind: str, count: int, threads: int, tmp_path: Path) -> None:
    queries = np.concatenate([QUERIES, KINDS[kind][:10], random_hashes(count)])
    sparing = index_of(KINDS[kind], tmp_path, sparing=True).search(queries, threads=threads)
    assert listed(sparing) == listed(index_of(KINDS[kind], tmp_path).search(queries))


def test_a_sparing_search_gives_memory_back_and_another_does_not(tmp_path: Path) -> None:
    index_of(random_hashes(100_000), tmp_path)
    path = tmp_path / "0.near"
    size, left = path.stat().st_size, []
    for sparing in (False, True):
        index = NearIndex.open(path, sparing=sparing)
        index.search(random_hashes(2 * MANY, seed=9))
        left.append(resident(path))
        del index
    assert left[0] > size // 2
    assert left[1] < size // 20


def test_threads_do_not_change_the_answer(tmp_path: Path) -> None:
    index = index_of(KINDS["clustered"], tmp_path)
    queries = np.concatenate([near_to(CENTRE, 2500, 40), random_hashes(2500)])
    assert listed(index.search(queries, threads=2)) == listed(index.search(queries))


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_hashes_give_the_same_file(threads: int, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_near_index(KINDS["clustered"], tmp_path / name, threads=threads if name == "two" else 1)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    index = index_of(np.zeros((0, 32), np.uint8), tmp_path)
    assert (len(index), index.distinct, len(index.search(QUERIES))) == (0, 0, 0)


def test_no_queries_find_nothing(planted: NearIndex) -> None:
    assert listed(planted.search(FILLER[:0])) == []


def test_one_hash_is_found(tmp_path: Path) -> None:
    assert listed(index_of(CENTRE[None], tmp_path).search(CENTRE[None] ^ 1)) == []
    assert listed(index_of(CENTRE[None], tmp_path).search(CENTRE[None])) == [(0, 0, 0)]


def test_an_index_takes_no_more_than_176_bytes_a_hash_beside_its_buckets(tmp_path: Path) -> None:
    for count in (10_000, 20_000):
        write_near_index(random_hashes(count), tmp_path / str(count))
    small, large = ((tmp_path / str(count)).stat().st_size for count in (10_000, 20_000))
    assert (large - small) / 10_000 <= 176


@pytest.mark.parametrize("bad", [np.zeros((3, 31), np.uint8), np.zeros((3, 32), np.int8), np.zeros(32, np.uint8)])
def test_hashes_of_another_shape_are_refused(bad: Hashes, planted: NearIndex, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"hashes must be \(n, 32\) of uint8"):
        planted.search(bad)
    with pytest.raises(ValueError, match=r"hashes must be \(n, 32\) of uint8"):
        write_near_index(bad, tmp_path / "x")


def test_a_radius_that_can_not_be_promised_is_refused(planted: NearIndex) -> None:
    with pytest.raises(RadiusError, match="radius 48"):
        planted.search(QUERIES, 48)


def test_a_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_near_index(FILLER, tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == b"mine"


def test_queries_need_not_lie_together_in_memory(planted: NearIndex) -> None:
    wide = np.zeros((10, 64), np.uint8)
    wide[:, ::2] = CENTRE
    assert len(planted.search(wide[:, ::2])) == 10


@pytest.mark.parametrize("count", [10, MANY])
@pytest.mark.parametrize(("name", "value"), [("buckets", 255), ("numbers", 255), ("rows", 255), ("starts", 0)])
def test_tables_that_point_to_nothing_are_an_error_that_names_the_file(
    name: str, value: int, count: int, tmp_path: Path
) -> None:
    path = tmp_path / "pdq.near"
    write_near_index(np.concatenate([FILLER, FILLER[:10]]), path)
    arrays = open_sections(path, KIND)
    written = {each: (array.dtype.str, array.shape) for each, array in arrays.items()}
    with path.open("rb+") as file:
        file.seek(Layout(KIND, written).places[name])
        file.write(bytes([value]) * (arrays[name].nbytes - 8))
    with pytest.raises(KeyFileError, match=str(path)):
        NearIndex.open(path).search(FILLER[:count])


def test_tables_that_tell_a_hash_many_times_are_an_error_and_no_endless_search(tmp_path: Path) -> None:
    hashes = near_to(np.zeros(32, np.uint8), 8000, 8)
    tables = index_of(hashes, tmp_path)._tables
    buckets = np.full_like(tables.buckets, len(tables.words))
    buckets[:, [0, *(1 << bit for bit in range(2, 16))]] = 0  # all of these keys lead to everything
    search = packed_matches(Path("pdq.near"), tables._replace(buckets=buckets), np.zeros((1, 4), "<u8"), 31, 1, room=1)
    with pytest.raises(KeyFileError, match=r"pdq\.near"):
        list(search)
