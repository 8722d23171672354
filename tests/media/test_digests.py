"""Digests of streams: what the standard library says of the whole, in whatever pieces it comes."""

from __future__ import annotations

import hashlib
import io
import sys

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from nigehban.media import NotInstalledError, digest_bytes, digest_chunks, digest_file


def expected(data: bytes) -> tuple[object, ...]:
    made = [getattr(hashlib, name)(data).hexdigest() for name in ("md5", "sha1", "sha256")]
    return (len(data), *made, None)


def test_an_empty_stream_has_the_digests_of_nothing():
    found = digest_bytes(b"")
    assert found.md5 == "d41d8cd98f00b204e9800998ecf8427e"
    assert found.sha1 == "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    assert found.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert found == digest_file(io.BytesIO()) == digest_file(io.BytesIO(), threads=True)


@given(st.lists(st.binary(max_size=3000), max_size=8))
def test_pieces_give_the_digests_of_the_whole(pieces):
    assert digest_chunks(pieces) == expected(b"".join(pieces))


@pytest.mark.parametrize("threads", [False, True])
@pytest.mark.parametrize("size", [1, 262_144, 262_145, 4_194_304, 13_000_001])
def test_a_file_of_any_size_has_the_digests_of_its_bytes(size, threads):
    data = bytes(range(251)) * (size // 251 + 1)
    assert digest_file(io.BytesIO(data[:size]), threads=threads) == expected(data[:size])


def test_a_file_is_digested_from_where_it_stands():
    file = io.BytesIO(b"head and rest")
    file.seek(4)
    assert digest_file(file) == expected(b" and rest")


def test_blake3_comes_beside_the_others_when_asked_for():
    found = digest_file(io.BytesIO(b"abc"), blake3=True)
    assert found._replace(blake3=None) == expected(b"abc")
    assert found.blake3 == blake3(b"abc").hexdigest()


def test_blake3_that_is_not_installed_is_said_so_with_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "blake3", None)
    with pytest.raises(NotInstalledError, match=r"pip install nigehban\[blake3\]"):
        digest_bytes(b"abc", blake3=True)


class Failing(io.RawIOBase):
    """A disk that gives up after some megabytes."""

    def __init__(self) -> None:
        self._left = 3

    def readinto(self, buffer, /) -> int:
        self._left -= 1
        if not self._left:
            raise OSError(5, "Input/output error")
        return len(buffer)


@pytest.mark.parametrize("threads", [False, True])
def test_a_disk_that_fails_is_an_error_and_no_digest(threads):
    with pytest.raises(OSError, match="Input/output error"):
        digest_file(Failing(), threads=threads)
