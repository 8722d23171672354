"""Every format that can be imported becomes entries that are found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nigehban.formats import Refused
from nigehban.known import Added, Stated, load_or_make_key, match, open_current
from nigehban.runs.known.importing import ChangedError, import_list
from nigehban.runs.known.lists import Reading
from nigehban.runs.known.queries import Queries, read_queries

MD5 = "0cc175b9c0f1b6a831c399e269772661"
ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline\n"
    f"{MD5};;;77;true;false;;;2;true;Image;true\n"
)
NCMEC = (
    '<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2" maxTimestamp="2026-01-01T00:00:00Z"><images>'
    f"<image><id>1</id><classification>A1</classification><fingerprints><md5>{MD5}</md5></fingerprints></image>"
    "</images></queryResult>"
)


def bring(folder: Path, text: str, reading: Reading, name: str = "unit") -> Added:
    (folder / "list").write_text(text, "utf-8")
    key = load_or_make_key(folder / "key.pem")
    now = datetime(2026, 11, 21, tzinfo=UTC)
    return import_list(folder / "set", folder / "list", reading, Stated(name), key=key, now=now)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (f"{MD5}\n", Reading("list")),
        (f"{MD5}\n", Reading("list", "md5")),
        (ICSE, Reading("icse")),
        (NCMEC, Reading("ncmec")),
        (f'{{"value":[{{"MediaID":1,"MD5":"{MD5}"}}]}}', Reading("vics")),
    ],
)
def test_a_hash_of_each_format_is_found_in_the_set(tmp_path: Path, text: str, reading: Reading) -> None:
    added = bring(tmp_path, text, reading)
    assert (added.source.entries, added.source.rejected) == (1, 0)
    (tmp_path / "q.csv").write_text(f"query,algorithm,hash\nq,md5,{MD5}\n")
    (portion,) = read_queries(tmp_path / "q.csv")
    assert hits(tmp_path, portion) == [0]


def hits(folder: Path, portion: Queries) -> list[int]:
    found = match(open_current(folder / "set"), "md5", portion.asked["md5"].hashes)
    return [entry for block in found for entry in block.entry.tolist()]


def test_a_wrong_mapping_file_is_refused_with_the_place_in_it(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("name = ", "utf-8")
    with pytest.raises(Refused, match=r"m\.toml"):
        bring(tmp_path, "a,b\n", Reading("csv", mapping=tmp_path / "m.toml"))
    assert not (tmp_path / "set").exists()


def test_a_file_that_changes_while_it_is_read_adds_nothing(tmp_path: Path) -> None:
    list_file = tmp_path / "list"
    list_file.write_text(f"{MD5}\n" * 10)

    def written(_: int) -> None:
        list_file.write_text(f"{MD5}\n" * 11)

    key = load_or_make_key(tmp_path / "key.pem")
    now = datetime(2026, 11, 21, tzinfo=UTC)
    with pytest.raises(ChangedError, match="was changed while it was read"):
        import_list(tmp_path / "set", list_file, Reading("list"), Stated("u"), key=key, now=now, advance=written)
    assert not (tmp_path / "set/CURRENT").exists()
