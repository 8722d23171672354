"""The vault gives back what was sealed, or says why it can not."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nigehban.vault import (
    BadKeyError,
    Damage,
    DamagedError,
    NoIdentityError,
    NotSealedError,
    NoVaultError,
    StoreError,
    Vault,
    VaultExistsError,
    WrongKeyError,
    create_vault,
    ensure_vault,
    open_vault,
)

LETTER = b"A letter from a unit abroad, 198.51.100.7"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create_vault(tmp_path / "vault")


def object_of(root: Path, digest: str) -> Path:
    return root / "sha256" / digest[:2] / digest[2:4] / digest


@given(data=st.binary(max_size=200_000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_sealed_is_opened_unchanged_under_its_digest(vault: Vault, data: bytes) -> None:
    digest = vault.seal(data)
    assert digest == sha256(data).hexdigest()
    assert vault.has(digest)
    assert vault.open(digest) == data


def test_a_batch_gives_its_digests_in_order(vault: Vault) -> None:
    many = [b"one", b"two", b"one", b""]
    assert vault.seal_many(iter(many)) == [sha256(data).hexdigest() for data in many]
    assert [vault.open(sha256(data).hexdigest()) for data in many] == many


@given(chunks=st.lists(st.binary(max_size=100_000), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_sealed_in_chunks_is_opened_unchanged_whole_and_in_chunks(vault: Vault, chunks: list[bytes]) -> None:
    data, opened = b"".join(chunks), BytesIO()
    with vault.sealing() as sealing:
        digest = sealing.seal_chunks(chunks)
        assert sealing.has(digest)
    assert digest == sha256(data).hexdigest()
    vault.open_into(digest, opened)
    assert vault.open(digest) == opened.getvalue() == data


def test_the_same_bytes_sealed_in_chunks_are_not_written_again(vault: Vault, tmp_path: Path) -> None:
    path = object_of(tmp_path / "vault", vault.seal(LETTER))
    before = path.read_bytes(), path.stat().st_ino
    with vault.sealing() as sealing:
        sealing.seal_chunks([LETTER[:5], LETTER[5:]])
        sealing.seal_chunks([LETTER])
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert len(list((tmp_path / "vault").rglob("?" * 64))) == 1


def test_chunks_that_break_off_are_left_out_and_the_others_are_sealed(vault: Vault, tmp_path: Path) -> None:
    def torn():
        yield bytes(300_000)
        raise DamagedError("the disk went away")

    with vault.sealing() as sealing:
        first = sealing.seal(b"first")
        with pytest.raises(DamagedError, match=r"^the disk went away$"):
            sealing.seal_chunks(torn())
        last = sealing.seal_chunks([b"last"])
    assert vault.open(first) + vault.open(last) == b"firstlast"
    assert len(list((tmp_path / "vault" / "sha256").rglob("?" * 64))) == 2


@pytest.mark.parametrize("size", [10, 70_000, 400_000])
def test_a_disk_that_takes_no_more_is_told_of_at_any_size_and_nothing_is_kept(
    vault: Vault, tmp_path: Path, size: int
) -> None:
    with pytest.raises(StoreError, match="could not be written"), vault.sealing() as sealing, largest_file(200):
        sealing.seal_chunks([bytes(size)])
    assert not list((tmp_path / "vault").rglob("?" * 64))
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file that this process writes may grow beyond ``size``, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_place_that_can_not_take_what_is_opened_is_told_of(vault: Vault) -> None:
    digest = vault.seal(LETTER)
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space"):  # noqa: PTH123
        vault.open_into(digest, full)


@pytest.mark.parametrize("kept", [0, 200, 65_536, 65_752, 65_753, 100_000, -1])
def test_a_large_object_cut_short_is_refused_in_chunks_too(vault: Vault, tmp_path: Path, kept: int) -> None:
    digest = vault.seal(bytes(200_000))
    path = object_of(tmp_path / "vault", digest)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedError):
        vault.open_into(digest, BytesIO())


def test_an_object_swapped_for_another_is_refused_in_chunks_too(vault: Vault, tmp_path: Path) -> None:
    first, second = vault.seal_many([b"first", b"second"])
    object_of(tmp_path / "vault", first).write_bytes(object_of(tmp_path / "vault", second).read_bytes())
    with pytest.raises(DamagedError):
        vault.open_into(first, BytesIO())


def test_sealing_and_checking_a_film_takes_no_memory_for_it(tmp_path: Path) -> None:
    script = """
