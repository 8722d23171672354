"""Nothing that a unit received is lost: it is sealed as it came, also what no reader gets to see."""

from __future__ import annotations

import gzip
import os
import stat
import time
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from nigehban.formats import Damaged, sources
from nigehban.formats.sources import Digests, Source
from nigehban.runs.corpus import unit_tables
from nigehban.runs.reading import Settings, plan, read_unit
from nigehban.runs.sealing import MAX_SEALED_BYTES, seal_content
from nigehban.vault import Vault, create_vault
from tests.formats.test_archives import patched, zipped

from .made import PK, Silent, listed, report, write

FILM = b"\0\0\0\x18ftypmp42"


def link_in_zip() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    return stream.getvalue()


REFUSED = {
    "packed.7z": b"7z\xbc\xaf\x27\x1c" + bytes(200_000),
    "packed.rar": b"Rar!\x1a\x07\x01\0" + bytes(3_000_000),
    "packed.json.gz": gzip.compress(b"{}", mtime=0),
    "cut.zip": zipped({"a.json": b"{}" * 9})[:-10],
    "no-files.zip": zipped({}),
    "bomb.zip": zipped({"bomb.json": bytes(60_000_000)}),
    "bomb-beside.zip": zipped({"bomb.json": bytes(60_000_000), "filler.bin": os.urandom(2_000_000)}),
    "traversal.zip": zipped({"../../evil.json": b'{"evil": 1}', "good.json": b"[]"}),
    "link.zip": link_in_zip(),
    "locked.zip": patched(zipped({"locked.json": b"{}"}), b"PK\x01\x02", 8, b"\x01\x00"),
    "twice.zip": zipped({"a.json": b"[1]", "b.json": b"[2]"}).replace(b"b.json", b"a.json"),
    "damaged.zip": zipped({"words.json": b"some words"}, zipfile.ZIP_STORED).replace(b"some words", b"some Words"),
    "deep.zip": zipped({"2.zip": zipped({"3.zip": zipped({"a.json": b"{}"})})}),
    "packed-inside.zip": zipped({"inner.7z": b"7z\xbc\xaf\x27\x1c" + bytes(99)}),
    "empty.json": b"",
}


def read(paths: list[Path], folder: Path, vault: Path | None) -> dict[str, list[dict]]:
    """The tables of all that lies under the paths, as one unit reads it."""
    folder.mkdir()
    (unit,) = plan(listed(paths, Silent()), Settings("pk", vault=vault))
    read_unit(unit.payload, folder)
    return {name: table.to_pylist() for name, table in unit_tables(folder).items()}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create_vault(tmp_path / "vault")


