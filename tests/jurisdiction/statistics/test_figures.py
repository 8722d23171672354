"""What leaves the unit: small cells hidden, nothing dropped, no share of a few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.statistics import (
    Figure,
    NotProtectedError,
    Row,
    Shown,
    Told,
    ToldFigure,
    load_statistics,
    percent,
    released,
    whole,
)
from nigehban.jurisdiction.statistics.suppression import Cell, Sum, suppress
from tests.jurisdiction.conftest import PACKS

PK = load_statistics(PACKS / "pk")
BULLETIN = PK.products["weekly_bulletin"]


def figure(measure: str, number: int, **tables: tuple[Row, ...]) -> Figure:
    return Figure(measure, number, tables)


def test_the_unit_sees_every_number() -> None:
    (told,) = whole([figure("incidents", 4, province=(Row("IS", "", 3), Row("PB", "", 1)))])
    assert told.told.number == 4
    assert [row.told.number for row in told.tables["province"]] == [3, 1]


def test_a_small_figure_is_told_as_small_and_without_its_rows() -> None:
    (told,) = released(BULLETIN, PK, [figure("wanted_arrested", 3, province=(Row("PB", "", 3),))])
    assert told.told == Told(None, Shown.SMALL)
    assert told.tables == {}


def test_a_small_province_does_not_list_its_cities() -> None:
    provinces = (Row("PB", "", 30), Row("KP", "", 3), Row("SD", "", 9))
    cities = (Row("lahore", "PB", 30), Row("peshawar", "KP", 1), Row("swat", "KP", 2), Row("karachi", "SD", 9))
    (told,) = released(BULLETIN, PK, [figure("incidents", 42, province=provinces, city=cities)])
    assert {row.value for row in told.tables["city"]} == {"lahore", "karachi"}
    hidden = {row.value: row.told.shown for row in told.tables["province"] if row.told.number is None}
    assert hidden == {"KP": Shown.SMALL, "SD": Shown.WITHHELD}
    assert {row.value: row.told.shown for row in told.tables["city"]}["karachi"] is Shown.WITHHELD


def test_a_row_that_another_measure_repeats_is_hidden_in_both() -> None:
    kinds = (Row("human_smuggling", "", 8), Row("csam", "", 2))
    arrested, smugglers = released(
        BULLETIN, PK, [figure("persons_arrested", 10, kind=kinds), figure("smugglers_arrested", 8)]
    )
    assert [row.told.shown for row in arrested.tables["kind"]] != [Shown.VALUE, Shown.SMALL]
    hidden = {row.value for row in arrested.tables["kind"] if row.told.number is None}
    assert arrested.told.number is None or smugglers.told.number is None
    assert "csam" in hidden


def test_no_share_of_fewer_than_twenty() -> None:
    assert percent(Told(9, Shown.VALUE), Told(19, Shown.VALUE), 20) is None
    assert percent(Told(9, Shown.VALUE), Told(20, Shown.VALUE), 20) == 45
    assert percent(Told(None, Shown.SMALL), Told(90, Shown.VALUE), 20) is None


def test_the_few_judgments_that_do_not_convict_are_not_told_by_a_difference() -> None:
    half_year = PK.products["half_yearly"]
    judgments, convictions = released(half_year, PK, [figure("judgments", 30), figure("convictions", 28)])
    assert judgments.told.number is None or convictions.told.number is None
    judgments, convictions = released(half_year, PK, [figure("judgments", 30), figure("convictions", 20)])
    assert (judgments.told.number, convictions.told.number) == (30, 20)


def in_provinces(**numbers: int) -> Figure:
    return figure("incidents", sum(numbers.values()), province=tuple(Row(row, "", n) for row, n in numbers.items()))


def told(*releases: Figure) -> dict[str, int | None]:
    """What the last of several releases of one figure tells; the empty name is the whole."""
    before: list[tuple[ToldFigure, ...]] = []
    for one in releases:
        before.append(released(BULLETIN, PK, [one], before))
    (last,) = before[-1]
    rows = {row.value: row.told.number for rows in last.tables.values() for row in rows}
    return {"": last.told.number} | rows


def test_the_same_figures_released_again_are_told_the_same() -> None:
    first = in_provinces(PB=30, KP=3, SD=9)
    assert told(first, first) == told(first) == {"": 42, "PB": 30, "KP": None, "SD": None}


def test_what_an_earlier_release_hid_stays_hidden_when_it_has_grown() -> None:
    assert told(in_provinces(PB=30, KP=3, SD=9), in_provinces(PB=30, KP=13, SD=9)) == {
        "": 52, "PB": 30, "KP": None, "SD": None,
    }  # fmt: skip


def test_a_late_record_of_a_few_is_not_told_by_the_difference_of_two_totals() -> None:
    assert told(in_provinces(PB=30, SD=9), in_provinces(PB=30, SD=9, KP=2)) == {
        "": None, "PB": 30, "SD": 9, "KP": None,
    }  # fmt: skip


def test_a_cell_that_became_small_is_not_told_by_what_was_told_of_the_others() -> None:
    assert told(in_provinces(PB=30, SD=12), in_provinces(PB=30, SD=3)) == {"": None, "PB": 30, "SD": None}


def test_rows_that_were_not_listed_under_a_small_figure_stay_so() -> None:
    assert told(in_provinces(PB=3), in_provinces(PB=10, SD=5)) == {"": None}


def test_a_release_that_nothing_can_protect_is_refused() -> None:
    arrested, smugglers = figure("persons_arrested", 20), figure("smugglers_arrested", 20)
    first = released(BULLETIN, PK, [arrested, smugglers])
    cells = {"whole": Cell(20), "part": Cell(18), "rest": Cell(2)}
    with pytest.raises(NotProtectedError):
        suppress(cells, [Sum(("whole",), ("part", "rest"))], 5, known=["whole", "part"])
    assert [one.told.number for one in released(BULLETIN, PK, [arrested, smugglers], [first])] == [20, 20]


def test_a_new_row_that_is_the_rest_of_what_is_known_is_refused() -> None:
    first = in_provinces(PB=5, SD=1, KP=2)
    assert told(first) == {"": 8, "PB": 5, "SD": None, "KP": None}
    with pytest.raises(NotProtectedError):
        told(first, in_provinces(PB=5, BA=3))


@given(
    before=st.lists(st.integers(0, 20), min_size=2, max_size=4),
    moved=st.lists(st.sampled_from([-12, -3, -1, 0, 0, 0, 1, 2, 4, 7]), min_size=4, max_size=4),
)
def test_who_takes_the_rest_of_two_releases_as_unchanged_works_out_no_small_cell(
    before: list[int], moved: list[int]
) -> None:
    names = ["PB", "SD", "KP", "BA"][: len(before)]
    old = dict(zip(names, before, strict=True))
    new = {name: max(number + step, 0) for (name, number), step in zip(old.items(), moved, strict=False)}
    first, second = (in_provinces(**{name: n for name, n in numbers.items() if n}) for numbers in (old, new))
    then = told(first)
    try:
        now = told(first, second)
    except NotProtectedError:  # nothing is told: what is known already tells the rest
        assert then[""] == second.number
        return
    hidden = {name for name, number in now.items() if number is None}
    assert {name for name, number in then.items() if number is None} & now.keys() <= hidden
    for name in hidden - {""}:
        if new[name] < 5 and now[""] is not None:
            beside = hidden - {name}
            assert any(then[""] is None or then.get(other, 0) != new[other] for other in beside)