import resource, sys
from itertools import repeat
from pathlib import Path
from nigehban.vault import create_vault
vault = create_vault(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with vault.sealing() as sealing:
    sealing.seal_chunks(repeat(bytes(2**20), 300))
assert not list(vault.verify())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "vault"], check=True, capture_output=True)
    assert int(done.stdout) < 50 * 1024, "KiB"


def test_the_same_bytes_twice_are_one_object_and_it_is_not_written_again(vault: Vault, tmp_path: Path) -> None:
    path = object_of(tmp_path / "vault", vault.seal(LETTER))
    before = path.read_bytes(), path.stat().st_ino
    vault.seal(LETTER)
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert len(list((tmp_path / "vault" / "sha256").rglob("?" * 64))) == 1


def test_nothing_readable_lies_on_the_disk(vault: Vault, tmp_path: Path) -> None:
    vault.seal(LETTER)
    files = [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]
    assert not any(LETTER[:20] in path.read_bytes() for path in files)


def test_objects_and_the_private_key_are_for_their_owner_only(vault: Vault, tmp_path: Path) -> None:
    path = object_of(tmp_path / "vault", vault.seal(LETTER))
    for private in (path, tmp_path / "vault" / "identity.txt"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_machine_without_the_private_key_seals_but_does_not_open(tmp_path: Path) -> None:
    create_vault(tmp_path / "vault", tmp_path / "key.txt")
    intake = open_vault(tmp_path / "vault")
    digest = intake.seal(LETTER)
    with pytest.raises(NoIdentityError):
        intake.open(digest)
    with pytest.raises(NoIdentityError):
        list(intake.verify())
    assert open_vault(tmp_path / "vault", tmp_path / "key.txt").open(digest) == LETTER


def test_the_key_of_another_vault_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    digest = vault.seal(LETTER)
    create_vault(tmp_path / "other", tmp_path / "other.txt")
    with pytest.raises(WrongKeyError):
        open_vault(tmp_path / "vault", tmp_path / "other.txt").open(digest)


def test_a_second_recipient_opens_what_was_sealed_after_it_was_named(vault: Vault, tmp_path: Path) -> None:
    create_vault(tmp_path / "safe", tmp_path / "safe.txt")
    recipients = tmp_path / "vault" / "recipients.txt"
    recipients.write_text(recipients.read_text() + (tmp_path / "safe" / "recipients.txt").read_text())
    digest = open_vault(tmp_path / "vault").seal(LETTER)
    assert open_vault(tmp_path / "vault", tmp_path / "safe.txt").open(digest) == LETTER


@pytest.mark.parametrize("at", [0, 30, 100, 200, -1])
def test_an_object_with_one_changed_byte_is_refused(vault: Vault, tmp_path: Path, at: int) -> None:
    digest = vault.seal(LETTER)
    path = object_of(tmp_path / "vault", digest)
    changed = bytearray(path.read_bytes())
    changed[at] ^= 1
    path.write_bytes(changed)
    with pytest.raises((DamagedError, WrongKeyError)):
        vault.open(digest)


@pytest.mark.parametrize("kept", [0, 10, 150, -1])
def test_an_object_cut_short_is_refused(vault: Vault, tmp_path: Path, kept: int) -> None:
    digest = vault.seal(LETTER)
    path = object_of(tmp_path / "vault", digest)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedError):
        vault.open(digest)


def test_an_object_swapped_for_another_good_one_is_refused(vault: Vault, tmp_path: Path) -> None:
    first, second = vault.seal_many([b"first", b"second"])
    object_of(tmp_path / "vault", first).write_bytes(object_of(tmp_path / "vault", second).read_bytes())
    with pytest.raises(DamagedError):
        vault.open(first)


