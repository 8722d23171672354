"""A signing key is made once, belongs to its owner alone, and what is no key is named."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from Crypto.PublicKey import ECC

from nigehban.known import BadKeyError, load_or_make_key
from nigehban.known.signing import is_signed


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "made" / "key.pem"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: load_or_make_key(path).public, range(8)))
    assert keys == {load_or_make_key(path).public}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["key.pem"]


@pytest.mark.parametrize("content", ["", "no key", "public", "another curve"])
def test_a_file_without_a_private_ed25519_key_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.pem"
    if content == "public":
        content = ECC.generate(curve="ed25519").public_key().export_key(format="PEM")
    elif content == "another curve":
        content = ECC.generate(curve="p256").export_key(format="PEM")
    path.write_text(content)
    with pytest.raises(BadKeyError, match=r"key\.pem holds no private"):
        load_or_make_key(path)
    assert path.read_text() == content


def test_a_signature_holds_for_its_message_and_key_only(tmp_path: Path) -> None:
    key, other = load_or_make_key(tmp_path / "a"), load_or_make_key(tmp_path / "b")
    signature = key.sign(b"message")
    assert is_signed(b"message", signature, key.public)
    assert not is_signed(b"another", signature, key.public)
    assert not is_signed(b"message", signature, other.public)
    assert not is_signed(b"message", signature.upper(), key.public)
    assert not is_signed(b"message", "", key.public)
    assert not is_signed(b"message", signature, "ff" * 32)
