"""What a row says of its own future is what comes, if nothing happens until then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.jurisdiction.procedure import Board, Row, State, evaluate, load_procedure
from nigehban.jurisdiction.procedure.checks import DESK_ROLES

PROCEDURE = load_procedure("pk")
START = datetime(2026, 3, 2, 5, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)

data = st.fixed_dictionaries(
    {},
    optional={
        "journey_hours": st.integers(0, 9),
        "days": st.sampled_from([0, 2, 5, 6, 7, 9, 15, "x"]),
        "sex": st.sampled_from(["M", "F"]),
        "deadline": st.sampled_from(["D7b", "D7a", "D1"]),
        "until": st.sampled_from(["2026-04-20", "2026-07-01", "2026-09-09"]),
        "complex": st.booleans(),
        "victim": st.sampled_from(["Child A", "Child B"]),
        "warrant": st.sampled_from([False, "W1"]),
        "items_listed": st.just(True),
        "copy_given": st.just(True),
        "witnesses": st.integers(0, 2),
    },
)
happened = st.lists(
    st.tuples(
        st.sampled_from(sorted(PROCEDURE.event_types)), st.integers(0, 40 * 24), st.sampled_from(["A", "B"]), data
    ),
    max_size=14,
)


def written(events: list[tuple[str, int, str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {
            "type": kind,
            "at": (START + timedelta(hours=hours)).isoformat(),
            "case": "1",
            "accused": accused,
            "data": said,
        }
        for kind, hours, accused, said in events
    ]


def by_place(board: Board) -> dict[tuple[object, ...], Row]:
    """Rows by what the clock does not change; equal ones by their order."""
    found: dict[tuple[object, ...], Row] = {}
    for row in board.rows:
        key = (row.id, row.accused, row.since, row.due)
        number = next(n for n in count() if (*key, n) not in found)
        found[(*key, number)] = row
    return found


@settings(max_examples=60, deadline=None)
@given(events=happened, hours=st.integers(0, 3000))
def test_a_row_foretells_how_it_will_stand_if_nothing_happens(
    events: list[tuple[str, int, str, dict[str, Any]]], hours: int
) -> None:
    values = written(events)
    now = START + timedelta(hours=40 * 24)
    rows = by_place(evaluate(PROCEDURE, values, now))
    moments = {now, now + timedelta(hours=hours)}
    for row in rows.values():
        for at in (*row.alarms, row.due):
            moments |= {at, at + MOMENT} if at and at >= now else set()
    for moment in sorted(moments):
        later = by_place(evaluate(PROCEDURE, values, moment))
        assert later.keys() == rows.keys()
        assert {key: row.state_at(moment) for key, row in rows.items()} == {
            key: row.state for key, row in later.items()
        }


def test_a_clock_that_runs_out_is_first_short_and_then_missed() -> None:
    arrest = written([("arrested", 0, "A", {})])
    rows = evaluate(PROCEDURE, arrest, START + timedelta(hours=1)).rows
    (row,) = [one for one in rows if one.id == "D1"]
    due = START + timedelta(hours=24)
    states = [row.state_at(START + timedelta(hours=hours)) for hours in (1, 12, 24, 25)]
    assert states == [State.RUNNING, State.WARNING, State.WARNING, State.MISSED]
    assert row.state_at(due + MOMENT) is State.MISSED
    assert row.done is None


def test_the_roles_of_a_pack_are_roles_of_the_desk() -> None:
    from nigehban.desk.access.roles import Role

    apart = {Role.AUDITOR, Role.ADMINISTRATOR}
    assert frozenset(role.value for role in Role if role not in apart) == DESK_ROLES
