"""Files are found by their hashes; the answer is written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import md5
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nigehban.known import ANSWER, Generation, Stated, load_or_make_key
from nigehban.runs.known.hashing import hash_queries
from nigehban.runs.known.importing import import_list
from nigehban.runs.known.lists import Reading
from nigehban.runs.known.matching import Asking, match_all
from nigehban.runs.known.queries import Queries

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


def test_an_answer_without_hits_is_an_empty_table_that_names_what_was_asked(
    generation: Generation, tmp_path: Path
) -> None:
    out = tmp_path / "o.parquet"
    match_all(generation, iter([Queries()]), out, HOW, lambda _: None)
    assert pq.read_schema(out).names == ANSWER.names
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
