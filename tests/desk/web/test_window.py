"""A window on a document holds the place that was asked for, and no more than it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.samples import encode, report

from nigehban.desk.referrals.source.lines import FOLD, PIECE, piece_of, shown_lines
from nigehban.desk.referrals.source.window import Window, window_at, window_from
from nigehban.formats.source_text import Line, nearest, source_lines

LINES = list(source_lines(encode(report()), "police_json"))
POINTERS = st.sampled_from([line.pointer for line in LINES]) | st.sampled_from(
    ["", "/nowhere", "/reportId/below", "/reportedInformation/uploadedFiles/uploadedFiles/9", "reportId"]
)


@given(pointer=POINTERS, around=st.integers(1, 400))
def test_the_place_is_the_one_that_a_look_at_all_lines_finds(pointer: str, around: int) -> None:
    window = window_at(LINES, pointer, around)
    here = nearest(LINES, pointer)
    assert window.here == here
    assert window.lines == LINES[window.start : window.start + len(window.lines)]
    assert len(window.lines) <= 2 * around + 1
    assert window.more == (window.start + len(window.lines) < len(LINES))
    if here is not None:
        assert window.start == max(0, here - around)
        assert window.exact == (LINES[here].pointer == pointer)


@given(start=st.integers(0, 400), size=st.integers(1, 50))
def test_a_window_from_a_line_is_that_part_of_the_document(start: int, size: int) -> None:
    window = window_from(LINES, start, size)
    assert window.lines == LINES[start : start + size]
    assert window.more == (start + size < len(LINES))


def test_a_place_near_the_top_is_found_without_reading_a_million_lines() -> None:
    looked_at = 0

    def endless() -> Iterator[Line]:
        nonlocal looked_at
        while True:
            yield Line(0, "x", f"/{looked_at}")
            looked_at += 1

    assert window_at(endless(), "/5", 10).here == 5
    assert looked_at < 20


def test_lines_keep_their_number_and_only_the_place_is_marked() -> None:
    window = window_at(LINES, "/reportId", 3)
    shown = shown_lines(window)
    assert [line.number for line in shown] == list(range(window.start + 1, window.start + 1 + len(shown)))
    assert [line.text for line in shown if line.is_here] == ["104455667"]
    assert [line.key for line in shown if line.is_here] == ['"reportId"']


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ('"a: \\" b": "c: d"', '"a: \\" b"', '"c: d"'),
        ("Name: a: b", "Name", "a: b"),
        ("{", "", "{"),
        ('"a: b"', "", '"a: b"'),
        ("نام: علی", "نام", "علی"),
    ],
)
def test_key_and_value_are_told_apart(text: str, key: str, value: str) -> None:
    (line,) = shown_lines(Window(0, [Line(0, text, "")], more=False))
    assert (line.key, line.text) == (key, value)


def test_a_long_line_is_folded_and_read_in_pieces_that_are_the_whole() -> None:
    long = "".join(chr(0x61 + n % 26) for n in range(2 * PIECE + 7))
    (line,) = shown_lines(Window(0, [Line(0, long, "")], more=False))
    assert len(line.text) == FOLD
    assert line.folded == len(long) - FOLD
    pieces, start = [], 0
    while start < len(long):
        piece = piece_of(Line(0, long, ""), 0, start)
        pieces.append(piece.text)
        start = piece.end
    assert "".join(pieces) == long
    assert len(pieces) == 3


def test_rows_of_a_table_are_set_apart() -> None:
    lines = [Line(0, "x", pointer) for pointer in ("cell=2,1", "cell=2,2", "cell=3,1", "S!A4", "S!B4")]
    assert [line.begins_record for line in shown_lines(Window(0, lines, more=False))] == [
        True,
        False,
        True,
        True,
        False,
    ]
