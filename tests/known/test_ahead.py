"""Work on threads comes back in order, and no faster than it is taken."""

from __future__ import annotations

import pytest

from nigehban.known.ahead import in_order


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_what_was_given(threads: int) -> None:
    assert list(in_order(str, range(20), threads)) == [str(number) for number in range(20)]


def test_no_more_is_begun_than_there_are_threads() -> None:
    begun: list[int] = []
    results = in_order(begun.append, range(100), 3)
    next(results)
    results.close()
    assert len(begun) <= 4


def test_an_error_comes_where_its_result_would() -> None:
    results = in_order(lambda number: 1 // number, [1, 0], 2)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
