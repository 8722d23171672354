"""What events say of persons and things: in other words, in contradiction, twice, or not at all."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.procedure import Procedure, State

from .made import board, due, event, row

REQUEST = "police_custody_requested"
ORDER = "police_custody_ordered"


@pytest.mark.parametrize("days", [16, 4000, 1e12, "4000"])
def test_an_order_for_more_days_than_the_law_gives_is_refused_however_many(procedure: Procedure, days: object) -> None:
    found = row(procedure, "D2", "03-04 10", event(ORDER, "03-03 10", "A", days=days, sex="M"))
    assert (found.state, found.blocks) == (State.BLOCKED, ("police_custody",))


@pytest.mark.parametrize("sex", ["W", "lady", "خاتون"])
def test_a_woman_is_one_in_other_words_too(procedure: Procedure, sex: str) -> None:
    assert row(procedure, "D3", "03-04 10", event(ORDER, "03-03 10", "A", days=3, sex=sex)).state is State.BLOCKED


@pytest.mark.parametrize("sex", ["X", "transgender", 0, "unreadable"])
def test_a_sex_that_the_pack_does_not_know_is_not_taken_for_a_mans(procedure: Procedure, sex: object) -> None:
    found = row(procedure, "D3", "03-04 10", event(ORDER, "03-03 10", "A", days=3, sex=sex))
    assert found.state is State.WARNING
    assert "data.sex" in found.explanation


def test_an_order_that_calls_her_a_man_does_not_undo_what_the_arrest_says(procedure: Procedure) -> None:
    arrested = event("arrested", "03-02 10", "A", sex="F")
    found = row(procedure, "D3", "03-04 10", arrested, event(ORDER, "03-03 10", "A", days=3, sex="M"))
    assert found.state is State.WARNING


def test_what_is_said_of_a_victim_says_nothing_of_the_accused(procedure: Procedure) -> None:
    victim = event("victim_statement", "03-02 10", victim="V1", sex="F")
    found = row(procedure, "D3", "03-04 10", victim, event(ORDER, "03-03 10", "A", days=3))
    assert found.state is State.WARNING


def test_a_request_that_the_court_refused_is_over(procedure: Procedure) -> None:
    asked = event(ORDER, "03-03 10", "A", days=10, sex="M"), event(REQUEST, "03-13 09", "A", days=6, sex="M")
    assert row(procedure, "D2", "03-13 10", *asked).state is State.BLOCKED
    refused = event("police_custody_refused", "03-13 09:30", "A")
    assert row(procedure, "D2", "03-13 10", *asked, refused).state is State.WARNING


@pytest.mark.parametrize("said", ["confirmed", 1, "YES"])
def test_confirmed_material_is_kept_back_however_it_is_said(procedure: Procedure, said: object) -> None:
    found = row(procedure, "D10b", "03-02 10", event("copy_requested", "03-01 10", contains_csam=said))
    assert (found.state, found.blocks) == (State.BLOCKED, ("copy_to_owner",))


def test_one_exhibit_says_nothing_of_another(procedure: Procedure) -> None:
    clean = event("copy_requested", "03-01 10", ref="1", contains_csam=False)
    other = event("copy_requested", "03-01 10", ref="2")
    assert row(procedure, "D10b", "03-02 10", clean, other).state is State.WARNING


def test_the_warrant_of_one_seizure_is_not_that_of_another(procedure: Procedure) -> None:
    first = event("seizure", "03-01 10", ref="1", warrant="W-1")
    assert row(procedure, "D8b", "03-02 09", first, event("seizure", "03-01 12", ref="2")).state is State.WARNING


def test_witnesses_who_are_listed_are_counted(procedure: Procedure) -> None:
    seizure = {"items_listed": True, "copy_given": True, "warrant": "W-1"}
    named = event("seizure", "03-01 10", witnesses=["first", "second"], **seizure)
    assert row(procedure, "D9", "03-02 10", named).state is State.MET


def test_a_blank_reason_is_none_and_a_pseudonym_is_one_in_any_case(procedure: Procedure) -> None:
    first = event("victim_statement", "03-01 10", victim="V1")
    again = event("victim_statement", "03-02 10", victim="v1 ", reason="  ")
    assert row(procedure, "D26", "03-03 10", first, again).state is State.BLOCKED


def test_a_journey_told_by_its_two_ends_does_not_count(procedure: Procedure) -> None:
    ends = {"journey_start": "2026-03-02T11:00:00+05:00", "journey_end": "2026-03-02T15:30:00+05:00"}
    found = row(procedure, "D1", "03-03 11", event("arrested", "03-02 10", "A", **ends))
    assert (due(found), found.state) == ("03-03 14:30", State.WARNING)
    assert "4.5 hours of journey" in found.explanation


@pytest.mark.parametrize(
    "ends",
    [
        {"journey_start": "2026-03-02T11:00:00+05:00"},
        {"journey_start": "2026-03-02T11:00:00+05:00", "journey_end": "2026-03-02T10:30:00+05:00"},
        {"journey_start": "2026-03-02T09:00:00+05:00", "journey_end": "2026-03-02T10:30:00+05:00"},
        {"journey_start": "noon", "journey_end": "2026-03-02T12:30:00+05:00"},
    ],
)
def test_a_journey_without_two_ends_in_order_is_not_left_out_and_it_is_said(
    procedure: Procedure, ends: dict[str, str]
) -> None:
    found = row(procedure, "D1", "03-02 11", event("arrested", "03-02 10", "A", **ends))
    assert due(found) == "03-03 10:00"
    assert "Nothing was left out" in found.warnings[0]


def test_the_clock_says_which_alarms_have_passed_and_what_is_left(procedure: Procedure) -> None:
    found = row(procedure, "D1", "03-03 04:30", event("arrested", "03-02 10", "A"))
    assert "2 of 3 alarms passed, 5.5 hours left." in found.explanation


def test_a_minute_too_late_is_told_in_minutes(procedure: Procedure) -> None:
    produced = event("produced", "03-03 10:01", "A")
    found = row(procedure, "D1", "03-04 10", event("arrested", "03-02 10", "A"), produced)
    assert "1 minute too late" in found.explanation


def test_more_days_of_preservation_than_the_law_gives_are_told(procedure: Procedure) -> None:
    found = row(procedure, "D7b", "01-10 10", event("preservation_notice", "01-01 10", days=120))
    assert due(found) == "04-01 10:00"
    assert "120 days were asked for; the law gives 90 at most" in found.explanation


@pytest.mark.parametrize(
    ("deadline", "why"),
    [
        ({"deadline": "D2"}, "no court can extend D2 (CrPC 167(2))"),
        ({"deadline": "D99"}, "knows no deadline 'D99'"),
        ({}, "must say in data.deadline"),
        ({"deadline": "D7b"}, "no clock D7b ran then in this case"),
    ],
)
def test_an_order_that_extends_nothing_is_told_with_the_reason(
    procedure: Procedure, deadline: dict[str, str], why: str
) -> None:
    order = event("court_extension", "03-05 10", until="2026-04-01", **deadline)
    (told,) = board(procedure, "03-06 10", event(ORDER, "03-03 10", "A", days=10, sex="M"), order).warnings
    assert why in told


def test_an_absconder_who_is_arrested_on_a_warrant_is_absconding_no_more(procedure: Procedure) -> None:
    arrested = event("arrested_on_warrant", "03-10 10", "A")
    found = row(procedure, "D21", "03-11 10", event("proclamation_published", "03-01 10", "A"), arrested)
    assert found.state is State.MET


def test_one_person_written_in_two_ways_is_told_and_not_made_one(procedure: Procedure) -> None:
    produced = event("produced", "03-02 12", "accused a")
    found = board(procedure, "03-03 11", event("arrested", "03-02 10", "Accused A"), produced)
    assert "names 'Accused A', 'accused a'" in " ".join(found.warnings)
    assert [(one.id, one.state) for one in found.rows] == [("D1", State.MISSED)]
