"""Fuzzing of every reader of lists, for a bounded time: they return, or they raise ``Refused``; nothing else.

Documents are damaged as in ``tests/formats/test_fuzz.py``. ``NIGEHBAN_FUZZ_SECONDS`` sets how long each test goes on.
"""

from __future__ import annotations

import io
import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nigehban.formats.known_sets import csv_list, icse, ncmec, nsrl, plain, vics
from nigehban.formats.known_sets.vics_export import export
from nigehban.records.known import KnownList
from tests.formats.known_sets.gathering import Gathered, gather, given_bytes, hash_of
from tests.formats.known_sets.test_csv_list import ICSE, icse_row
from tests.formats.known_sets.test_ncmec import document as ncmec_document
from tests.formats.known_sets.test_ncmec import image
from tests.formats.known_sets.test_nsrl import database
from tests.formats.known_sets.test_vics import document as vics_document
from tests.formats.known_sets.test_vics import entry, lines_of
from tests.formats.test_fuzz import FUZZ, damaged, for_a_while, returns_or_refuses

pytestmark = pytest.mark.volume
Read = Callable[..., KnownList]

TABLE = "\n".join([ICSE, *(icse_row(number) for number in range(20))]).encode()
MEDIA = vics_document(*(entry(number, Series="s", Tags='"]},{') for number in range(20)))
CASES = json.dumps({"value": [{"CaseID": "a", "Media": [entry(1), entry(2)], "x": 1}, {"Media": [entry(3)]}]}).encode()
DOCUMENTS: dict[str, tuple[Read, list[bytes]]] = {
    "vics": (
        vics.read,
        [MEDIA, CASES, json.dumps(json.loads(MEDIA), indent=1).encode(), MEDIA.decode().encode("utf-16")],
    ),
    "icse": (icse.read, [TABLE, TABLE.decode().encode("utf-16")]),
    "csv": (csv_list.read, [b"md5,id,note\n" + b'"' + hash_of("md5").encode() + b'",1,"a\nb"\n']),
    "list": (partial(plain.read, algorithm="md5"), ["\r\n".join(hash_of("md5", n) for n in range(20)).encode()]),
    "ncmec": (ncmec.read, [ncmec_document(*(image(number) for number in range(20)))]),
}


def check_whole(found: Gathered) -> None:
    """What holds of everything that a reader gives."""
    found.entries.validate(full=True)
    for row in found.rows:
        assert any(row[kind] is not None for kind in ("md5", "sha1", "sha256", "pdq", "photodna")) or row["withdrawn"]
    for rejected in found.rejected:
        assert rejected.line >= 0
        assert rejected.reason.endswith("."), rejected.reason
        rejected.text.encode()


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_every_reader_returns_or_refuses_whatever_it_is_given(name: str) -> None:
    read, documents = DOCUMENTS[name]

    def check(chance: random.Random) -> None:
        data = damaged(chance.choice(documents), chance)
        returns_or_refuses(lambda: check_whole(given_bytes(read, data)))

    for_a_while(check)


def test_a_damaged_database_is_read_or_refused(tmp_path: Path) -> None:
    whole = database(tmp_path / "whole.db", rows=200).read_bytes()
    path = tmp_path / "rds.db"

    def check(chance: random.Random) -> None:
        path.write_bytes(damaged(whole, chance))
        returns_or_refuses(lambda: check_whole(gather(nsrl.read(path))))

    for_a_while(check)


@FUZZ
@given(st.binary(max_size=200), st.sampled_from(list(DOCUMENTS)))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    returns_or_refuses(lambda: check_whole(given_bytes(DOCUMENTS[name][0], data)))


@settings(max_examples=400, deadline=None)
@given(
    victim=st.integers(1, 18),
    place=st.floats(0, 0.99),
    length=st.integers(0, 5),
    piece=st.sampled_from(
        [b'"', b"{", b"}", b"[", b"\\", b",", b":", b"", b"\0", b"\xff", b"\xed\xa0\x80", b"nul", b"\n"]
    ),
)
def test_damage_within_an_entry_costs_no_other(victim: int, place: float, length: int, piece: bytes) -> None:
    lines = lines_of(*(json.dumps(entry(number, x=[1, {"y": "z"}])) for number in range(20))).split(b"\n")
    whole = lines[1 + victim].removesuffix(b",")
    start = 1 + int(place * (len(whole) - 1))
    # Where a closing bracket is lost, the next entries stand within this one, by all the rules of JSON.
    assume(not {*b"]}"} & {*whole[start : start + length]})
    lines[1 + victim] = whole[:start] + piece + whole[start + length :] + b","
    found = given_bytes(vics.read, b"\n".join(lines))
    others = [number for number in range(20) if number != victim]
    read = [row["md5"].hex() for row in found.rows]
    assert [md5 for md5 in read if md5 in {hash_of("md5", number) for number in others}] == [
        hash_of("md5", number) for number in others
    ]
    assert {one.line for one in found.rejected} <= {2 + victim, 3 + victim}


def test_what_is_read_of_a_damaged_list_can_be_written() -> None:
    def check(chance: random.Random) -> None:
        data = damaged(chance.choice([MEDIA, CASES]), chance)

        def read() -> None:
            found = given_bytes(vics.read, data)
            out = io.BytesIO()
            assert export(found.entries.to_batches(), found.known.frame, out) == found.entries.num_rows

        returns_or_refuses(read)

    for_a_while(check)


def test_a_database_is_closed_when_reading_stops_early(tmp_path: Path) -> None:
    path = database(tmp_path / "rds.db", rows=30)
    next(nsrl.read(path).portions)
    with closing(sqlite3.connect(path)) as again:
        again.execute("DELETE FROM FILE")
        again.commit()
