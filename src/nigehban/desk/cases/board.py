"""A case as its pack sees it: its events as values, and the board of its deadlines. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nigehban.desk.cases.models import Case, CaseEvent, PartyRole
from nigehban.desk.cases.selectors import standing_events
from nigehban.jurisdiction.procedure import Board, evaluate, load_procedure


def board_of(case: Case, now: datetime) -> Board:
    """How every deadline of a case stands."""
    return evaluate(load_procedure(case.pack), values_of(case, standing_events(case)), now)


def values_of(case: Case, events: Sequence[CaseEvent]) -> list[dict[str, Any]]:
    """The events as the pack reads them."""
    return [value_of(case, event) for event in events]


def value_of(case: Case, event: CaseEvent) -> dict[str, Any]:
    """An event as the pack reads it. Of a suspect it carries sex and age, as far as it does not state them itself."""
    value: dict[str, Any] = {
        "type": event.type,
        "at": event.at.isoformat(),
        "case": case.number,
        "data": dict(event.data),
    }
    if event.recorded_at is not None and not hasattr(event.recorded_at, "resolve_expression"):
        value["recorded_at"] = event.recorded_at.isoformat()
    if event.ref:
        value["data"].setdefault("ref", event.ref)
    party = event.party
    if party is not None and party.role == PartyRole.SUSPECT:
        value["accused"] = party.pseudonym
        stated = {"sex": party.sex, "age": party.age}
        value["data"] = {key: said for key, said in stated.items() if said not in ("", None)} | value["data"]
    return value
