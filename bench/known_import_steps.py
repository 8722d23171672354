"""The lists that ``bench.known_import`` reads, and the ways of reading them, each in a process of its own.

``python -m bench.known_import_steps WAY FORMAT FILE`` prints records, seconds and CPU seconds as JSON.
"""

from __future__ import annotations

import base64
import csv
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TextIO

from bench.report import Measured, measured
from bench.worlds import WORK

FORMATS = ("vics", "icse", "csv", "list", "ncmec", "nsrl")
_ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline\r\n"
)
_CONTEXT = "http://example.org/DataModels/2.0.xml/US/$metadata#Media"


def made(name: str, count: int) -> Path:
    """The file with so many records of a format, made once."""
    path = WORK / "known_import" / f"{name}-{count}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}")
        aside.unlink(missing_ok=True)
        chance = random.Random(f"{name} {count}")
        if name == "nsrl":
            _nsrl(aside, count, chance)
        else:
            with aside.open("w", encoding="utf-8", newline="") as file:
                _MAKERS[name](file, count, chance)
        aside.rename(path)
    return path


def _vics(file: TextIO, count: int, chance: random.Random) -> None:
    file.write(f'{{"@odata.context":"{_CONTEXT}","value":[')
    for number in range(count):
        entry: dict[str, object] = {
            "MediaID": number,
            "Category": number % 5,
            "MD5": chance.randbytes(16).hex().upper(),
            "SHA1": chance.randbytes(20).hex().upper(),
            "MediaSize": chance.randrange(1 << 24),
            "DateUpdated": "2025-01-02T03:04:05.8300000Z",
            "IsPrecategorized": "false",
        }
        if number % 3 == 0:
            value = base64.b64encode(chance.randbytes(144)).decode()
            entry["AlternativeHashes"] = [{"HashName": "PhotoDNA", "HashValue": value}]
        if number % 7 == 0:
            entry |= {"VictimIdentified": "true", "IsDistributed": "true", "Series": "A series", "Tags": "one,two"}
        file.write(f"{',' if number else ''}\n{json.dumps(entry)}")
    file.write("\n]}")


def _icse(file: TextIO, count: int, chance: random.Random) -> None:
    file.write(_ICSE)
    for number in range(count):
        hashes = f"{chance.randbytes(16).hex()};{chance.randbytes(20).hex()}"
        file.write(f"{hashes};;{number};Yes;No;No;Set {number % 99};3;Yes;Image;Yes\r\n")


def _csv(file: TextIO, count: int, chance: random.Random) -> None:
    file.write("id,md5,sha1,category,age band,size\n")
    hashes = (f"{chance.randbytes(16).hex()},{chance.randbytes(20).hex()}" for _ in range(count))
    file.writelines(f"{number},{pair},B,3-6,{number}\n" for number, pair in enumerate(hashes))


def _list(file: TextIO, count: int, chance: random.Random) -> None:
    file.writelines(f"{chance.randbytes(16).hex()}\n" for _ in range(count))


def _ncmec(file: TextIO, count: int, chance: random.Random) -> None:
    file.write('<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images>')
    hashes = (f"<md5>{chance.randbytes(16).hex()}</md5><sha1>{chance.randbytes(20).hex()}</sha1>" for _ in range(count))
    file.writelines(
        f'\n<image><member id="42">A member</member><timestamp>2025-01-02T03:04:05Z</timestamp><id>i{number}</id>'
        f"<classification>A1</classification><fingerprints>{pair}</fingerprints></image>"
        for number, pair in enumerate(hashes)
    )
    file.write("</images></queryResult>")


def _nsrl(path: Path, count: int, chance: random.Random) -> None:
    rows = (
        (chance.randbytes(32).hex().upper(), chance.randbytes(20).hex().upper(), chance.randbytes(16).hex().upper(),
         f"tool{number}.exe", number, number % 999)
        for number in range(count)
    )  # fmt: skip
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE FILE (sha256, sha1, md5, file_name, file_size INTEGER, package_id INTEGER)")
        database.executemany("INSERT INTO FILE VALUES (?, ?, ?, ?, ?, ?)", rows)
        database.commit()


_MAKERS: dict[str, Callable[[TextIO, int, random.Random], None]] = {
    "vics": _vics, "icse": _icse, "csv": _csv, "list": _list, "ncmec": _ncmec,
}  # fmt: skip


def read(name: str, path: Path) -> tuple[int, Measured]:
    """Read a list by the reader of its format."""
    from nigehban.formats.known_sets import csv_list, icse, ncmec, nsrl, plain, vics

    readers = {
        "vics": vics.read, "icse": icse.read, "csv": csv_list.read, "list": plain.read, "ncmec": ncmec.read,
        "nsrl": nsrl.read,
    }  # fmt: skip
    with measured() as taken:
        count = sum(portion.entries.num_rows for portion in readers[name](path).portions)
    return count, taken


def peer(name: str, path: Path) -> tuple[int, Measured]:
    """What many tools do: the standard library's parser, and rows into SQLite."""
    with measured() as taken, closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE entry (id TEXT, md5 TEXT, sha1 TEXT, category TEXT)")
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", _peer_rows(name, path))
        count = int(database.execute("SELECT count(*) FROM entry").fetchone()[0])
    return count, taken


def _peer_rows(name: str, path: Path) -> Iterator[tuple[object, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        if name == "vics":
            for entry in json.load(file)["value"]:
                yield entry["MediaID"], entry["MD5"], entry.get("SHA1"), entry["Category"]
        elif name == "list":
            for line in file:
                yield None, line.strip(), None, None
        else:
            identity, category, delimiter = ("Image ID", "Baseline", ";") if name == "icse" else ("id", "category", ",")
            for row in csv.DictReader(file, delimiter=delimiter):
                yield row[identity], row.get("MD5") or row.get("md5"), row.get("SHA1") or row.get("sha1"), row[category]


def main() -> None:
    """Run one way and print what it took."""
    way, name, path = sys.argv[1:]
    count, taken = {"read": read, "peer": peer}[way](name, Path(path))
    print(json.dumps({"records": count, "wall": taken.wall, "cpu": taken.cpu}))


if __name__ == "__main__":
    main()
