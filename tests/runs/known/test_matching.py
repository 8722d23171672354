"""Files are found by their hashes; the answer is written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import md5
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from nigehban.known import LEAST_QUALITY, Generation, Stated, load_or_make_key
from nigehban.known.arrays import U8, Flags
from nigehban.media import Frames
from nigehban.media.pdq import pdq
from nigehban.runs.known.hashing import hash_queries
from nigehban.runs.known.importing import import_list
from nigehban.runs.known.lists import Reading
from nigehban.runs.known.matching import FIRST_PASS_MARGIN, MATCHED, Asking, match_all, near_any
from nigehban.runs.known.queries import Queries, read_queries
from tests.media.made import encoded, write_video
from tests.media.pictures import Picture, picture

HOW = Asking(date(2026, 11, 21))


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    """A set with the MD5 of one text."""
    listed = tmp_path / "list"
    listed.write_text(f"{md5(b'a letter', usedforsecurity=False).hexdigest()}\n")
    key, now = load_or_make_key(tmp_path / "key.pem"), datetime(2026, 11, 21, tzinfo=UTC)
    return import_list(tmp_path / "set", listed, Reading("list"), Stated("l"), key=key, now=now).generation


def test_files_are_found_and_what_cannot_be_hashed_is_listed(generation: Generation, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "letter.txt").write_bytes(b"a letter")
    (folder / "other.txt").write_bytes(b"another")
    (folder / "link").symlink_to(folder / "letter.txt")
    out = tmp_path / "o.parquet"
    summary = match_all(generation, hash_queries([str(folder)], workers=1), out, HOW, lambda _: None)
    assert [(row["query"], row["algorithm"]) for row in pq.read_table(out).to_pylist()] == [
        (str(folder / "letter.txt"), "md5")
    ]
    assert (summary.queries, summary.known, summary.bad) == (6, 1, 1)
    (listed,) = map(json.loads, (tmp_path / "o.parquet.rejected.jsonl").read_text("utf-8").splitlines())
    assert listed["path"] == str(folder / "link")


def hashes_of(*pictures: Picture) -> str:
    """A list with the PDQ of these pictures."""
    return "".join(f"{pdq(one).hex}\n" for one in pictures)


def matched(tmp_path: Path, listed: str, folder: Path, frames: Frames = Frames.EVERY_SECOND) -> list[dict]:
    """What the answer says of PDQ about a folder, from a set with this list."""
    file = tmp_path / "pdq-list"
    file.write_text(listed)
    key, now = load_or_make_key(tmp_path / "key.pem"), datetime(2026, 11, 21, tzinfo=UTC)
    made = import_list(tmp_path / "pdqs", file, Reading("list", algorithm="pdq"), Stated("l"), key=key, now=now)
    out = tmp_path / "o.parquet"
    match_all(made.generation, hash_queries([str(folder)], workers=1, frames=frames), out, HOW, lambda _: None)
    return [row for row in pq.read_table(out).to_pylist() if row["algorithm"] == "pdq"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """An empty folder for what is asked for."""
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


TURNED = {
    "original": lambda known: known,
    "rotate-90": lambda known: np.rot90(known, -1),
    "rotate-180": lambda known: np.rot90(known, 2),
    "rotate-270": lambda known: np.rot90(known, -3),
    "flip-x": lambda known: known[::-1],
    "flip-y": lambda known: known[:, ::-1],
    "flip-plus-1": lambda known: known.swapaxes(0, 1),
    "flip-minus-1": lambda known: np.rot90(known, 2).swapaxes(0, 1),
}
"""By the turn that brings the known picture back."""


def test_a_picture_is_found_whichever_way_round_it_lies(tmp_path: Path, files: Path) -> None:
    for name, turn in TURNED.items():
        (files / name).write_bytes(encoded(np.ascontiguousarray(turn(picture(21))), "PNG"))
    rows = matched(tmp_path, hashes_of(picture(21)), files)
    assert {Path(row["query"]).name: row["turn"] for row in rows} == {name: name for name in TURNED}
    assert len(rows) == len(TURNED)
    assert all(row["distance"] <= 20 and row["second"] is None for row in rows)


def test_a_picture_that_is_its_own_mirror_is_one_row_with_its_nearest_turn(tmp_path: Path, files: Path) -> None:
    half = picture(21)[:, :300]
    both = np.concatenate([half, half[:, ::-1]], axis=1)
    (files / "mirror").write_bytes(encoded(both, "PNG"))
    (row,) = matched(tmp_path, hashes_of(both), files)
    assert (row["turn"], row["distance"], row["method"]) == ("original", 0, "exact")


def test_a_turned_picture_of_low_quality_is_not_searched_near(tmp_path: Path, files: Path) -> None:
    dull = picture(10) // 32 + np.uint8(100)
    assert pdq(dull).quality < LEAST_QUALITY
    (files / "dull").write_bytes(encoded(np.ascontiguousarray(dull[1:, ::-1]), "PNG"))
    assert matched(tmp_path, hashes_of(dull), files) == []


def test_frames_of_a_video_are_found_with_their_second(tmp_path: Path, files: Path) -> None:
    scenes = [picture(1 + 10 * number)[:200, :240] for number in (0, 1, 4)]
    write_video(files / "film", "mp4", "libx264", [scene[:, ::-1] for scene in scenes for _ in range(5)])
    listed = hashes_of(*scenes[1:])
    rows = matched(tmp_path, listed, files)
    assert [(row["second"], row["turn"], row["frames"]) for row in rows] == [(1.0, "flip-y", 3), (2.0, "flip-y", 3)]
    assert matched(tmp_path, listed, files, Frames.NONE) == []


def test_an_answer_without_hits_is_an_empty_table_that_names_what_was_asked(
    generation: Generation, tmp_path: Path
) -> None:
    out = tmp_path / "o.parquet"
    match_all(generation, iter([Queries()]), out, HOW, lambda _: None)
    assert pq.read_schema(out).names == MATCHED.names
    told = json.loads(pq.read_schema(out).metadata[b"nigehban.known"])
    assert (told["generation"], told["manifest"], told["radius"]) == (1, generation.digest, 31)


def test_an_answer_that_breaks_off_leaves_the_one_before(generation: Generation, tmp_path: Path) -> None:
    def breaking() -> Iterator[Queries]:
        yield Queries()
        raise EOFError

    out = tmp_path / "o.parquet"
    out.write_bytes(b"the one before")
    with pytest.raises(EOFError):
        match_all(generation, breaking(), out, HOW, lambda _: None)
    assert out.read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_an_answer_ends_at_the_most_rows_and_names_the_queries_that_may_lack_some(
    generation: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nigehban.runs.known.queries.PORTION", 2)
    value = md5(b"a letter", usedforsecurity=False).hexdigest()
    asked, out = tmp_path / "q.csv", tmp_path / "o.parquet"
    asked.write_text("query,algorithm,hash\n" + "".join(f"q{number},md5,{value}\n" for number in range(5)))
    summary = match_all(generation, read_queries(asked), out, replace(HOW, most=3), lambda _: None)
    assert pq.read_table(out).column("query").to_pylist() == ["q0", "q1", "q2", "q3"]
    assert (summary.queries, summary.bad, summary.first_bad[0].place) == (5, 3, "q2")
    listed = [json.loads(line) for line in (tmp_path / "o.parquet.rejected.jsonl").read_text("utf-8").splitlines()]
    assert [line["query"] for line in listed] == ["q2", "q3", "q4"]
    assert "the answer had 3 rows" in listed[0]["reason"]


def test_a_first_pass_finds_what_the_full_one_finds_and_asks_for_no_hash_of_its_own(
    tmp_path: Path, files: Path
) -> None:
    large = np.ascontiguousarray(np.repeat(np.repeat(picture(20), 3, 0), 3, 1))
    assert min(large.shape[:2]) >= 1024
    (files / "known.jpg").write_bytes(encoded(large, "JPEG", quality=85))
    (files / "mirrored.jpg").write_bytes(encoded(np.ascontiguousarray(large[:, ::-1]), "JPEG", quality=60))
    (files / "other.jpg").write_bytes(encoded(np.ascontiguousarray(255 - large[::-1]), "JPEG", quality=85))
    (files / "small.png").write_bytes(encoded(picture(20), "PNG"))
    (tmp_path / "list").write_text(hashes_of(large))
    key, now = load_or_make_key(tmp_path / "key.pem"), datetime(2026, 11, 21, tzinfo=UTC)
    made = import_list(tmp_path / "set", tmp_path / "list", Reading("list", "pdq"), Stated("l"), key=key, now=now)
    looked: list[int] = []

    def look(hashes: U8) -> Flags:
        looked.append(len(hashes))
        return near_any(made.generation, hashes, HOW.radius + FIRST_PASS_MARGIN, 1)

    answers = []
    for number, first in enumerate((None, look)):
        out = tmp_path / f"{number}.parquet"
        match_all(made.generation, hash_queries([str(files)], workers=1, worth_a_look=first), out, HOW, lambda _: None)
        answers.append(pq.read_table(out).to_pylist())
    assert answers[0] == answers[1]
    assert {Path(row["query"]).name for row in answers[0]} == {"known.jpg", "mirrored.jpg", "small.png"}
    assert looked == [3 * 8]
    (portion,) = hash_queries([str(files)], workers=1, worth_a_look=look)
    assert not any(name.endswith("other.jpg") for name in portion.asked["pdq"].names)
