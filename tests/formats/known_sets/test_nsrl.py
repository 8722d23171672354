"""NSRL RDSv3: known software out of an SQLite database that is only read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nigehban.formats import NotAList, Refused, Unsafe
from nigehban.formats.known_sets import nsrl
from nigehban.records.known import Counted
from tests.formats.known_sets.gathering import Gathered, gather, hash_of

COLUMNS = "sha256 TEXT, sha1 TEXT, md5 TEXT, crc32 TEXT, file_name TEXT, file_size INTEGER, package_id INTEGER"


def database(path: Path, *statements: str, rows: int = 0, table: str = "FILE", columns: str = COLUMNS) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"CREATE TABLE {table} ({columns})")
        names = [column.split()[0] for column in columns.split(", ")]
        marks = ", ".join("?" * len(names))
        made.executemany(f"INSERT INTO {table} VALUES ({marks})", [_values(names, number) for number in range(rows)])
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


def _values(names: list[str], number: int) -> list[object]:
    known = {"file_name": f"tool{number}.exe", "file_size": number, "package_id": 9, "crc32": "0000000A"}
    return [known.get(name) if name in known else hash_of(name, number).upper() for name in names]


def read(path: Path) -> Gathered:
    return gather(nsrl.read(path))


def test_a_row_is_taken_by_column(tmp_path: Path) -> None:
    version = "CREATE TABLE VERSION (version TEXT, release_date TEXT)", "INSERT INTO VERSION VALUES ('2025.03.1', NULL)"
    found = read(database(tmp_path / "rds.db", *version, rows=3))
    row = found.rows[2]
    assert row == row | {
        "place": 3,
        "md5": bytes.fromhex(hash_of("md5", 2)),
        "sha1": bytes.fromhex(hash_of("sha1", 2)),
        "sha256": bytes.fromhex(hash_of("sha256", 2)),
        "size": 2,
        "category": None,
    }
    assert json.loads(str(row["extra"])) == {"crc32": "0000000A", "file_name": "tool2.exe", "package_id": 9}
    assert (found.known.scheme, found.known.version, found.known.counted) == ("NSRL", "2025.03.1", Counted.ROW_ID)


def test_a_view_named_file_is_read(tmp_path: Path) -> None:
    view = "CREATE VIEW FILE AS SELECT sha256, sha1, md5, file_name, file_size FROM METADATA"
    found = read(database(tmp_path / "rds.db", view, rows=2, table="METADATA"))
    assert (found.entries.num_rows, found.known.stated["table"], found.known.counted) == (2, "FILE", Counted.ENTRY)


@pytest.mark.parametrize("columns", ["sha1 TEXT", "md5 TEXT, file_name TEXT", "sha256 TEXT PRIMARY KEY"])
def test_minimal_editions_are_read(tmp_path: Path, columns: str) -> None:
    assert read(database(tmp_path / "rds.db", rows=2, table="hashes", columns=columns)).entries.num_rows == 2


def test_the_file_and_its_folder_stay_as_they_are(tmp_path: Path) -> None:
    path = database(tmp_path / "a ?#%20.db", rows=1)
    before = path.read_bytes()
    path.chmod(0o400)
    assert read(path).entries.num_rows == 1
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("value", ["'abc'", "NULL", "7", "x'00ff'"])
def test_a_row_without_a_hash_is_rejected_with_its_id(tmp_path: Path, value: str) -> None:
    path = database(
        tmp_path / "rds.db", f"UPDATE FILE SET md5 = {value}, sha1 = NULL, sha256 = '' WHERE rowid = 2", rows=3
    )
    found = read(path)
    assert [row["place"] for row in found.rows] == [1, 3]
    assert [(one.line, one.kept) for one in found.rejected] == [(2, False)]


def test_a_name_that_is_no_utf_8_is_kept(tmp_path: Path) -> None:
    found = read(database(tmp_path / "rds.db", "UPDATE FILE SET file_name = CAST(x'41ff' AS TEXT)", rows=1))
    assert json.loads(str(found.rows[0]["extra"]))["file_name"] == "A\\xff"


@pytest.mark.volume
def test_a_damaged_database_gives_the_rows_before_and_says_so(tmp_path: Path) -> None:
    path = database(tmp_path / "rds.db", rows=20_000)
    data = path.read_bytes()
    start = len(data) * 3 // 4 // 4096 * 4096
    path.write_bytes(data[:start] + b"\xff" * (len(data) - start))
    found = read(path)
    assert 0 < found.entries.num_rows < 20_000
    assert "damaged behind this row" in found.rejected[-1].reason


@pytest.mark.parametrize("kept", [0.6, 0.8, 0.999])
@pytest.mark.volume
def test_of_a_database_that_is_cut_short_what_is_left_is_read_and_the_rest_is_said(tmp_path: Path, kept: float) -> None:
    path = database(tmp_path / "rds.db", rows=20_000)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    found = read(path)
    assert found.entries.num_rows > 20_000 * kept * 0.98
    assert any("damaged behind this row" in one.reason for one in found.rejected)
    assert "breaks off after" in found.known.warnings[0]


def test_of_a_database_that_is_cut_too_short_to_be_reached_everything_is_said_to_be_lost(tmp_path: Path) -> None:
    path = database(tmp_path / "rds.db", rows=20_000)
    path.write_bytes(path.read_bytes()[:100_000])
    found = read(path)
    assert (found.entries.num_rows, len(found.rejected), len(found.known.warnings)) == (0, 1, 1)


@pytest.mark.volume
def test_rows_behind_a_damaged_page_are_read_and_the_gap_is_said(tmp_path: Path) -> None:
    path = database(tmp_path / "rds.db", rows=20_000)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    found = read(path)
    (gap,) = found.rejected
    places = [row["place"] for row in found.rows]
    lost = sorted({*range(1, 20_001)} - {*places})
    assert (gap.line, f"up to row {lost[-1] + 1:,} " in gap.reason, len(lost) < 100) == (lost[0] - 1, True, True)


def test_a_view_that_computes_its_rows_is_refused(tmp_path: Path) -> None:
    view = "CREATE VIEW FILE AS WITH x(md5) AS (SELECT '0' UNION ALL SELECT md5 FROM x) SELECT md5 FROM x"
    with pytest.raises(Unsafe):
        read(database(tmp_path / "rds.db", view, table="other", columns="a TEXT"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_such_database_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rds.db").write_bytes(data)
    with pytest.raises(Refused):
        read(tmp_path / "rds.db")


def test_a_database_without_hashes_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(NotAList):
        read(database(tmp_path / "rds.db", table="t", columns="a TEXT, b TEXT"))
