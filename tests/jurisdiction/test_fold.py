from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.fold import digits, fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fateh Jang", "fatehjang"),
        ("FATEH-JANG", "Fateh  Jang"),
        ("Muzaffarābād", "Muzaffarabad"),
        ("Khairpur Mir’s", "Khairpur Mirs"),
        ("لاهور", "لاہور"),
        ("كراچي", "کراچی"),
        ("فیصل آباد", "فيصل اباد"),
        ("گوجرانوالہ", "گوجرانواله"),
        ("مُلتان", "ملتان"),
        ("لودھراں", "لودهران"),
        ("\u202bپشاور\u202c", "پشاور"),
        ("ن\u200cارووال", "نارووال"),
    ],
)
def test_spellings_of_the_same_letters_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Jhelum", "Jehlum"), ("Gujrat", "Gujrati"), ("ملتان", "مردان")])
def test_names_that_only_sound_alike_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_text_without_letters_has_no_key() -> None:
    assert fold(" -,. ") == ""
    assert words("") == ()


def test_digits_of_every_script_are_read() -> None:
    assert digits("+۹۲ ٣٠٠ 123") == "92300123"


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_digits_are_ascii_digits(text: str) -> None:
    found = digits(text)
    assert found == "" or (found.isascii() and found.isdigit())
