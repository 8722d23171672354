"""What people write into a file of events, and what must hold whatever they write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.jurisdiction.procedure import Board, Procedure, State, evaluate, load_procedure
from tests.jurisdiction.conftest import PACKS

from .made import board, event, row

PK = load_procedure(PACKS / "pk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"type": "arested", "at": "2026-03-01T10:00:00+05:00", "case": "1"}, "Did you mean 'arrested'?"),
        ({"type": 5, "at": "2026-03-01T10:00:00+05:00", "case": "1"}, "knows no event 5"),
        ({"at": "2026-03-01T10:00:00+05:00", "case": "1"}, "knows no event None"),
        ({"type": "arrested", "at": "yesterday", "case": "1"}, "'at' is no time"),
        ({"type": "arrested", "at": 1700000000, "case": "1"}, "'at' is no time"),
        ({"type": "arrested", "case": "1"}, "'at' is no time"),
        ({"type": "arrested", "at": "0001-01-01T00:00:00+14:00", "case": "1"}, "'at' is no time"),
        ("arrested", "is no object"),
        (None, "is no object"),
        ({"type": "arrested", "at": "2026-03-02T10:00:00+05:00"}, "no case is stated"),
        ({"type": "arrested", "at": "2026-03-02T10:00:00", "case": "1"}, "no offset is stated; taken as Asia/Karachi"),
        ({"type": "arrested", "at": "2026-03-02", "case": "1"}, "taken as 00:00"),
        ({"type": "arrested", "at": "2026-03-02T10:00:00Z", "case": "1", "data": []}, "'data' is no object"),
        ({"type": "arrested", "at": "2026-05-01T10:00:00Z", "case": "1"}, "lies after the time asked for"),
    ],
)
def test_what_is_wrong_with_an_event_is_told_and_the_others_count(procedure: Procedure, wrong, says: str) -> None:
    found = board(procedure, "03-03", wrong, event("fir_recorded", "03-01 10", case="9"))
    assert any(text.startswith("Event 1: ") and says in text for text in found.warnings), found.warnings
    assert [one.id for one in found.rows if one.case == "9"] == ["D5", "D5b"]


def test_an_event_without_a_case_still_has_its_clock(procedure: Procedure) -> None:
    found = row(procedure, "D1", "03-04", {"type": "arrested", "at": "2026-03-02T10:00:00+05:00"})
    assert (found.case, found.state) == ("", State.MISSED)


def test_an_event_twice_counts_once(procedure: Procedure) -> None:
    order = event("police_custody_ordered", "03-03 10", "A", days=10, sex="M")
    found = board(procedure, "03-04", order, order)
    assert next(one.state for one in found.rows if one.id == "D2") is State.RUNNING
    assert any("says the same as event 1" in text for text in found.warnings)


def test_a_naive_time_is_of_the_packs_zone(procedure: Procedure) -> None:
    stated, naive = (
        row(procedure, "D1", "03-04", {"type": "arrested", "at": at, "case": "1", "accused": "A"}).due
        for at in ("2026-03-02T05:00:00Z", "2026-03-02T10:00:00")
    )
    assert stated == naive


def test_24_hours_are_24_hours_when_the_clocks_change(procedure: Procedure) -> None:
    """Pakistan put its clocks forward on 1 June 2008."""
    arrested = {"type": "arrested", "at": "2008-05-31T20:00:00+05:00", "case": "1", "accused": "A"}
    found = evaluate(procedure, [arrested], datetime(2008, 6, 3, tzinfo=UTC)).as_dict()["deadlines"][0]
    assert found["due"] == "2008-06-01T21:00:00+06:00"


@pytest.mark.parametrize("year", [1, 1899, 1947, 1969, 2101, 9998])
def test_years_far_away_are_counted(procedure: Procedure, year: int) -> None:
    at = f"{year:04}-03-01T10:00:00+05:00"
    found = evaluate(procedure, [{"type": "fir_recorded", "at": at, "case": "1"}], datetime(9999, 1, 1, tzinfo=UTC))
    assert [(one.id, one.state) for one in found.rows] == [("D5", State.MISSED), ("D5b", State.MISSED)]
    assert found.as_dict()["deadlines"][0]["due"].startswith(f"{year:04}-03-15T")


def test_a_time_past_the_calendar_has_no_due_day_and_no_crash(procedure: Procedure) -> None:
    events = [
        {"type": "fir_recorded", "at": "9999-12-30T10:00:00Z", "case": "1"},
        {
            "type": "police_custody_ordered",
            "at": "9999-12-30T10:00:00Z",
            "case": "1",
            "accused": "A",
            "data": {"days": 9},
        },
    ]
    found = evaluate(procedure, events, datetime.max.replace(tzinfo=UTC) - timedelta(days=1))
    assert next(one.due for one in found.rows if one.id == "D5") is None
    assert any("outside of the calendar" in text for text in found.warnings)
    assert found.as_dict()


def moments() -> st.SearchStrategy[str]:
    return st.integers(-60 * 24, 60 * 24).map(lambda hours: (NOON + timedelta(hours=hours)).isoformat())


@st.composite
def happened(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from(sorted(PK.event_types)))
    told: dict = {"type": kind, "at": draw(moments()), "case": draw(st.sampled_from(["1", "2"]))}
    if draw(st.booleans()):
        told["accused"] = draw(st.sampled_from(["A", "B"]))
    keys = sorted({*PK.event_types[kind].data, "deadline", "until", "ref"})
    values = st.sampled_from([1, 3, 9, 16, True, False, "F", "M", "murder", "V1", "D7b", "D5", "D1"]) | moments()
    told["data"] = draw(st.dictionaries(st.sampled_from(keys), values, max_size=3))
    return told


def seen(found: Board) -> list[tuple]:
    return [(one.id, one.case, one.accused, one.since, one.due, one.state, one.blocks) for one in found.rows]


@settings(max_examples=150, deadline=None)
@given(st.lists(happened(), max_size=12), st.randoms())
def test_the_order_of_the_list_changes_nothing(events: list, random) -> None:
    mixed = list(events)
    random.shuffle(mixed)
    as_of = NOON + timedelta(days=70)
    assert seen(evaluate(PK, events, as_of)) == seen(evaluate(PK, mixed, as_of))


RANK = {State.RUNNING: 0, State.EXTENDED: 0, State.WARNING: 1, State.MISSED: 2, State.BLOCKED: 2}


@settings(max_examples=150, deadline=None)
@given(st.lists(happened(), max_size=10), st.integers(0, 400), st.integers(0, 4000))
def test_while_nothing_happens_no_deadline_gets_better(events: list, first: int, more: int) -> None:
    start = NOON + timedelta(days=61, hours=first)
    before, after = (evaluate(PK, events, when) for when in (start, start + timedelta(hours=more)))
    key = [(one.id, one.case, one.accused, one.since) for one in before.rows]
    later = {}
    for one in after.rows:
        later.setdefault((one.id, one.case, one.accused, one.since), []).append(one)
    for place, one in zip(key, before.rows, strict=True):
        same = [other for other in later[place] if other.explanation.split(".")[0] == one.explanation.split(".")[0]]
        if one.state is State.MET:
            assert any(other.state is State.MET for other in same)
        elif one.id != "D2":
            assert any(RANK.get(other.state, 2) >= RANK[one.state] for other in same)
        else:
            assert any(other.state is State.MET or RANK[other.state] >= RANK[one.state] for other in same)


@settings(max_examples=100, deadline=None)
@given(st.lists(happened(), max_size=10), st.lists(happened(), max_size=4))
def test_what_happens_in_another_case_changes_nothing(events: list, others: list) -> None:
    events = [{**one, "case": "1"} for one in events]
    others = [{**one, "case": "2"} for one in others]
    as_of = NOON + timedelta(days=70)
    alone, together = evaluate(PK, events, as_of), evaluate(PK, [*events, *others], as_of)
    assert seen(alone) == [one for one in seen(together) if one[1] == "1"]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        json_values
        | st.fixed_dictionaries(
            {"type": st.sampled_from(sorted(PK.event_types)), "at": moments() | json_values},
            optional={
                "case": json_values,
                "accused": json_values,
                "data": st.dictionaries(
                    st.sampled_from(
                        ["days", "sex", "journey_hours", "deadline", "until", "ref", "victim", "witnesses"]
                    ),
                    json_values,
                )
                | json_values,
                "recorded_at": json_values,
            },
        ),
        max_size=8,
    )
)
def test_whatever_stands_in_the_file_is_answered(values: list) -> None:
    found = evaluate(PK, values, NOON + timedelta(days=70))
    assert found.as_dict()["deadlines"] is not None


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.lists(st.integers(0, 48), min_size=8, max_size=8))
def test_custody_is_refused_exactly_where_the_days_add_up_to_more_than_15(days: list, gaps: list) -> None:
    at, orders = NOON, []
    for number, (count, gap) in enumerate(zip(days, gaps, strict=False)):
        at += timedelta(hours=gap, minutes=number + 1)
        data = {"days": count, "sex": "M"}
        orders.append(
            {"type": "police_custody_ordered", "at": at.isoformat(), "case": "1", "accused": "A", "data": data}
        )
    found = next(one for one in evaluate(PK, orders, at).rows if one.id == "D2")
    assert (found.state is State.BLOCKED) is (sum(days) > 15)
