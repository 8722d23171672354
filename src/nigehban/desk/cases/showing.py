"""Boards and steps, arranged for a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.sections import documents_of
from nigehban.desk.cases.steps import Step, steps_from
from nigehban.desk.cases.words import titles_of_states, told
from nigehban.jurisdiction.procedure import Board, Row, State

_OVER = {State.MET}


class Needed(NamedTuple):
    """A document that a step asks for: ``address`` is where it is written, if here."""

    id: str
    title: str
    written: bool
    address: str | None


class ShownStep(NamedTuple):
    """A step in words."""

    step: Step
    title: str
    offices: list[str]
    outside: bool
    documents: list[Needed]


def shown_steps(officer: Officer, case: Case, now: datetime) -> list[ShownStep]:
    """The next steps, each with the name of its state, whose it is, and its documents."""
    titles, known = titles_of_states(case.pack), documents_of()
    written = known.written(case) if known else ()
    return [
        ShownStep(
            step,
            titles[step.end],
            [told(office.title) for office in step.offices],
            any(office.outside for office in step.offices),
            [
                Needed(
                    one,
                    known.title(case, one) if known else one.replace("_", " "),
                    one in written,
                    known.address(case, one) if known else None,
                )
                for one in step.transition.documents
            ],
        )
        for step in steps_from(officer, case, now)
    ]


def board_rows(board: Board) -> list[Row]:
    """The deadlines of a board: first those for which something is to be done, then those that are answered."""
    return sorted(board.rows, key=lambda row: (row.done is not None or row.state in _OVER, row.due is None))


def forbidden_now(board: Board) -> Sequence[Row]:
    """What must not be done at this moment."""
    return [row for row in board.rows if row.blocks and row.state in {State.BLOCKED, State.MISSED} and not row.done]
