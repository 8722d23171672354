"""Bad input through the whole command: exit status 0, and every file is accounted for with a reason a clerk reads."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.formats import samples, xml_samples

from .made import report, rows

GIB = 2**30
SECONDS = 60


def run(paths: list[Path], out: Path, *more: str, memory: int = 4 * GIB) -> subprocess.CompletedProcess[str]:
    """``nigehban triage`` in a process that may have so much address space."""
    command = [sys.executable, "-m", "nigehban.cli", "triage", *map(str, paths), "--out", str(out), "--workers", "1"]
    return subprocess.run(
        [*command, *more],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )


def zipped(**members: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def nested(levels: int) -> bytes:
    data = samples.encode(report(90))
    for _ in range(levels):
        data = zipped(**{"inner.zip": data} if data[:2] == b"PK" else {"report.json": data})
    return data


def link_in_zip() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        link = ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    return buffer.getvalue()


def entities(text: str) -> bytes:
    return xml_samples.MINIMUM.replace("<report>", f"{text}<report>", 1).encode()


GOOD = samples.encode(report(1))
BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
TRAPS: dict[str, bytes] = {
    "good.json": GOOD,
    "outside-entity.xml": entities('<!DOCTYPE report [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    "entity-bomb.xml": entities(f'<!DOCTYPE report [<!ENTITY e0 "ha">{BOMB}]>'),
    "parameter-entity.xml": entities('<!DOCTYPE report [<!ENTITY % p SYSTEM "http://192.0.2.1/p.dtd"> %p;]>'),
    "traversal.zip": zipped(**{"../../outside.json": GOOD, "/etc/outside.json": GOOD}),
    "link.zip": link_in_zip(),
    "bomb.zip": zipped(**{"zeros.json": b"\0" * (64 * 2**20)}),
    "nested.zip": nested(12),
    "not-a.zip": b"PK\x03\x04" + b"\0" * 100,
    "really-a-zip.json": zipped(**{"inside.json": samples.encode(report(91))}),
    "deep.json": b'{"a":' * 100_000,
    "deep-list.json": b"[" * 100_000 + b"]" * 100_000,
    "deep.xml": b"<report>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</report>",
    "nul.json": json.dumps(report(92) | {"about": "a\0b"}).encode(),
    "surrogate.json": json.dumps(report(93) | {"about": "\ud800 and \udfff"}).encode(),
    "raw-nul.json": b"\0" * 4096,
    "keys-twice.json": b'{"reportId": 1, ' + samples.encode(report(94))[1:],
    "huge-number.json": json.dumps(report(95) | {"links": [10**400, -(10**40), 1e308]}).encode(),
    "truncated.json": GOOD[: len(GOOD) // 2],
    "truncated.xml": xml_samples.MAXIMUM[:700].encode(),
    "half-utf16.json": b"\xff\xfe" + GOOD[: len(GOOD) // 2 * 2 - 1],
    "utf16.json": samples.encode(report(96)).decode().encode("utf-16"),
    "latin1.json": json.dumps(report(97) | {"about": "Müller"}, ensure_ascii=False).encode("latin-1"),
    "empty.json": b"",
    "spaces.json": b" \n\t ",
    "binary.bin": bytes(range(256)) * 8,
    "shopping.json": b'{"tea": 1}',
    "crowd.json": samples.encode(report(98, reportedPeople={"reportedPersons": [{"id": n} for n in range(33_000)]})),
    "odd.csv": b'a,b\n"never closed,1\n',
    "picture.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 32,
    "packed.7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 32,
}
LINKS = {"link.json", "loop", "pipe.json"}
READ = {"NCMEC:1", "NCMEC:91", "NCMEC:92", "NCMEC:93", "NCMEC:94", "NCMEC:95", "NCMEC:96", "NCMEC:97"}


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory):
    """A folder with every trap, and what the command made of it."""
    folder = tmp_path_factory.mktemp("trapped")
    (folder / "in").mkdir()
    for name, data in TRAPS.items():
        (folder / "in" / name).write_bytes(data)
    (folder / "in" / "link.json").symlink_to("/etc/hostname")
    (folder / "in" / "loop").symlink_to(folder / "in")
    os.mkfifo(folder / "in" / "pipe.json")
    done = run([folder / "in"], folder / "out")
    assert done.returncode == 0, done.stderr
    return folder, done


def test_what_can_be_read_is_read(trapped):
    folder, _ = trapped
    assert {row["referral"] for row in rows(folder / "out", "referrals")} == READ


def test_every_trap_is_read_laid_beside_or_in_quarantine(trapped):
    folder, _ = trapped
    tables = {name: rows(folder / "out", name) for name in ("documents", "attachments", "quarantine")}
    paths = [Path(row["path"].split("!/")[0]).name for table in tables.values() for row in table]
    assert set(paths) == {*TRAPS, *LINKS}
    digests = {row["sha256"] for table in tables.values() for row in table}
    looked_into = {"traversal.zip", "link.zip", "bomb.zip", "nested.zip", "really-a-zip.json"}
    for name, data in TRAPS.items():
        assert name in looked_into or sha256(data).hexdigest() in digests, name


def test_every_reason_is_a_sentence_with_a_digest_where_there_are_bytes(trapped):
    folder, _ = trapped
    quarantine = {row["path"].rpartition("/in/")[2]: row for row in rows(folder / "out", "quarantine")}
    assert len(quarantine) > 20
    for name, row in quarantine.items():
        assert row["reason"][0].isupper() or row["reason"].startswith("“"), row
        assert row["reason"].endswith("."), row
        assert "Traceback" not in row["reason"]
        assert "report it" not in row["reason"], row
        assert (row["sha256"] is None) == (name in LINKS), row


def test_nothing_is_written_outside_and_nothing_of_a_link_is_read(trapped):
    folder, _ = trapped
    hostname = Path("/etc/hostname").read_text("utf-8").strip()
    assert not list(folder.rglob("outside.json"))
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out"]
    assert not any(row["value"] == hostname for row in rows(folder / "out", "facts"))


def test_the_command_says_how_many_and_where_they_are_told_of(trapped):
    folder, done = trapped
    assert f"{len(rows(folder / 'out', 'quarantine'))} in quarantine" in done.stdout
    assert "quarantine.parquet" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"about": "x" * (100 * 2**20)}, id="a text of 100 MB"),
        pytest.param({"k" * (1 << 20): [0] * 100_000}, id="a long name above many leaves"),
        pytest.param({"links": [[0]] * 2_000_000}, id="millions of values"),
    ],
)
def test_what_would_fill_the_memory_is_refused_in_bounds(tmp_path, document):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_bytes(GOOD)
    (tmp_path / "in" / "b.json").write_bytes(samples.encode(report(2) | document))
    done = run([tmp_path / "in"], tmp_path / "out", memory=3 * GIB)
    assert done.returncode == 0, done.stderr
    assert "NCMEC:1" in {row["referral"] for row in rows(tmp_path / "out", "referrals")}
    told = [Path(row["path"]).name for name in ("documents", "quarantine") for row in rows(tmp_path / "out", name)]
    assert sorted(told) == ["a.json", "b.json"]


def test_thousands_of_junk_files_are_each_told_of(tmp_path):
    count = 3_000
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.{('json', 'xml', 'dat', 'csv')[number % 4]}").write_bytes(b"%d junk" % number)
    (folder / "good.json").write_bytes(GOOD)
    done = run([folder], tmp_path / "out")
    assert done.returncode == 0, done.stderr
    quarantine = rows(tmp_path / "out", "quarantine")
    assert len({row["path"] for row in quarantine}) == len({row["sha256"] for row in quarantine}) == count
    assert [row["referral"] for row in rows(tmp_path / "out", "referrals")] == ["NCMEC:1"]
