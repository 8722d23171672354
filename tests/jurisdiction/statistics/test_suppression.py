"""Nobody can compute a small cell from what is shown: every world is searched that a reader could still believe in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.jurisdiction.statistics.suppression import Cell, Shown, Sum, bounds, suppress

BELOW = 3
MOST = 12


def flat(values: Sequence[int]) -> tuple[dict[str, Cell], list[Sum[str]]]:
    """A total and its rows."""
    rows = {f"row{i}": Cell(value, 1) for i, value in enumerate(values)}
    return {"total": Cell(sum(values)), **rows}, [Sum(("total",), tuple(rows))]


def nested(groups: Sequence[Sequence[int]]) -> tuple[dict[str, Cell], list[Sum[str]]]:
    """A total, its provinces, and the cities of those provinces that are not small."""
    cells = {"total": Cell(sum(map(sum, groups)))}
    sums = [Sum(("total",), tuple(f"p{i}" for i in range(len(groups))))]
    for i, group in enumerate(groups):
        cells[f"p{i}"] = Cell(sum(group), 1)
        if sum(group) >= BELOW:
            cells |= {f"c{i}.{j}": Cell(value, 1) for j, value in enumerate(group)}
            sums.append(Sum((f"p{i}",), tuple(f"c{i}.{j}" for j in range(len(group)))))
    return cells, sums


def worlds(cells: Mapping[str, Cell], sums: Sequence[Sum[str]], shown: Mapping[str, Shown]) -> dict[str, set[int]]:
    """The values of each small cell in every world that agrees with what is shown (wholes up to MOST)."""
    free = [key for key, seen in shown.items() if seen is not Shown.VALUE]
    ranges = [range(cells[k].least, BELOW) if shown[k] is Shown.SMALL else range(BELOW, MOST + 1) for k in free]
    found: dict[str, set[int]] = {key: set() for key in free if shown[key] is Shown.SMALL}
    for values in product(*ranges):
        world = {key: cell.value for key, cell in cells.items()} | dict(zip(free, values, strict=True))
        if all(sum(world[k] for k in one.left) == sum(world[k] for k in one.right) for one in sums):
            for key, seen in found.items():
                seen.add(world[key])
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_no_small_row_can_be_computed_from_its_total(values: list[int]) -> None:
    cells, sums = flat(values)
    shown = suppress(cells, sums, BELOW)
    if cells["total"].value >= BELOW:
        assert all(len(possible) > 1 for possible in worlds(cells, sums, shown).values())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=2), min_size=1, max_size=2))
def test_no_small_city_can_be_computed_from_province_and_total(groups: list[list[int]]) -> None:
    cells, sums = nested(groups)
    shown = suppress(cells, sums, BELOW)
    if cells["total"].value >= BELOW:
        assert all(len(possible) > 1 for possible in worlds(cells, sums, shown).values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=6), min_size=1, max_size=5))
def test_the_bounds_of_a_tree_hold_the_truth_and_every_small_cell_keeps_two_values(groups: list[list[int]]) -> None:
    cells, sums = nested(groups)
    shown = suppress(cells, sums, BELOW)
    found = bounds(cells, sums, shown, BELOW)
    for key, (low, high) in found.items():
        assert low <= cells[key].value <= high
        assert low < high or shown[key] is not Shown.SMALL or cells["total"].value < BELOW


@given(st.lists(st.integers(5, 40), min_size=1, max_size=8))
def test_a_table_without_small_cells_is_shown_whole(values: list[int]) -> None:
    cells, sums = flat(values)
    assert set(suppress(cells, sums, 5).values()) == {Shown.VALUE}


def test_one_small_row_takes_the_smallest_other_with_it() -> None:
    cells, sums = flat([3, 13, 9, 20])
    shown = suppress(cells, sums, 5)
    assert [shown[f"row{i}"] for i in range(4)] == [Shown.SMALL, Shown.VALUE, Shown.WITHHELD, Shown.VALUE]
    assert shown["total"] is Shown.VALUE


def test_a_second_row_that_could_be_only_one_number_takes_a_third_with_it() -> None:
    """1 and 5 make 6: whoever knows that the withheld one is at least 5 knows both."""
    cells, sums = flat([1, 5, 30])
    shown = suppress(cells, sums, 5)
    assert [shown[f"row{i}"] for i in range(3)] == [Shown.SMALL, Shown.WITHHELD, Shown.WITHHELD]


def test_a_balance_does_not_give_a_small_figure_away() -> None:
    cells = {"opening": Cell(40), "added": Cell(12), "closed": Cell(2), "pending": Cell(50)}
    shown = suppress(cells, [Sum(("opening", "added"), ("pending", "closed"))], 5)
    assert shown["closed"] is Shown.SMALL
    assert Shown.WITHHELD in shown.values()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=3))
def test_what_of_a_whole_is_not_in_its_part_cannot_be_computed_either(pairs: list[tuple[int, int]]) -> None:
    """Rows of a part beside the same rows of its whole: their differences stand nowhere."""
    parts = [part for part, _rest in pairs]
    wholes = [part + rest for part, rest in pairs]
    if sum(parts) < BELOW:
        return
    cells = {"whole": Cell(sum(wholes)), "part": Cell(sum(parts))}
    cells |= {f"w{i}": Cell(value, 1) for i, value in enumerate(wholes)}
    cells |= {f"p{i}": Cell(value, 1) for i, value in enumerate(parts)}
    cells |= {f"rest{i}": Cell(rest, implied=True) for i, (_part, rest) in enumerate(pairs)}
    numbers = range(len(pairs))
    sums = [
        Sum(("whole",), tuple(f"w{i}" for i in numbers)),
        Sum(("part",), tuple(f"p{i}" for i in numbers)),
        *(Sum((f"w{i}",), (f"p{i}", f"rest{i}")) for i in numbers),
    ]
    shown = suppress(cells, sums, BELOW)
    found = bounds(cells, sums, shown, BELOW)
    for i, (_part, rest) in enumerate(pairs):
        low, high = found[f"rest{i}"]
        assert low <= rest <= high
        assert low < high or not 0 < rest < BELOW
