"""CSV by mapping: ICSE, and any list whose columns are named; every line is an entry, or rejected with its number."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import NotAList, Refused
from nigehban.formats.known_sets import csv_list, icse
from nigehban.formats.known_sets.list_mapping import ListMappingError, built_in, load
from tests.formats.known_sets.gathering import Gathered, given_bytes, hash_of

ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline"
)


def icse_row(number: int, md5: str | None = None) -> str:
    return f"{hash_of('md5', number) if md5 is None else md5};;;{number};Yes;No;unknown;Set {number};3;No;Image;Yes"


def read(data: bytes) -> Gathered:
    return given_bytes(csv_list.read, data)


def test_an_icse_row_is_taken_by_column() -> None:
    found = given_bytes(icse.read, f"{ICSE}\r\n{icse_row(7)}\r\n".encode())
    (row,) = found.rows
    assert row == row | {
        "place": 2,
        "entry_id": "7",
        "media": "image",
        "category": "Yes",
        "md5": bytes.fromhex(hash_of("md5", 7)),
        "sha1": None,
        "distributed": True,
        "victim_identified": False,
        "offender_identified": None,
        "disputed": None,
        "series": "Set 7",
    }
    assert json.loads(str(row["extra"])) == {
        "Is distributed": "Yes", "Victim identified": "No", "Offender identified": "unknown",
        "Number of submissions": "3", "File Available": "No",
    }  # fmt: skip
    assert (found.known.scheme, found.rejected) == ("ICSE", [])


def test_photodna_is_carried_as_hexadecimal_or_numbers() -> None:
    value = bytes.fromhex(hash_of("photodna"))
    numbers = ",".join(map(str, value))
    text = f"{ICSE}\n;;{value.hex()};1;;;;;;;;Yes\n;;{numbers};2;;;;;;;;Yes\n"
    assert [row["photodna"] for row in given_bytes(icse.read, text.encode()).rows] == [value, value]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_every_end_of_line_is_read(encoding: str, end: str) -> None:
    text = end.join([ICSE, icse_row(1), "", icse_row(2).replace("Set", "سلسلہ"), icse_row(3, "bad")])
    found = given_bytes(icse.read, text.encode(encoding))
    assert [(row["place"], row["series"]) for row in found.rows] == [(2, "Set 1"), (4, "سلسلہ 2")]
    assert [one.line for one in found.rejected] == [5]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("abc;;;2;;;;;;;;", "the MD5 has 3 characters, it must have 32"),
        (f"{'g' * 32};;;2;;;;;;;;", "none of 0-9 and a-f"),
        (";;;2;;;;;;;;", "names no file"),
        ("only text", "the MD5 has 9 characters"),
        ('"open;;;2', "quotation mark is open that never closes"),
        ('"a"b;;;2', "quotation marks of the line are wrong"),
        ("\0;;;2", "the MD5 has 1 characters"),
    ],
)
def test_a_broken_line_is_rejected_with_its_number_and_the_others_are_read(broken: str, reason: str) -> None:
    lines = [ICSE, icse_row(1), broken, *(icse_row(number) for number in range(2, 200))]
    found = given_bytes(icse.read, "\n".join(lines).encode())
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(1, 200)]
    assert [row["place"] for row in found.rows] == [2, *range(4, 202)]
    (rejected,) = found.rejected
    assert (rejected.line, rejected.kept) == (3, False)
    assert reason in rejected.reason
    assert rejected.text == broken


def test_a_comment_may_have_lines_of_its_own() -> None:
    found = read(f'md5,id,note\n{hash_of("md5", 1)},1,"a\nb"\n{hash_of("md5", 2)},2,c\nbad,3,d\n'.encode())
    assert [row["place"] for row in found.rows] == [2, 4]
    assert found.rejected[0].line == 5


def test_a_wrong_value_beside_a_right_hash_is_left_out_alone() -> None:
    found = read(f"md5,sha1,size,distributed\n{hash_of('md5')},abc,many,perhaps\n".encode())
    (row,) = found.rows
    assert (row["sha1"], row["size"], row["distributed"]) == (None, None, None)
    assert [one.kept for one in found.rejected] == [True, True, True]
    assert json.loads(str(row["extra"])) == {"sha1": "abc", "size": "many", "distributed": "perhaps"}


def test_cells_beyond_the_header_are_kept_and_said() -> None:
    found = read(f"md5,id\n{hash_of('md5')},1,more,and more\n".encode())
    assert json.loads(str(found.rows[0]["extra"])) == {"cells beyond the header": "more,and more"}
    assert found.rejected[0].kept


def test_two_unknown_columns_of_one_name_do_not_hide_each_other() -> None:
    found = read(f"md5,note,note\n{hash_of('md5')},a,b\n".encode())
    assert json.loads(str(found.rows[0]["extra"])) == {"note": "a", "note (2)": "b"}


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252_and_said() -> None:
    lines = [b"md5,series", hash_of("md5", 1).encode() + b",a", hash_of("md5", 2).encode() + b",caf\xe9"]
    found = read(b"\n".join(lines))
    assert found.rows[1]["series"] == "café"
    assert "From line 3 on" in found.known.warnings[0]


def test_a_line_without_end_costs_itself() -> None:
    lines = ["md5,id", f"{hash_of('md5', 1)},1", "x" * 5_000_000, f"{hash_of('md5', 2)},2", "bad,3"]
    found = read("\n".join(lines).encode())
    assert [row["entry_id"] for row in found.rows] == ["1", "2"]
    assert [one.line for one in found.rejected] == [3, 5]


def test_a_withdrawn_row_is_a_tombstone() -> None:
    found = read(f"md5,withdrawn\n{hash_of('md5')},yes\n{hash_of('md5', 2)},\n".encode())
    assert [row["withdrawn"] for row in found.rows] == [True, False]


@pytest.mark.parametrize(("header", "scheme"), [("md5,category,age band", "IWF"), ("id;md5;caid category", "CAID")])
def test_the_built_in_mapping_is_found_by_the_header(header: str, scheme: str) -> None:
    values = {"md5": hash_of("md5"), "id": "1"}
    delimiter = ";" if ";" in header else ","
    found = read(f"{header}\n{delimiter.join(values.get(name, 'A') for name in header.split(delimiter))}\n".encode())
    assert (found.known.scheme, found.rows[0]["category"]) == (scheme, "A")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n1,2\n", b"{}", b"\xff\xfe"])
def test_what_names_no_column_of_hashes_is_refused(data: bytes) -> None:
    with pytest.raises(NotAList):
        read(data)


MINE = """
name = "mine"
scheme = "Ours"
version = "3"
profile = "North"
delimiter = "|"
header = ["Pruefsumme", "Stufe", "Art"]
video = ["Film"]
[[column]]
headers = ["Pruefsumme"]
hash = "sha256"
[[column]]
headers = ["Stufe"]
field = "category"
[[column]]
headers = ["Art"]
field = "media"
"""


def test_a_mapping_of_ones_own_reads_a_list_without_header(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE)
    found = given_bytes(csv_list.read, f"{hash_of('sha256')}|4b|Film\n".encode(), mapping=load(tmp_path / "mine.toml"))
    (row,) = found.rows
    assert (row["place"], row["sha256"], row["category"], row["media"]) == (
        1, bytes.fromhex(hash_of("sha256")), "4b", "video",
    )  # fmt: skip
    assert (found.known.scheme, found.known.version, found.known.profile) == ("Ours", "3", "North")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('hash = "sha256"', 'hash = "crc"', "allowed are: md5, pdq"),
        ('hash = "sha256"', 'field = "series"', "no [[column]] with a hash"),
        ('headers = ["Art"]', "", "number 3 names no headers"),
        ('delimiter = "|"', 'delimiter = "||"', "one character"),
        ('scheme = "Ours"', "", "“scheme” must be given"),
        ('name = "mine"', 'nam = "mine"', "“nam”"),
        ('name = "mine"', "name = ", "not TOML"),
    ],
)
def test_a_wrong_mapping_file_is_refused_with_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "mine.toml").write_text(MINE.replace(old, new))
    with pytest.raises(ListMappingError) as refused:
        load(tmp_path / "mine.toml")
    assert said in str(refused.value)


def test_every_built_in_mapping_is_whole() -> None:
    assert set(built_in()) == {"icse", "iwf", "caid", "common", "gradings"}


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(st.tuples(st.booleans(), st.text(st.characters(exclude_categories=["Cs"]), max_size=9)), max_size=9),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_line_with_something_on_it_is_an_entry_or_rejected(rows: list[tuple[bool, str]], end: str) -> None:
    lines = []
    for number, (good, text) in enumerate(rows):
        cell = '"' + "".join(text.splitlines()).replace('"', '""') + '"'
        lines.append(f"{hash_of('md5', number) if good else 'zz'},{cell}")
    found = read(end.join(["md5,series", *lines]).encode())
    assert [row["place"] for row in found.rows] == [at for at, (good, _) in enumerate(rows, 2) if good]
    assert [one.line for one in found.rejected] == [at for at, (good, _) in enumerate(rows, 2) if not good]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        csv_list.read(tmp_path / "nothing.csv")


def test_a_grading_of_the_units_own_keeps_grader_and_time(tmp_path: Path) -> None:
    table = f"SHA-256;Grade;Grader;Graded at;Exhibit\n{hash_of('sha256').upper()};2;Officer 7;2026-10-03 09:12;E-14\n"
    found = read(table.encode())
    (row,) = found.rows
    assert (found.known.scheme, row["category"], row["entry_id"]) == ("GRADINGS", "2", "E-14")
    assert (row["updated"], row["updated_text"]) == (datetime(2026, 10, 3, 9, 12, tzinfo=UTC), "2026-10-03 09:12")
    assert json.loads(str(row["extra"])) == {"Grader": "Officer 7"}


@pytest.mark.parametrize("written", ["{}", "0x{}", "0X{}", "  {} ", "groups", "colons", "hyphens"])
def test_a_hash_is_read_however_its_digits_are_written(written: str) -> None:
    digits = hash_of("md5", 3).upper()
    between = {"groups": " ", "colons": ":", "hyphens": "-"}.get(written)
    pairs = [digits[at : at + 2] for at in range(0, 32, 2)]
    text = between.join(pairs) if between else written.format(digits)
    table = f"id,MD5\n1,{hash_of('md5', 1)}\n2,{text}\n"
    found = read(table.encode())
    assert [row["md5"].hex() for row in found.rows] == [hash_of("md5", 1), digits.lower()]
    assert not found.rejected


@pytest.mark.parametrize(("word", "answer"), [("Ja", True), ("Y", True), ("1", True), ("nein", False), ("N", False)])
def test_a_flag_is_understood_and_the_lists_own_word_is_kept(word: str, answer: bool) -> None:
    (row,) = read(f"md5,Is distributed\n{hash_of('md5')},{word}\n".encode()).rows
    assert (row["distributed"], json.loads(str(row["extra"]))) == (answer, {"Is distributed": word})


@pytest.mark.parametrize("above", ["sep=;", "# made by a tool", "Hashes of unit 3\n\n2026-10-03"])
def test_lines_above_the_header_are_rejected_and_the_list_is_read(above: str) -> None:
    found = read(f"{above}\nMD5;Category\n{hash_of('md5', 1)};2\n{hash_of('md5', 2)};3\n".encode())
    assert [row["category"] for row in found.rows] == ["2", "3"]
    assert [one.line for one in found.rejected] == [at for at, line in enumerate(above.split("\n"), 1) if line]


def test_an_icse_list_with_another_delimiter_is_read() -> None:
    text = f"{ICSE}\n{icse_row(7)}\n".replace(";", ",")
    assert given_bytes(icse.read, text.encode()).rows[0]["entry_id"] == "7"


def test_damaged_rows_of_every_kind_cost_themselves_only() -> None:
    rows = [f"{hash_of('md5', number)},{number},a".encode() for number in range(2_000)]
    rows[100] = b'"' + rows[100]
    rows[200] = rows[200][:30]
    rows[300] = b"\x00\x00,1,2"
    rows[400] = b"x" * 2_000_000
    rows[500] = rows[500].replace(b",a", b",caf\xe9")
    rows[600] = rows[600].replace(b",a", b',"x"y"')
    rows[700] += b",too,many"
    found = read(b"\r\n".join([b"md5,id,series", *rows]))
    lost = {100, 200, 300, 400, 600}
    assert [row["entry_id"] for row in found.rows] == [str(number) for number in range(2_000) if number not in lost]
    assert sorted((one.line, one.kept) for one in found.rejected) == [
        (number + 2, number == 700) for number in sorted({*lost, 700})
    ]
    assert "From line 502 on" in found.known.warnings[0]


def test_quoted_rows_of_one_line_and_of_several_keep_their_lines() -> None:
    rows = [
        f'"{hash_of("md5", number)}","a\nb"' if number % 7 == 3 else f'{hash_of("md5", number)},"a"'
        for number in range(50)
    ]
    found = read("\n".join(['"md5","note"', *rows]).encode())
    assert [row["md5"].hex() for row in found.rows] == [hash_of("md5", number) for number in range(50)]
    assert [row["place"] for row in found.rows] == [number + 2 + (number + 3) // 7 for number in range(50)]
