"""Each line is a query or is listed with its reason; a broken line costs that line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.runs.known.queries import LONGEST_LINE, Queries, QueriesError, read_queries

MD5 = "0cc175b9c0f1b6a831c399e269772661"
HEAD = "query,algorithm,hash"


def read(folder: Path, text: str | bytes) -> Queries:
    (folder / "q.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    (portion,) = read_queries(folder / "q.csv")
    return portion


def test_queries_come_by_algorithm_whatever_the_sender_calls_it(tmp_path: Path) -> None:
    portion = read(tmp_path, f"{HEAD}\na,MD5,{MD5.upper()}\nb,SHA-256,{'ab' * 32}\nc, md5 ,{MD5}\n")
    assert {name: asked.names for name, asked in portion.asked.items()} == {"md5": ["a", "c"], "sha256": ["b"]}
    assert [row.tobytes().hex() for row in portion.asked["md5"].hashes] == [MD5, MD5]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a,md5", "2 columns instead of 3"),
        (f"a,md5,{MD5[1:]}", "31 digits"),
        (f"a,md5,{MD5[:-1]}x", "hexadecimal"),
        (f"a,md5,{MD5[:-2]}  ", "30 digits"),
        ("a,md5," + "ab " * 10 + "ab", "hexadecimal"),
        (f"a,crc32,{MD5}", "'crc32' is no algorithm"),
        (f'"a,md5,{MD5}', "quotes"),
        (b"\xff,md5," + MD5.encode(), "no UTF-8 at byte 1"),
        ("a" * LONGEST_LINE + f",md5,{MD5}", "longer than"),
        (f"a\0b,md5,{MD5}0", "33 digits"),
    ],
)
def test_a_broken_line_is_listed_with_its_reason_and_the_rest_is_done(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    broken = line if isinstance(line, bytes) else line.encode()
    good = f"good,md5,{MD5}\n".encode()
    portion = read(tmp_path, HEAD.encode() + b"\n" + good + broken + b"\n" + good)
    (bad,) = portion.bad
    assert (bad.line, portion.asked["md5"].names) == (3, ["good", "good"])
    assert reason in bad.reason
    assert len(bad.text) <= 200


def test_columns_may_stand_in_any_order_with_others_and_other_separators(tmp_path: Path) -> None:
    portion = read(tmp_path, f'\ufeffhash;note;"query";Algorithm\r\n{MD5};x;"a;b";md5\r\n')
    assert portion.asked["md5"].names == ["a;b"]


def test_quality_says_which_are_good_enough(tmp_path: Path) -> None:
    lines = [f"{quality},pdq,{'0f' * 32},{quality}" for quality in ("49", "50", "", "101", "x")]
    portion = read(tmp_path, "\n".join([f"{HEAD},quality", *lines]))
    assert portion.asked["pdq"].names == ["49", "50", ""]
    assert portion.asked["pdq"].good.tolist() == [False, True, True]
    assert [bad.line for bad in portion.bad] == [5, 6]


def test_photodna_is_read_in_hexadecimal_and_base64(tmp_path: Path) -> None:
    portion = read(tmp_path, f"{HEAD}\na,PhotoDNA,{'00' * 144}\nb,photodna,{'A' * 192}\nc,photodna,{'*' * 192}\n")
    assert portion.asked["photodna"].hashes.tolist() == [[0] * 144] * 2
    assert len(portion.bad) == 1


@pytest.mark.parametrize("text", ["", "hash,algorithm\n", f"{MD5}\n"])
def test_a_file_without_the_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(QueriesError, match="has no column query"):
        read(tmp_path, text)


@given(st.binary(max_size=300))
def test_no_bytes_are_lost_or_end_the_reading(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    portion = read(tmp_path_factory.getbasetemp(), f"{HEAD}\n".encode() + data)
    lines = [line for line in data.split(b"\n") if line.rstrip(b"\r")]
    assert portion.count + len(portion.bad) == len(lines)