def objects(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "vault" / "sha256").rglob("?" * 64)}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_sealed_as_it_came_and_its_row_says_where(tmp_path, vault, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(REFUSED[name])
    rows = read([tmp_path / "in"], tmp_path / "unit", tmp_path / "vault")["quarantine"]
    digest = sha256(REFUSED[name]).hexdigest()
    assert vault.open(digest) == REFUSED[name]
    assert any(digest in (row["sha256"], row["reason"].rstrip(".").rpartition(" ")[2]) for row in rows)


def test_a_trap_is_kept_with_its_zip_and_is_not_unpacked(tmp_path, vault):
    (tmp_path / "in").mkdir()
    for name in ("bomb-beside.zip", "traversal.zip"):
        (tmp_path / "in" / name).write_bytes(REFUSED[name])
    read([tmp_path / "in"], tmp_path / "unit", tmp_path / "vault")
    assert sha256(b"[]").hexdigest() in objects(tmp_path)
    assert sha256(b'{"evil": 1}').hexdigest() not in objects(tmp_path)
    assert max(len(vault.open(digest)) for digest in objects(tmp_path)) < 3_000_000


def test_many_refused_parts_of_one_zip_are_kept_by_one_object(tmp_path, vault):
    data = zipped({f"../{number}.json": b"{}" for number in range(1_500)})
    (tmp_path / "a.zip").write_bytes(data)
    rows = read([tmp_path / "a.zip"], tmp_path / "unit", tmp_path / "vault")["quarantine"]
    assert len(rows) == 1_500
    assert all(row["reason"].endswith(f"is sealed in the vault: SHA-256 {sha256(data).hexdigest()}.") for row in rows)
    assert objects(tmp_path) == {sha256(data).hexdigest()}


def test_the_same_refused_things_twice_add_no_object(tmp_path, vault):
    (tmp_path / "in").mkdir()
    for name, data in REFUSED.items():
        (tmp_path / "in" / name).write_bytes(data)
    first = read([tmp_path / "in"], tmp_path / "first", tmp_path / "vault")
    kept = {path: path.stat().st_ino for path in (tmp_path / "vault" / "sha256").rglob("?" * 64)}
    assert read([tmp_path / "in"], tmp_path / "second", tmp_path / "vault") == first
    assert {path: path.stat().st_ino for path in (tmp_path / "vault" / "sha256").rglob("?" * 64)} == kept


def test_without_a_vault_the_same_things_are_refused_for_the_same_reasons(tmp_path, vault):
    (tmp_path / "in").mkdir()
    for name, data in REFUSED.items():
        (tmp_path / "in" / name).write_bytes(data)
    sealed = told(read([tmp_path / "in"], tmp_path / "sealed", tmp_path / "vault"))
    alone = told(read([tmp_path / "in"], tmp_path / "alone", None))
    assert [one[:2] for one in sealed] == [one[:2] for one in alone]
    assert all(one[2].startswith(other[2]) for one, other in zip(sealed, alone, strict=True))
    assert not any("sealed" in one[2] for one in alone)


def told(tables: dict[str, list[dict]]) -> list[tuple[str, str | None, str]]:
    return sorted((row["path"], row["sha256"], row["reason"]) for row in tables["quarantine"])


def test_links_pipes_and_what_is_gone_are_not_sealed_and_their_reason_says_it_once(tmp_path, vault):
    folder = write(tmp_path / "in", gone=report(1))
    (folder / "link.7z").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe")
    (unit,) = plan(listed([folder], Silent()), Settings("pk", vault=tmp_path / "vault"))
    (folder / "gone.json").unlink()
    (tmp_path / "unit").mkdir()
    read_unit(unit.payload, tmp_path / "unit")
    rows = unit_tables(tmp_path / "unit")["quarantine"].to_pylist()
    assert len(rows) == 3
    assert not any("sealed in the vault" in row["reason"] for row in rows)
    assert objects(tmp_path) == set()


def test_a_zip_that_is_gone_when_its_trap_is_to_be_sealed_is_said_so(tmp_path, vault):
    (tmp_path / "a.zip").write_bytes(REFUSED["locked.zip"])
    (unit,) = plan(listed([tmp_path / "a.zip"], Silent()), Settings("pk", vault=tmp_path / "vault"))
    (tmp_path / "a.zip").unlink()
    (tmp_path / "unit").mkdir()
    read_unit(unit.payload, tmp_path / "unit")
    (row,) = unit_tables(tmp_path / "unit")["quarantine"].to_pylist()
    assert "password" in row["reason"]
    assert "is not sealed in the vault" in row["reason"]
    assert row["reason"].endswith("No such file or directory.")


@pytest.mark.volume
def test_a_file_beyond_the_limit_is_refused_at_once_and_its_reason_names_the_limit(tmp_path, vault):
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(MAX_SEALED_BYTES + 1)
    began = time.process_time()
    (row,) = read([tmp_path / "huge.json"], tmp_path / "unit", tmp_path / "vault")["quarantine"]
    assert time.process_time() - began < 5
    assert f"{MAX_SEALED_BYTES:,} bytes" in row["reason"]
    assert (row["sha256"], objects(tmp_path)) == (None, set())


def test_a_document_beyond_the_limit_of_documents_is_sealed_though_it_is_not_read(tmp_path, vault, monkeypatch):
    monkeypatch.setattr(sources, "MAX_DOCUMENT_BYTES", 1_000)
    (tmp_path / "a.json").write_bytes(b"[" + b" " * 5_000_000 + b"]")
    (row,) = read([tmp_path / "a.json"], tmp_path / "unit", tmp_path / "vault")["quarantine"]
    assert "1,000" in row["reason"]
    assert vault.open(row["sha256"]) == (tmp_path / "a.json").read_bytes()


@pytest.mark.parametrize("packed", [False, True])
def test_a_film_too_large_to_hold_in_memory_is_sealed(tmp_path, vault, monkeypatch, packed):
    monkeypatch.setattr(sources, "MAX_DOCUMENT_BYTES", 1_000)
    film = FILM + os.urandom(3_000_000)
    path = tmp_path / ("a.zip" if packed else "a.mp4")
    path.write_bytes(zipped({"a.mp4": film}) if packed else film)
    (row,) = read([path], tmp_path / "unit", tmp_path / "vault")["attachments"]
    assert (row["sha256"], row["size"]) == (sha256(film).hexdigest(), len(film))
    assert vault.open(row["sha256"]) == film


def test_an_attachment_that_changed_between_its_digest_and_its_sealing_is_refused(tmp_path, vault):
    (tmp_path / "a.mp4").write_bytes(FILM)
    source = Source("a.mp4", tmp_path / "a.mp4", None, len(FILM))
    with vault.sealing() as sealing, pytest.raises(Damaged, match="changed"):
        seal_content(sealing, source, Digests("0" * 64, "0" * 32, len(FILM)))


def test_a_trap_in_a_changed_zip_is_another_unit(tmp_path):
    (tmp_path / "a.zip").write_bytes(REFUSED["locked.zip"])
    (before,) = plan(listed([tmp_path / "a.zip"], Silent()), PK)
    os.utime(tmp_path / "a.zip", ns=(1, 1))
    (after,) = plan(listed([tmp_path / "a.zip"], Silent()), PK)
    assert before.payload == after.payload
    assert before.name != after.name