def test_verify_names_what_is_damaged_and_what_is_missing_and_nothing_else(vault: Vault, tmp_path: Path) -> None:
    good, bad, gone = vault.seal_many([b"good", b"bad", b"gone"])
    object_of(tmp_path / "vault", bad).write_bytes(b"scribble")
    object_of(tmp_path / "vault", gone).unlink()
    found = list(vault.verify(expected=[good, bad, gone]))
    assert [damage.sha256 for damage in found] == [bad, gone]
    assert found[1] == Damage(gone, "The object is missing.")


def test_what_was_never_sealed_is_not_opened(vault: Vault) -> None:
    with pytest.raises(NotSealedError):
        vault.open("0" * 64)
    assert not vault.has("0" * 64)


@pytest.mark.parametrize("digest", ["../../identity.txt", "", "A" * 64, "0" * 63, "0" * 63 + "/"])
def test_a_name_that_is_no_digest_never_becomes_a_path(vault: Vault, digest: str) -> None:
    with pytest.raises(NotSealedError, match="no SHA-256"):
        vault.open(digest)


def test_a_second_vault_in_the_same_place_is_refused_and_the_key_stays(vault: Vault, tmp_path: Path) -> None:
    key = (tmp_path / "vault" / "identity.txt").read_text()
    with pytest.raises(VaultExistsError):
        create_vault(tmp_path / "vault")
    with pytest.raises(VaultExistsError):
        create_vault(tmp_path / "third", tmp_path / "vault" / "identity.txt")
    assert (tmp_path / "vault" / "identity.txt").read_text() == key


def test_a_folder_that_is_no_vault_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NoVaultError):
        open_vault(tmp_path)


@pytest.mark.parametrize("text", ["nonsense\n", "age1nonsense\n", "# nothing\n"])
def test_a_recipients_file_without_a_usable_key_is_refused(vault: Vault, tmp_path: Path, text: str) -> None:
    (tmp_path / "vault" / "recipients.txt").write_text(text)
    with pytest.raises(BadKeyError):
        open_vault(tmp_path / "vault")


def test_a_private_key_file_that_is_none_is_refused(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "junk.txt").write_bytes(b"\xff\xfe junk\n")
    with pytest.raises(BadKeyError):
        open_vault(tmp_path / "vault", tmp_path / "junk.txt")
    with pytest.raises(NoIdentityError):
        open_vault(tmp_path / "vault", tmp_path / "nowhere.txt")


def test_writers_of_the_same_bytes_at_the_same_time_leave_one_whole_object_each(tmp_path: Path) -> None:
    create_vault(tmp_path / "vault")
    many = [b"document %d" % number for number in range(300)]
    vaults = [open_vault(tmp_path / "vault") for _ in range(4)]
    threads = [threading.Thread(target=one.seal_many, args=(many,)) for one in vaults]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(vaults[0].verify(expected=[sha256(data).hexdigest() for data in many])) == []
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []


def test_a_batch_that_fails_half_way_leaves_nothing_behind_and_can_be_sealed_again(
    vault: Vault, tmp_path: Path
) -> None:
    def failing():
        yield b"one"
        raise RuntimeError("the source went away")

    with pytest.raises(RuntimeError):
        vault.seal_many(failing())
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []
    assert vault.open(vault.seal(b"one")) == b"one"


def test_a_place_that_can_not_be_written_is_said_so(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "vault" / "sha256").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="could not be written"):
        vault.seal(LETTER)


def test_a_vault_is_made_once_and_then_opened(tmp_path: Path) -> None:
    digest = ensure_vault(tmp_path / "vault").seal(LETTER)
    assert ensure_vault(tmp_path / "vault").open(digest) == LETTER


def test_a_vault_whose_making_was_cut_off_is_made_whole_with_its_key(tmp_path: Path) -> None:
    create_vault(tmp_path / "vault")
    key = (tmp_path / "vault" / "identity.txt").read_text()
    (tmp_path / "vault" / "recipients.txt").unlink()
    vault = ensure_vault(tmp_path / "vault")
    assert vault.open(vault.seal(LETTER)) == LETTER
    assert (tmp_path / "vault" / "identity.txt").read_text() == key


def test_many_who_need_a_vault_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        vaults = list(pool.map(lambda _: ensure_vault(tmp_path / "vault"), range(8)))
    digest = vaults[0].seal(LETTER)
    assert all(vault.open(digest) == LETTER for vault in vaults)
