"""A manifest is taken only as it was written and signed, and never leads out of the set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nigehban.known import DamagedError, SigningKey
from nigehban.known.manifest import FileRecord, Manifest, Parent, SegmentRecord, read_manifest

from .made import key

FILES = {"generations/000001/segment/md5.keys": FileRecord(3, "00" * 32)}
SEGMENT = SegmentRecord("generations/000001/segment", 0, 2, {"md5": 2})


@pytest.fixture
def signer(tmp_path: Path) -> SigningKey:
    """A key."""
    return key(tmp_path)


def manifest(signer: SigningKey, **changed: object) -> Manifest:
    whole = Manifest(
        generation=2,
        parent=Parent(1, "11" * 32),
        created="2026-11-21T09:30:00Z",
        entries=2,
        withdrawn=0,
        entries_by_source={"list": 2},
        hashes_by_algorithm={"md5": 2},
        segments=(SEGMENT,),
        files=FILES,
        public_key=signer.public,
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def test_a_manifest_is_read_as_it_was_written(signer: SigningKey) -> None:
    for one in (manifest(signer), manifest(signer, generation=1, parent=None, files={}, segments=())):
        assert read_manifest(Path("x"), one.signed(signer)) == one


@pytest.mark.parametrize(
    "changed",
    [
        {"files": {"../../home/key": FileRecord(1, "")}},
        {"files": {"generations/000001/../../CURRENT": FileRecord(1, "")}},
        {"files": {"/etc/passwd": FileRecord(1, "")}},
        {"segments": (replace(SEGMENT, folder="../elsewhere"),)},
        {"segments": (replace(SEGMENT, keys={"../../md5": 1}),)},
        {"segments": (replace(SEGMENT, first=-1),)},
        {"entries": True},
        {"generation": 1.5},
    ],
)
def test_a_signed_manifest_that_leads_out_of_the_set_or_counts_wrongly_is_refused(
    signer: SigningKey, changed: dict
) -> None:
    with pytest.raises(DamagedError, match="is no manifest of a known set"):
        read_manifest(Path("x"), manifest(signer, **changed).signed(signer))


def test_a_manifest_signed_by_another_than_it_names_is_refused(signer: SigningKey, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(DamagedError, match="its signature does not hold"):
        read_manifest(Path("x"), manifest(signer).signed(key(tmp_path / "other")))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"format": 1}', b"null", b"[" * 9000])
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError, match="is no manifest of a known set"):
        read_manifest(Path("x"), data)


def test_the_same_content_written_otherwise_is_refused(signer: SigningKey) -> None:
    with pytest.raises(DamagedError, match="was changed"):
        read_manifest(Path("x"), manifest(signer).signed(signer) + b"\n")
