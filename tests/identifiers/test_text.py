"""Invisible marks, digits of other scripts, and the way back to the raw words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.identifiers import normalise_text
from nigehban.identifiers.text import fold_case, is_run, scan

ODD = st.text(st.one_of(st.characters(), st.sampled_from("\u202e\u200b\u0640٣۳९0a@.＠\u2011﷽ﹱ½ﬁ")), max_size=60)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("०१२", "012"),
        ("０１２", "012"),
        ("\u202b03\u200b00\u202c", "0300"),
        ("محـــمد", "محمد"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("ａｌｉ", "ali"),
        ("\u2066ali\u2069", "ali"),
        ("plain text, 12", "plain text, 12"),
        ("ﷺ", "ﷺ"),
    ],
)
def test_text_has_one_spelling(written, plain):
    assert normalise_text(written) == plain


@given(ODD)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise_text(text)
    assert normalise_text(once) == once


def test_the_digits_of_every_script_are_digits():
    everywhere = [char for char in map(chr, range(0x110000)) if char.isdecimal()]
    assert all(scan(char).text == normalise_text(char) == str(unicodedata.decimal(char)) for char in everywhere)


@given(ODD)
def test_folding_case_twice_changes_nothing_more(text):
    assert fold_case(fold_case(text)) == fold_case(text)


@given(ODD)
def test_every_place_in_scanned_text_leads_back_to_the_words_as_written(text):
    searched = scan(text)
    for start in range(len(searched.text)):
        words = searched.words(start, start + 1)
        assert words in text
        assert scan(words).text == searched.text[start]


@given(ODD)
def test_the_whole_scanned_text_leads_back_to_all_but_the_outer_marks(text):
    searched = scan(text)
    if searched.text:
        assert scan(searched.words(0, len(searched.text))).text == searched.text


@pytest.mark.parametrize(
    ("digits", "run"), [("1234567", True), ("7654321", True), ("0000", True), ("8901", True), ("1235", False)]
)
def test_a_run_of_digits_is_recognised(digits, run):
    assert is_run(digits) == run
