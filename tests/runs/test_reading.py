"""The reading unit: sealed first, then parsed; whatever one document does, the others go on."""

from __future__ import annotations

import os
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban import formats
from nigehban.formats.sources import Quarantined, Source
from nigehban.runs import editions, reading
from nigehban.runs.corpus import unit_tables
from nigehban.runs.reading import ReadingTask, Settings, plan, read_unit
from nigehban.vault import create_vault, open_vault
from tests.formats import samples

from .made import PK, Silent, listed, report, unit, units, write

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60


def tables(folder):
    return {name: table.to_pylist() for name, table in unit_tables(folder).items()}


@pytest.mark.parametrize("error", [ValueError("odd"), RecursionError("deep"), MemoryError(), KeyError("x")])
def test_a_reader_that_fails_costs_its_own_document_only(tmp_path, monkeypatch, error):
    """The only stand-in here: a fault in our own reader, which must not exist and so cannot be had for real."""
    folder = write(tmp_path / "in", a=report(1), b=report(666), c=report(3))
    honest = formats.read_document

    def faulty(data, **named):
        if b"666" in data:
            raise error
        return honest(data, **named)

    monkeypatch.setattr(formats, "read_document", faulty)
    read = tables(unit([folder], tmp_path / "unit"))
    assert [row["referral"] for row in read["referrals"]] == ["NCMEC:1", "NCMEC:3"]
    (row,) = read["quarantine"]
    assert row["path"].endswith("b.json")
    assert row["sha256"] == sha256((folder / "b.json").read_bytes()).hexdigest()
    assert type(error).__name__ in row["reason"]
    assert "report it" in row["reason"]


def test_a_document_is_stored_or_in_quarantine_never_both(tmp_path):
    crowd = report(2, reportedPeople={"reportedPersons": [{"espUserId": f"u{n}"} for n in range(32_768)]})
    read = tables(unit([write(tmp_path / "in", a=[report(1), crowd], b=report(3))], tmp_path / "unit"))
    assert [row["referral"] for row in read["referrals"]] == ["NCMEC:3"]
    assert len(read["documents"]) == 1
    assert "names 32,7" in read["quarantine"][0]["reason"]


def test_pictures_and_films_are_attachments_known_by_their_digests(tmp_path):
    folder = write(tmp_path / "in", a=report(1))
    (folder / "picture.json").write_bytes(JPEG)
    read = tables(unit([folder], tmp_path / "unit"))
    (row,) = read["attachments"]
    assert (row["sha256"], row["size"]) == (sha256(JPEG).hexdigest(), 64)
    assert not read["quarantine"]


def test_every_source_is_sealed_even_one_that_no_reader_takes(tmp_path):
    create_vault(tmp_path / "vault")
    folder = write(tmp_path / "in", a=report(1), junk=b'{"tea": 1}', broken=b'{"reportId": 1,')
    (folder / "picture.jpg").write_bytes(JPEG)
    unit([folder], tmp_path / "unit", Settings("pk", vault=tmp_path / "vault"))
    vault = open_vault(tmp_path / "vault")
    for path in folder.iterdir():
        assert vault.open(sha256(path.read_bytes()).hexdigest()) == path.read_bytes()


def test_sealing_comes_before_reading(tmp_path, monkeypatch):
    create_vault(tmp_path / "vault")
    folder = write(tmp_path / "in", a=report(1))
    digest = sha256((folder / "a.json").read_bytes()).hexdigest()
    seen = []
    honest = formats.read_document

    def watched(data, **named):
        seen.append(open_vault(tmp_path / "vault").has(digest))
        return honest(data, **named)

    monkeypatch.setattr(formats, "read_document", watched)
    unit([folder], tmp_path / "unit", Settings("pk", vault=tmp_path / "vault"))
    assert seen == [True]


def test_a_file_that_is_gone_when_its_turn_comes_is_in_quarantine(tmp_path):
    folder = write(tmp_path / "in", a=report(1), b=report(2))
    found = listed([folder], Silent())
    (folder / "b.json").unlink()
    (planned,) = plan(found, PK)
    (tmp_path / "unit").mkdir()
    read_unit(planned.payload, tmp_path / "unit")
    read = tables(tmp_path / "unit")
    assert [row["referral"] for row in read["referrals"]] == ["NCMEC:1"]
    assert [row["sha256"] for row in read["quarantine"]] == [None]
    assert "No such file" in read["quarantine"][0]["reason"]


def test_a_unit_is_named_by_what_goes_into_it(tmp_path):
    folder = write(tmp_path / "in", a=report(1))
    name = units([folder])
    assert units([folder]) == name
    mapping = tmp_path / "m.toml"
    mapping.write_text("x = 1")
    assert units([folder], Settings("pk", mapping=mapping)) != name
    assert units([folder], Settings("pk", vault=tmp_path)) != name
    os.utime(folder / "a.json", ns=(1, 1))
    changed = units([folder])
    assert changed != name
    write(folder, a=report(2))
    os.utime(folder / "a.json", ns=(1, 1))
    (folder / "b.json").write_bytes(b"{}")
    assert units([folder]) != changed


def test_a_changed_rule_or_reader_makes_other_units(tmp_path):
    (tmp_path / "x.py").write_text("one")
    editions.folder_edition.cache_clear()
    one = editions.folder_edition(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("compiled")
    editions.folder_edition.cache_clear()
    assert editions.folder_edition(tmp_path) == one
    (tmp_path / "x.py").write_text("two")
    editions.folder_edition.cache_clear()
    assert editions.folder_edition(tmp_path) != one
    assert len(editions.code_edition()) == 64


SIZES = st.lists(st.integers(0, 2 * reading.UNIT_BYTES) | st.none(), max_size=60)


@given(SIZES)
def test_units_hold_everything_once_in_order_and_keep_their_limits(sizes):
    made = [
        Quarantined(f"q{n}", None, "Refused.") if size is None else Source(f"s{n}", reading.Path(f"s{n}"), None, size)
        for n, size in enumerate(sizes)
    ]
    parts = [planned.payload for planned in plan(made, PK)]
    assert [one for part in parts for one in part.found] == made
    for part in parts:
        weight = sum(one.size for one in part.found if isinstance(one, Source))
        assert len(part.found) == 1 or weight <= reading.UNIT_BYTES
        assert len(part.found) <= reading.UNIT_SOURCES


def test_things_refused_at_the_door_are_told_in_the_unit(tmp_path):
    (tmp_path / "unit").mkdir()
    read_unit(ReadingTask((Quarantined("x.bin", "ab" * 32, "It is empty."),), PK), tmp_path / "unit")
    assert tables(tmp_path / "unit")["quarantine"] == [{"path": "x.bin", "sha256": "ab" * 32, "reason": "It is empty."}]


def test_a_list_of_reports_is_one_document_of_many_referrals(tmp_path):
    read = tables(unit([write(tmp_path / "in", all=[report(n) for n in range(1, 6)])], tmp_path / "unit"))
    assert [row["ordinal"] for row in read["referrals"]] == [0, 1, 2, 3, 4]
    assert [row["referrals"] for row in read["documents"]] == [5]
    assert read["documents"][0]["size"] == len(samples.encode([report(n) for n in range(1, 6)]))
