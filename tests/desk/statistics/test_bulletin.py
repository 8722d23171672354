"""The weekly bulletin of the press report, by definitions and SQL; what disturbs one figure moves no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from tests.desk.statistics.bulletin import FROM, TO, Week, the_week
from tests.desk.statistics.world import World

from nigehban.cli.stats.bulletin import Options, run

pytestmark = pytest.mark.django_db
Bulletin = Callable[..., dict[str, Any]]
TOLD = {
    "suspects_csam": 33,
    "suspects_sexual_extortion": 28,
    "smugglers_arrested": 52,
    "wanted_arrested": 3,
    "incidents": 45,
    "persons_arrested": 53,
    "firs_registered": 0,
}


@pytest.fixture
def week(world: World) -> Week:
    return the_week(world)


@pytest.fixture
def bulletin(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Bulletin:
    """The command's own work, on the database of the test."""
    monkeypatch.setattr("nigehban.cli.stats.bulletin.desk", nullcontext)

    def printed(as_of: str | None = None, *, outside: bool = False) -> dict[str, Any]:
        run(date.fromisoformat(FROM), date.fromisoformat(TO), Options(as_of, outside, "pk", as_json=True))
        content: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
        return content

    return printed


def numbers(content: dict[str, Any]) -> dict[str, int | None]:
    return {figure["id"]: figure["value"] for figure in content["figures"]}


def rows(content: dict[str, Any], measure: str, by: str) -> dict[str, int | None]:
    (figure,) = (one for one in content["figures"] if one["id"] == measure)
    return {row["id"]: row["value"] for row in figure["tables"][by]["rows"]}


def _again(world: World, event: Any, at: str) -> object:
    return world.event(event.case, event.type, at, event.party, kind=event.data["kind"], city="quetta")


def _another(world: World, week: Week, at: str, recorded: str = "") -> object:
    case = week.csam[0].case
    return world.event(case, "suspect_tracked", at, world.suspect(case), recorded=recorded, kind="csam")


def _unlist(world: World, week: Week) -> object:
    arrest = week.smugglers[1]
    return world.event(arrest.case, "wanted_removed", "2022-01-01T09:00", arrest.party, ref="Red Book 13")


def test_a_period_that_was_not_over_is_told_and_a_nought_before_it_is_no_finding(bulletin: Bulletin) -> None:
    assert bulletin()["warnings"] == []
    assert bulletin(f"{TO}T12:00")["warnings"][1].startswith("The period was not over")
    assert "Nothing can be known of this period" in bulletin("2001-01-01T00:00Z")["warnings"][0]


def test_the_bulletin(week: Week, bulletin: Bulletin) -> None:
    content = bulletin()
    assert numbers(content) == TOLD
    cities = rows(content, "incidents", "city")
    assert next(iter(cities.items())) == ("islamabad", 13)
    assert cities["not_stated"] == 4
    assert sum(number or 0 for number in cities.values()) == 45
    assert all(len(figure["query"]) == 64 and figure["says"]["ur"] for figure in content["figures"])


@pytest.mark.parametrize(
    ("disturb", "moved"),
    [
        (lambda world, week: world.withdraw(week.csam[4], "2022-03-20T10:00"), {"suspects_csam": 32}),
        (lambda world, week: _again(world, week.extortion[2], "2022-03-12T10:00"), {}),
        (lambda world, week: _again(world, week.extortion[2], "2022-03-14T00:00"), {}),
        (lambda world, week: _another(world, week, "2022-03-13T23:59:59"), {"suspects_csam": 34}),
        (lambda world, week: _another(world, week, "2022-03-14T00:00"), {}),
        (lambda world, week: _another(world, week, "2022-03-06T23:59:59"), {}),
        (_unlist, {"wanted_arrested": 2}),
        (
            lambda world, week: world.withdraw(week.smugglers[0], "2022-03-20T10:00"),
            {"smugglers_arrested": 51, "wanted_arrested": 2, "persons_arrested": 52},
        ),
    ],
    ids=["withdrawn", "same twice", "same after", "last second", "midnight", "before", "unlisted", "arrest withdrawn"],
)
def test_what_disturbs_one_figure_moves_no_other(
    world: World,
    week: Week,
    bulletin: Bulletin,
    disturb: Callable[[World, Week], object],
    moved: dict[str, int],
) -> None:
    disturb(world, week)
    assert numbers(bulletin()) == TOLD | moved


def test_a_late_record_moves_the_figure_of_today_and_not_that_of_then(
    world: World, week: Week, bulletin: Bulletin
) -> None:
    _another(world, week, "2022-03-09T10:00", recorded="2022-05-01T10:00")
    assert numbers(bulletin()) == TOLD | {"suspects_csam": 34}
    assert numbers(bulletin("2022-04-30T00:00")) == TOLD


def test_what_leaves_the_unit_hides_the_three_wanted_and_the_two_of_quetta(week: Week, bulletin: Bulletin) -> None:
    content = bulletin(outside=True)
    told = numbers(content)
    assert told["wanted_arrested"] is None
    assert told["suspects_csam"] == 33
    cities = rows(content, "incidents", "city")
    assert cities["islamabad"] == 13
    assert "quetta" not in cities
    hidden = [name for name, number in rows(content, "incidents", "province").items() if number is None]
    assert "BA" in hidden
    assert len(hidden) > 1
