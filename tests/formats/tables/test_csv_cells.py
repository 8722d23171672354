"""CSV: encodings, separators, broken rows; every cell is found again by its RFC 7111 pointer."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.formats import Damaged, TooLarge
from nigehban.formats.tables import csv_cells
from nigehban.formats.tables.csv_cells import read_csv


def rows(text: str | bytes) -> list[list[str]]:
    sheet, _ = read_csv(text.encode() if isinstance(text, str) else text)
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_lists_are_read_with_and_without_a_mark(encoding):
    text = "number,name,note\n1,زبیر,plain words\n"
    assert rows(text.encode(encoding)) == [["number", "name", "note"], ["1", "زبیر", "plain words"]]


def test_an_old_windows_list_is_read_with_a_warning():
    sheet, warnings = read_csv("id,name\n1,Müller\n".encode("cp1252"))
    assert sheet.rows[1][1] == "Müller"
    assert "Windows-1252" in warnings[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"id,name\n1,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
        (b"id,name\n1,a\0b\n", "NUL"),
        ("id,name\n".encode("utf-16")[:-1], "cut off"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "cut off"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, words):
    with pytest.raises(Damaged, match=words):
        read_csv(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter):
    text = delimiter.join(["id", "note", "url"]) + "\n" + delimiter.join(["1", "a. b", "https://example.com/"]) + "\n"
    assert rows(text) == [["id", "note", "url"], ["1", "a. b", "https://example.com/"]]


def test_a_comma_list_whose_cells_hold_semicolons_stays_a_comma_list():
    assert rows("id,urls\n1,a;b;c\n2,d;e;f\n")[1] == ["1", "a;b;c"]


def test_quoted_cells_may_hold_line_ends_and_separators():
    assert rows('id,note\n1,"two\nlines, and a comma"\n2,x\n') == [
        ["id", "note"], ["1", "two\nlines, and a comma"], ["2", "x"],
    ]  # fmt: skip


def test_ragged_rows_keep_all_their_cells():
    assert rows("a,b,c\n1,2\n1,2,3,4\n") == [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]


def test_a_quotation_mark_that_never_closes_swallows_no_row():
    sheet, warnings = read_csv(b'id,note\n1,"whole\nnote"\n2,"open\n3,x\n4,y\n')
    assert [row[0] for row in sheet.rows] == ["id", "1", "2", "3", "4"]
    assert sheet.rows[1][1] == "whole\nnote"
    assert "line 4" in warnings[0]


def test_a_quotation_mark_in_the_wrong_place_is_read_with_a_warning():
    sheet, warnings = read_csv(b'id,note\n1,"x" y\n2,"two\nlines"\n')
    assert sheet.rows[2] == ["2", "two\nlines"]
    assert "quotation marks" in warnings[0]


def test_pointers_count_rows_and_columns_from_one():
    sheet, _ = read_csv(b"a,b\n\n1,2\n")
    assert sheet.cells(2)[1] == ("2", "cell=3,2")


def test_an_endless_cell_is_refused():
    with pytest.raises(TooLarge, match="cell"):
        read_csv(b"a,b\n1,%b\n" % (b"x" * 17_000_000))


@pytest.mark.parametrize("data", [b"a,b\n" * 1000, b"\n" * 2000, b"a,b\n1," + b"," * 1500])
def test_more_cells_than_the_limit_are_refused(monkeypatch, data):
    monkeypatch.setattr(csv_cells, "MAX_CELLS", 1000)
    with pytest.raises(TooLarge, match="1,000"):
        read_csv(data)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\"'"), max_size=8)
TABLE = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6))


@given(TABLE, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8-sig", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_what_an_office_program_writes_is_read_back_cell_by_cell(table, delimiter, encoding):
    header = [f"column {number}" for number in range(len(table[0]) if table else 2)]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *table])
    assert rows(stream.getvalue().encode(encoding)) == [header, *table]
