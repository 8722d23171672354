"""Plain lists: one hash a line."""

from __future__ import annotations

import pytest

from nigehban.formats import NotAList
from nigehban.formats.known_sets import plain
from tests.formats.known_sets.gathering import given_bytes, hash_of


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "pdq"])
def test_hashes_are_read_with_their_lines(algorithm: str) -> None:
    text = "\r\n".join(["# a comment", hash_of(algorithm, 1), "", hash_of(algorithm, 2).upper()])
    found = given_bytes(plain.read, text.encode(), algorithm=algorithm)
    assert [(row["place"], row[algorithm]) for row in found.rows] == [
        (2, bytes.fromhex(hash_of(algorithm, 1))), (4, bytes.fromhex(hash_of(algorithm, 2))),
    ]  # fmt: skip


@pytest.mark.parametrize(("algorithm", "length"), [("md5", 32), ("sha1", 40)])
def test_md5_and_sha1_are_told_by_their_length(algorithm: str, length: int) -> None:
    found = given_bytes(plain.read, f"# head\n{hash_of(algorithm)}\n".encode())
    assert found.known.stated == {"algorithm": algorithm}
    assert len(str(found.rows[0][algorithm].hex())) == length


@pytest.mark.parametrize("data", [hash_of("pdq").encode(), b"# nothing\n"])
def test_what_cannot_be_told_is_asked_for(data: bytes) -> None:
    with pytest.raises(NotAList, match="--algorithm"):
        given_bytes(plain.read, data)


@pytest.mark.parametrize("broken", ["abc", "z" * 32, hash_of("sha1"), f" {hash_of('md5')[:-1]}", "\0", "{}"])
def test_a_broken_line_is_rejected_with_its_number(broken: str) -> None:
    lines = [hash_of("md5", number) for number in range(50_000)]
    lines.insert(40_000, broken)
    found = given_bytes(plain.read, "\n".join(lines).encode(), algorithm="md5")
    assert found.entries.num_rows == 50_000
    assert [(one.line, one.text) for one in found.rejected] == [(40_001, broken)]


def test_white_space_within_a_hash_is_no_hash() -> None:
    text = hash_of("md5")[:30] + "  "
    found = given_bytes(plain.read, f"{text}\n".encode(), algorithm="md5")
    assert len(found.rejected) == 1


def test_the_quality_of_a_pdq_hash_is_taken() -> None:
    found = given_bytes(
        plain.read, f"{hash_of('pdq')},100\n{hash_of('pdq')} 7\n{hash_of('pdq')}\n".encode(), algorithm="pdq"
    )
    assert [row["pdq_quality"] for row in found.rows] == [100, 7, None]


def test_what_stands_behind_a_hash_is_kept() -> None:
    found = given_bytes(plain.read, f"{hash_of('md5')}  a file.bin\n".encode())
    assert found.rows[0]["extra"] == '{"text": "a file.bin"}'


def test_an_unknown_algorithm_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="md5, sha1, sha256, pdq"):
        given_bytes(plain.read, b"", algorithm="crc32")


@pytest.mark.parametrize("head", ["MD5", "hash value", "# list\nmd5"])
def test_a_header_is_rejected_and_the_list_is_read(head: str) -> None:
    found = given_bytes(plain.read, f'{head}\n{hash_of("md5", 1)}\n"{hash_of("md5", 2).upper()}"\n'.encode())
    assert [row["md5"].hex() for row in found.rows] == [hash_of("md5", 1), hash_of("md5", 2)]
    assert [one.line for one in found.rejected] == [head.count("\n") + 1]
