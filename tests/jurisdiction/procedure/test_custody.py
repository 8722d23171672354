"""Arrest, production, remand: the clocks that a detained person depends on."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.procedure import Procedure, State

from .made import board, due, event, row

ARRESTED = event("arrested", "03-02 10", "A")


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("03-02 10", State.RUNNING),
        ("03-02 21:59", State.RUNNING),
        ("03-02 22", State.WARNING),
        ("03-03 10", State.WARNING),
        ("03-03 10:01", State.MISSED),
    ],
)
def test_the_24_hour_clock_warns_from_the_twelfth_hour(procedure: Procedure, as_of: str, state: State) -> None:
    found = row(procedure, "D1", as_of, ARRESTED)
    assert (found.state, due(found)) == (state, "03-03 10:00")
    hours = [(alarm - found.since).total_seconds() / 3600 for alarm in found.alarms if found.since]
    assert hours == [12, 18, 22]


def test_the_journey_does_not_count(procedure: Procedure) -> None:
    found = row(procedure, "D1", "03-03 12", event("arrested", "03-02 10", "A", journey_hours=2.5))
    assert (found.state, due(found)) == (State.WARNING, "03-03 12:30")


@pytest.mark.parametrize("journey", ["six", -1, True, 1e9])
def test_a_journey_that_is_no_number_is_not_left_out(procedure: Procedure, journey: object) -> None:
    found = row(procedure, "D1", "03-03 11", event("arrested", "03-02 10", "A", journey_hours=journey))
    assert found.state is State.MISSED
    assert "no number of hours" in found.warnings[0]


def test_a_journey_longer_than_the_term_is_questioned(procedure: Procedure) -> None:
    found = row(procedure, "D1", "03-03 11", event("arrested", "03-02 10", "A", journey_hours=30))
    assert "more than the term itself" in found.warnings[0]


def test_a_production_of_before_the_arrest_closes_nothing(procedure: Procedure) -> None:
    assert row(procedure, "D1", "03-04 10", event("produced", "03-02 09", "A"), ARRESTED).state is State.MISSED


def test_a_late_production_is_a_missed_one(procedure: Procedure) -> None:
    found = row(procedure, "D1", "03-04 10", ARRESTED, event("produced", "03-03 12:30", "A"))
    assert found.state is State.MISSED
    assert found.blocks == ("detention",)
    assert "2.5 hours too late" in found.explanation


def test_an_arrest_that_was_recorded_late_says_so(procedure: Procedure) -> None:
    late = {**ARRESTED, "recorded_at": "2026-03-03T16:00:00+05:00"}
    found = row(procedure, "D1", "03-03 16", late)
    assert found.state is State.MISSED
    assert "recorded 30 hours after it happened" in found.explanation


def test_one_accuseds_production_does_not_close_anothers_clock(procedure: Procedure) -> None:
    rows = board(
        procedure, "03-04 10", ARRESTED, event("arrested", "03-02 10", "B"), event("produced", "03-02 12", "B")
    ).rows
    assert {one.accused: one.state for one in rows if one.id == "D1"} == {"A": State.MISSED, "B": State.MET}


def test_a_production_of_nobody_closes_no_clock_where_there_are_two(procedure: Procedure) -> None:
    found = board(procedure, "03-04 10", ARRESTED, event("arrested", "03-02 10", "B"), event("produced", "03-02 12"))
    assert {one.state for one in found.rows if one.id == "D1"} == {State.MISSED}
    assert any("closes nobody's clock" in text for text in found.warnings)


def test_a_production_of_nobody_is_the_only_accuseds(procedure: Procedure) -> None:
    found = board(procedure, "03-04 10", ARRESTED, event("produced", "03-02 12"))
    assert [one.state for one in found.rows if one.id == "D1"] == [State.MET]
    assert any("the only one in the case" in text for text in found.warnings)


def test_a_second_arrest_has_a_clock_of_its_own(procedure: Procedure) -> None:
    rows = board(
        procedure, "03-12 10", ARRESTED, event("produced", "03-02 12", "A"), event("arrested", "03-10 10", "A")
    ).rows
    assert [one.state for one in rows if one.id == "D1"] == [State.MET, State.MISSED]


def custody(at: str, days: object, accused: str = "A", **data: object) -> dict:
    return event("police_custody_ordered", at, accused, days=days, sex="M", **data)


@pytest.mark.parametrize(
    ("spells", "state"),
    [
        ([15], State.RUNNING),
        ([16], State.BLOCKED),
        ([5, 5, 5], State.RUNNING),
        ([5, 5, 6], State.BLOCKED),
        ([14, 1], State.RUNNING),
        ([1] * 15, State.RUNNING),
        ([1] * 16, State.BLOCKED),
        ([15, 0.5], State.BLOCKED),
    ],
)
def test_the_sixteenth_day_of_police_custody_is_refused(procedure: Procedure, spells: list, state: State) -> None:
    orders = [custody(f"03-03 1{index % 10}:{index:02}", days) for index, days in enumerate(spells)]
    found = row(procedure, "D2", "03-03 23", *orders)
    assert found.state is state
    assert ("Refuse" in found.explanation) is (state is State.BLOCKED)


def test_the_cap_is_of_one_accused_in_one_case(procedure: Procedure) -> None:
    rows = board(
        procedure,
        "03-03 12",
        custody("03-03 10", 10),
        custody("03-03 10", 10, "B"),
        {**custody("03-03 10", 10), "case": "2"},
    ).rows
    assert [one.state for one in rows if one.id == "D2"] == [State.RUNNING] * 3


def test_orders_with_a_gap_reach_the_limit_later(procedure: Procedure) -> None:
    found = row(procedure, "D2", "03-21 12", custody("03-03 10", 5), custody("03-20 10", 10))
    assert due(found) == "03-30 10:00"


def test_the_cap_warns_on_days_10_13_and_14(procedure: Procedure) -> None:
    found = row(procedure, "D2", "03-12 10:01", custody("03-03 10", 15))
    assert found.state is State.WARNING
    assert [alarm.day for alarm in found.alarms] == [12, 15, 16]


def test_no_court_extends_the_cap(procedure: Procedure) -> None:
    extension = event("court_extension", "03-10 10", deadline="D2", until="2026-04-30T10:00:00+05:00")
    assert row(procedure, "D2", "03-11 10", custody("03-03 10", 16), extension).state is State.BLOCKED


@pytest.mark.parametrize(("days", "state"), [(5, State.WARNING), (6, State.BLOCKED), ("6", State.BLOCKED)])
def test_a_request_for_the_sixteenth_day_is_refused_before_it_is_ordered(
    procedure: Procedure, days: object, state: State
) -> None:
    request = event("police_custody_requested", "03-13 09", "A", days=days, sex="M")
    found = row(procedure, "D2", "03-13 09", custody("03-03 10", 10), request)
    assert found.state is state
    assert "10 of 15 days are ordered" in found.explanation
    assert ("Refuse the request" in found.explanation) is (state is State.BLOCKED)


def test_a_first_request_for_more_than_the_limit_is_refused(procedure: Procedure) -> None:
    request = event("police_custody_requested", "03-03 09", "A", days=16, sex="M")
    assert row(procedure, "D2", "03-03 09", request).state is State.BLOCKED


@pytest.mark.parametrize("days", ["five", None, -3, True])
def test_an_order_without_days_is_counted_by_hand(procedure: Procedure, days: object) -> None:
    found = row(procedure, "D2", "03-04 10", custody("03-03 10", days))
    assert found.state is State.WARNING
    assert "Count it by hand" in found.warnings[0]


@pytest.mark.parametrize("sex", ["F", "f", "Female", "woman", "عورت", "خاتون"])
def test_remand_of_a_woman_to_police_custody_is_refused(procedure: Procedure, sex: str) -> None:
    found = row(procedure, "D3", "03-03 12", event("police_custody_ordered", "03-03 10", "A", days=1, sex=sex))
    assert (found.state, found.blocks) == (State.BLOCKED, ("police_custody",))
    assert found.rule.basis == "CrPC 167(5)"
    assert "CrPC 167(5)" in found.explanation


def test_what_is_blocked_stands_first(procedure: Procedure) -> None:
    request = event("police_custody_requested", "03-03 10", "A", days=1, sex="F")
    rows = board(procedure, "03-03 12", ARRESTED, event("fir_recorded", "03-01 10"), request).rows
    assert [one.id for one in rows][:2] == ["D3", "D1"]


def test_remand_of_a_man_is_not(procedure: Procedure) -> None:
    assert not [one for one in board(procedure, "03-03 12", custody("03-03 10", 1)).rows if one.id == "D3"]


def test_contradicting_statements_of_sex_are_found_out_first(procedure: Procedure) -> None:
    found = row(
        procedure,
        "D3",
        "03-03 12",
        event("arrested", "03-02 10", "A", sex="F"),
        event("arrested", "03-02 11", "A", sex="M"),
        event("police_custody_ordered", "03-03 10", "A", days=1),
    )
    assert found.state is State.WARNING
