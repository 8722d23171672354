"""Terms of a case: reports, notices, orders of a court."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.procedure import Procedure, State

from .made import board, due, event, moment, row

NOTICE = event("preservation_notice", "01-01 10")


def extension(at: str, until: str, deadline: str = "D7b", **data: object) -> dict:
    return event("court_extension", at, deadline=deadline, until=moment(until), **data)


def test_the_interim_report_has_two_stages(procedure: Procedure) -> None:
    rows = board(procedure, "03-10", event("fir_recorded", "03-01 10")).rows
    assert [(one.id, due(one)) for one in rows] == [("D5", "03-15 10:00"), ("D5b", "03-18 10:00")]


def test_more_time_for_the_first_stage_moves_the_second(procedure: Procedure) -> None:
    events = event("fir_recorded", "03-01 10"), extension("03-10", "03-20 10", "d5")
    first, second = board(procedure, "03-12", *events).rows
    assert (first.state, due(first), due(second)) == (State.EXTENDED, "03-20 10:00", "03-23 10:00")
    assert "knows no power" in first.warnings[0]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("03-18 09", State.RUNNING),
        ("03-18 10", State.WARNING),
        ("04-01 10", State.WARNING),
        ("04-01 10:01", State.MISSED),
    ],
)
def test_preserved_data_warn_two_weeks_before(procedure: Procedure, as_of: str, state: State) -> None:
    found = row(procedure, "D7b", as_of, NOTICE)
    assert (found.state, due(found)) == (state, "04-01 10:00")


def test_a_shorter_notice_ends_earlier(procedure: Procedure) -> None:
    assert due(row(procedure, "D7b", "01-02", event("preservation_notice", "01-01 10", days=30))) == "01-31 10:00"


def test_a_longer_notice_still_ends_after_90_days(procedure: Procedure) -> None:
    assert due(row(procedure, "D7b", "01-02", event("preservation_notice", "01-01 10", days=400))) == "04-01 10:00"


@pytest.mark.parametrize("named", ["D7b", "D7B", " d7b ", "D7"])
def test_a_court_extends_the_clock_that_it_names(procedure: Procedure, named: str) -> None:
    found = row(procedure, "D7b", "03-21", NOTICE, extension("03-20", "05-01 10", named))
    assert (found.state, due(found)) == (State.EXTENDED, "05-01 10:00")
    assert row(procedure, "D7a", "03-21", NOTICE, extension("03-20", "05-01 10", named)).state is State.MISSED


def test_extensions_add_up_and_run_out(procedure: Procedure) -> None:
    orders = extension("03-20", "05-01 10"), extension("04-20", "06-01 10")
    assert due(row(procedure, "D7b", "05-02", NOTICE, *orders)) == "06-01 10:00"
    assert row(procedure, "D7b", "06-02", NOTICE, *orders).state is State.MISSED


def test_an_extension_after_expiry_is_said(procedure: Procedure) -> None:
    found = row(procedure, "D7b", "04-10", NOTICE, extension("04-05", "05-01 10"))
    assert found.state is State.EXTENDED
    assert found.was_due is not None
    assert "after the time had run out" in found.explanation


def test_an_extension_that_gives_no_more_time_is_told(procedure: Procedure) -> None:
    found = row(procedure, "D7b", "03-21", NOTICE, extension("03-20", "02-01"))
    assert due(found) == "04-01 10:00"
    assert "ends before the time that stands" in found.warnings[0]


@pytest.mark.parametrize("until", [None, "soon", 5])
def test_an_extension_without_an_end_is_told(procedure: Procedure, until: object) -> None:
    order = event("court_extension", "03-20", deadline="D7b", until=until)
    assert "must say in data.until" in row(procedure, "D7b", "03-21", NOTICE, order).warnings[0]


def test_an_extension_of_an_unknown_deadline_is_told(procedure: Procedure) -> None:
    found = board(procedure, "03-21", NOTICE, extension("03-20", "05-01", "D99"))
    assert any("no deadline 'D99'" in text for text in found.warnings)


def test_what_answers_one_clock_by_name_does_not_answer_another(procedure: Procedure) -> None:
    told = event("court_told", "01-01 12", deadline="D8")
    assert row(procedure, "D7a", "01-03", NOTICE, told).state is State.MISSED
    assert row(procedure, "D7a", "01-03", NOTICE, {**told, "data": {}}).state is State.MET


def test_what_answers_one_notice_does_not_answer_another(procedure: Procedure) -> None:
    notices = [event("preservation_notice", "01-01 10", ref=ref) for ref in ("N1", "N2")]
    rows = board(procedure, "01-03", *notices, event("court_told", "01-01 12", ref="N2")).rows
    assert sorted(one.state for one in rows if one.id == "D7a") == [State.MET, State.MISSED]


def test_an_event_of_another_case_answers_nothing(procedure: Procedure) -> None:
    assert row(procedure, "D7a", "01-03", NOTICE, event("court_told", "01-01 12", case="2")).state is State.MISSED


def test_a_seizure_of_which_no_warrant_is_stated_is_asked_about(procedure: Procedure) -> None:
    found = row(procedure, "D8b", "03-05", event("seizure", "03-01 10"))
    assert found.state is State.WARNING
    assert "data.warrant" in found.explanation
    assert not [
        one for one in board(procedure, "03-05", event("seizure", "03-01 10", warrant="W-7")).rows if one.id == "D8b"
    ]


def test_three_clocks_of_a_trial_conflict_and_all_are_shown(procedure: Procedure) -> None:
    rows = board(procedure, "03-02", event("cognizance_taken", "03-01 10")).rows
    assert {one.id: one.rule.conflicts_with for one in rows} == {
        "D17": ("D18", "D19"),
        "D18": ("D17", "D19"),
        "D19": ("D17", "D18"),
    }


def test_a_month_ends_on_its_last_day(procedure: Procedure) -> None:
    rows = board(procedure, "12-01", event("cognizance_taken", "11-30 10")).rows
    found = next(one for one in rows if one.id == "D17")
    assert found.due is not None
    assert found.due.strftime("%Y-%m-%d") == "2027-02-28"


def test_a_law_of_2020_starts_no_clock_in_2019(procedure: Procedure) -> None:
    early = {**event("missing_child_reported", "01-01"), "at": "2019-05-01T10:00:00+05:00"}
    assert not [one for one in board(procedure, "01-02", early).rows if one.id.startswith("D15")]


def test_daily_status_counts_the_days_that_it_did_not_come(procedure: Procedure) -> None:
    events = [event("missing_child_reported", "03-01 10"), event("zarra_update", "03-03 12")]
    found = row(procedure, "D15b", "03-03 13", *events)
    assert (found.state, due(found)) == (State.RUNNING, "03-04 12:00")
    assert "1 time it came too late" in found.explanation
    assert row(procedure, "D15b", "03-09", *events, event("child_found", "03-04 09")).state is State.MET
