"""The table of deadlines: made anew for a case whenever something happens in it. It equals the board at every time."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.models import Case, CaseDeadline, Party
from nigehban.jurisdiction.procedure import Change, Row, State


def rederive(case: Case, now: datetime | None = None) -> None:
    """Write the rows of a case anew. Call it in the transaction of the event, with the case locked."""
    parties = {party.pseudonym: party for party in case.parties.all()}
    rows = [derived(case, row, parties) for row in board_of(case, now or timezone.now()).rows]
    CaseDeadline.objects.filter(case=case).delete()
    CaseDeadline.objects.bulk_create(rows)


def derived(case: Case, row: Row, parties: dict[str, Party]) -> CaseDeadline:
    """The row of the table for a row of the board."""
    since = row.since or case.opened_at
    short = _when(row, State.WARNING)
    turn = next((change for change in row.changes if change.state is not State.WARNING), None)
    return CaseDeadline(
        case=case,
        party=parties.get(row.accused or ""),
        rule=row.id,
        weight=row.rule.weight.value,
        since=since,
        due=row.due,
        was_due=row.was_due,
        done_at=row.done,
        state=row.state.value,
        short_at=short,
        turns_at=turn.at if turn else None,
        turns_to=turn.state.value if turn else "",
        alarms=[alarm.isoformat() for alarm in row.alarms],
        escalates_at=_escalates(row, turn),
        sort_at=row.due or since,
    )


def _when(row: Row, state: State) -> datetime | None:
    return next((change.at for change in row.changes if change.state is state), None)


def _escalates(row: Row, turn: Change | None) -> datetime | None:
    """From the last warning on, or from the moment in which it is missed."""
    if row.done is not None or row.state in {State.MET, State.BLOCKED}:
        return None
    if row.alarms:
        return row.alarms[-1]
    return row.due if row.state is State.MISSED or (turn and turn.state is State.MISSED) else None
