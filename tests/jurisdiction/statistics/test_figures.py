"""What leaves the unit: small cells hidden, nothing dropped, no share of a few."""

from __future__ import annotations

from nigehban.jurisdiction.statistics import Figure, Row, Shown, Told, load_statistics, percent, released, whole
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
