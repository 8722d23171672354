"""A page asks once; whatever is no page asks every time."""

from __future__ import annotations

from itertools import count

from nigehban.desk.per_request import once_a_page, one_page


def test_a_page_asks_once_and_the_next_one_asks_again() -> None:
    answers = count()
    asked = once_a_page(lambda: next(answers))

    assert [asked(), asked()] == [0, 1]
    with one_page():
        assert [asked(), asked()] == [2, 2]
    with one_page():
        assert asked() == 3
    assert asked() == 4
