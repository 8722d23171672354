"""Any changed byte of a set is found and named."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from nigehban.known import DamagedError, NoSetError, load_or_make_key, open_current, verify
from nigehban.known.folder import Pointer
from nigehban.known.manifest import Manifest, digest_of, read_manifest, record_of

from .made import md5, pdq, put

MANIFESTS = ["generations/000001/MANIFEST.json", "generations/000002/MANIFEST.json"]
INDEX = "pdq.near"
"""Four million bytes at least: sampled, where everything else is changed byte by byte."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of two generations, with a withdrawal."""
    root = tmp_path_factory.mktemp("verified") / "set"
    put(root, [{"md5": md5(1), "entry_id": "1"}, {"md5": md5(2), "sha1": bytes(20)}], "a", terms="none")
    put(root, [{"entry_id": "1", "withdrawn": True}], "b")
    return root


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << place % 8
    return bytes(changed)


def named(root: Path) -> set[str]:
    return {problem.file for problem in verify(root).problems}


def test_a_set_as_it_was_published_has_no_problems(made: Path) -> None:
    seen = verify(made)
    assert seen.problems == []
    assert (seen.generations, seen.signer) == (2, (made / "SIGNER").read_text().strip())


@pytest.mark.volume
def test_every_changed_byte_of_what_a_manifest_names_is_found_and_its_file_named(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1), "entry_id": "1"}, {"entry_id": "1", "withdrawn": True}], "a")
    files = {name: data for name, data in files_of(root).items() if len(data) and name.count("/") > 1}
    del files["generations/000001/MANIFEST.json"]
    for place in range(max(map(len, files.values()))):
        touched = {name: data for name, data in files.items() if place < len(data)}
        for name, data in touched.items():
            (root / name).write_bytes(flipped(data, place))
        assert named(root) == set(touched), place
        for name in touched.keys() & {name for name, data in files.items() if place + 1 == len(data)}:
            (root / name).write_bytes(files[name])


@pytest.mark.volume
def test_every_changed_byte_of_a_manifest_is_found(made: Path) -> None:
    for number in (1, 2):
        path = made / f"generations/00000{number}/MANIFEST.json"
        whole = path.read_bytes()
        for place in range(len(whole)):
            with pytest.raises(DamagedError):
                read_manifest(path, flipped(whole, place))


@pytest.mark.parametrize("name", ["CURRENT", "SIGNER", *MANIFESTS])
def test_a_changed_byte_of_what_names_the_rest_is_found_and_its_file_named(made: Path, name: str) -> None:
    whole = (made / name).read_bytes()
    try:
        for place in range(0, len(whole), 1 + len(whole) // 100):
            (made / name).write_bytes(flipped(whole, place))
            assert name in named(made), place
    finally:
        (made / name).write_bytes(whole)


@pytest.mark.volume
def test_a_changed_byte_anywhere_in_a_near_index_is_found(tmp_path: Path) -> None:
    root, places = tmp_path / "set", random.Random(3)
    put(root, [{"pdq": pdq(1)}, {"pdq": pdq(2)}], "a")
    index = root / "generations/000001/segment" / INDEX
    whole = index.read_bytes()
    for _ in range(20):
        index.write_bytes(flipped(whole, places.randrange(len(whole))))
        assert named(root) == {f"generations/000001/segment/{INDEX}"}


@pytest.mark.parametrize(
    "name", ["CURRENT", "SIGNER", "generations/000001/MANIFEST.json", "generations/000001/sources.jsonl"]
)
def test_a_missing_file_is_named(made: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(made, tmp_path / "set")
    (tmp_path / "set" / name).unlink()
    assert name in named(tmp_path / "set")


def test_a_file_that_nobody_published_is_named(made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "set")
    (root / "generations/000001/segment/more.keys").write_bytes(b"")
    (root / "generations/000002/link").symlink_to(root / "CURRENT")
    assert named(root) == {"generations/000001/segment/more.keys", "generations/000002/link"}


def test_a_set_signed_anew_with_a_swapped_key_is_found(made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "set")
    resign(root, read_manifest(root / "generations/000002/MANIFEST.json"), tmp_path / "thief.pem")
    assert "SIGNER" in named(root)


def test_a_generation_put_in_the_place_of_another_is_found(made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "set")
    shutil.rmtree(root / "generations/000001")
    other = tmp_path / "other"
    put(other / "set", [{"md5": md5(9)}], "z")
    shutil.copytree(other / "set/generations/000001", root / "generations/000001")
    assert {"SIGNER", "generations/000002/MANIFEST.json"} <= named(root)


def test_keys_that_their_signer_published_out_of_order_are_found(made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "set")
    path = "generations/000001/segment/md5.keys"
    keys = (root / path).read_bytes()
    low, high = sorted((md5(1), md5(2)))
    (root / path).write_bytes(keys.replace(low, b"?" * 16).replace(high, low).replace(b"?" * 16, high))
    reseal(root, made.parent / "key.pem", path)
    assert [(problem.file, problem.reason) for problem in verify(root).problems] == [
        (path, "its keys are not in order")
    ]


def test_what_is_no_set_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NoSetError):
        verify(tmp_path)


def test_what_a_killed_import_left_is_no_problem(made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "set")
    shutil.copytree(root / "generations/000002", root / "generations/000003")
    (root / "generations/.part").mkdir()
    assert verify(root).problems == []
    assert open_current(root).number == 2


def resign(root: Path, manifest: Manifest, key: Path) -> str:
    """Write a manifest anew and name it as the current one, if it is the last; its digest."""
    signer = load_or_make_key(key)
    data = replace(manifest, public_key=signer.public).signed(signer)
    (root / f"generations/{manifest.generation:06}/MANIFEST.json").write_bytes(data)
    (root / "CURRENT").write_bytes(Pointer(manifest.generation, digest_of(data)).encode())
    return digest_of(data)


def reseal(root: Path, key: Path, path: str) -> None:
    """Sign both generations anew after a file was changed: what a careless signer could have published."""
    digest = None
    for number in (1, 2):
        manifest = read_manifest(root / f"generations/{number:06}/MANIFEST.json")
        files = {**manifest.files, path: record_of(root / path)}
        parent = replace(manifest.parent, manifest=digest) if manifest.parent and digest else None
        digest = resign(root, replace(manifest, files=files, parent=parent), key)
