"""Sentences are filled and found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.phrases import NUMBER, Book, Perhaps, Phrase, Several, Trailed, Voice, every_phrase

_LOUD = Voice(lambda words: words.upper().replace("{N}", "{n}").replace("{WHAT}", "{what}"), lambda value: f"[{value}]")
_COUNTS = Book(Phrase("{n} dogs", n=NUMBER), Phrase("{n} more", n=NUMBER))
_PLACE = Book(
    Phrase("{what} in town", what=Perhaps(lambda: _PLACE)), Phrase("{what} at night", what=Perhaps(lambda: _PLACE))
)


@given(st.text().filter(lambda text: "." not in text))
def test_whatever_is_filled_in_is_found_again_and_shown_as_a_value(value: str) -> None:
    phrase = Phrase("it is {what}.")
    assert phrase.said(phrase(what=value), _LOUD) == (f"IT IS [{value}]." if value else None)


def test_a_sentence_that_the_phrase_did_not_make_is_not_taken_for_one() -> None:
    assert Phrase("{n} dogs", n=NUMBER).said("seven dogs", _LOUD) is None


def test_words_that_trail_a_sentence_stay_as_they_are() -> None:
    assert Trailed("it barks:").said("it barks: wau", _LOUD) == "IT BARKS: [wau]"


def test_a_place_that_comes_twice_holds_the_same_both_times() -> None:
    twice = Phrase("{n} is {n}")
    assert twice.said("1 is 1", _LOUD) == "[1] IS [1]"
    assert twice.said("1 is 2", _LOUD) is None


def test_a_sentence_may_begin_with_a_capital() -> None:
    assert Book(Phrase("the dog")).said("The dog", _LOUD) == "THE DOG"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 dogs", "[1] DOGS"),
        ("1 dogs, 2 dogs and 3 more", "[1] DOGS, [2] DOGS AND [3] MORE"),
        ("a cat, a bird, 2 dogs", "[a cat, a bird], [2] DOGS"),
    ],
)
def test_a_list_is_parted_only_where_a_phrase_begins(text: str, told: str) -> None:
    assert Several(_COUNTS, ", ", " and ").said(text, _LOUD) == told


def test_a_phrase_inside_of_a_phrase_of_the_same_book_is_found() -> None:
    assert _PLACE.said("a cat at night in town", _LOUD) == "[a cat] AT NIGHT IN TOWN"
    assert len(every_phrase(_PLACE)) == 2
