from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nigehban.priority.text import QUOTE_LENGTH, fold, quote


def test_arabic_and_urdu_letters_fold_to_one_spelling():
    assert fold("ويڈيو") == fold("ویڈیو")
    assert fold("كريں") == fold("کریں")


def test_digits_of_three_scripts_fold_to_one():
    assert fold("٥ ۵ ५") == "5 5 5"


def test_zero_width_and_direction_marks_vanish():
    assert fold("k\u200bi\u202ell\u2069") == "kill"


def test_apostrophes_of_all_shapes_vanish():
    assert fold("don't don’t donʼt") == "dont dont dont"


def test_stretched_and_vowelled_letters_fold_to_plain_ones():
    assert fold("پـــارک مُلاقات") == fold("پارک ملاقات")


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_quick_way_for_plain_text_folds_as_the_table_does(text):
    marker = "\u06f1"
    assert fold(text) + "1" == fold(text + marker)


@given(st.text(min_size=1, max_size=300), st.data())
def test_a_quote_is_short_one_line_and_turns_nothing(text, data):
    length = len(fold(text))
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    quoted = quote(text, start, end)
    assert len(quoted) <= QUOTE_LENGTH
    assert not set(quoted) & set("\n\r\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b")


def test_a_quote_keeps_the_words_as_they_were_written():
    text = "He said: I'll KI\u200bLL you, really"
    start = fold(text).index("kill")
    assert "KILL you" in quote(text, start, start + len("kill you"))


def test_a_quote_ends_at_whole_words():
    text = f"{'a' * 30} {'b' * 30} meet me {'c' * 30} {'d' * 30}"
    start = text.index("meet")
    assert quote(text, start, start + 7) == f"{'b' * 30} meet me {'c' * 30}"


def test_a_quote_inside_one_long_word_keeps_what_fired():
    text = f"{'x' * 100}(meet me){'y' * 100}"
    start = text.index("meet")
    assert quote(text, start, start + 7) == "meet me"
