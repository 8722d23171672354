"""Text of unknown senders on a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nigehban.cli.text import cut, printable


@given(st.text(st.characters(), max_size=300))
def test_nothing_that_a_terminal_obeys_gets_through(text):
    assert printable(text).isprintable()


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_readable_text_of_any_script_stays_as_it_is(text):
    assert printable(text) == text


@given(st.text(), st.integers(1, 50))
def test_a_cut_text_says_so(text, width):
    assert cut(text, width).endswith("…") or len(text) <= width


def test_marks_that_turn_the_direction_of_writing_are_shown():
    assert printable("a\u202eb") == "a\\u202eb"
