"""What a circle brings in: recorded on the board and in the case at once, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import OtherCaseError
from nigehban.desk.cases.models import Case, CaseEvent, Party
from nigehban.desk.cases.selectors import seen_case
from nigehban.desk.cases.use_cases import record_event, withdraw_event
from nigehban.desk.custody.use_cases import record_step
from nigehban.desk.lookup import row_of
from nigehban.desk.operations.errors import NoSuchRecordError, NoWarrantError, WithdrawnAlreadyError, WrongStateError
from nigehban.desk.operations.models import (
    Operation,
    OperationState,
    Result,
    ResultLine,
    Target,
    TargetState,
    Warrant,
    What,
)
from nigehban.desk.operations.policies import require_circle
from nigehban.desk.operations.selectors import holding_on, seen_operation

_log = structlog.get_logger("nigehban.desk.operations")
_RECORDING = frozenset({OperationState.RUNNING, OperationState.CLOSED})


@dataclass(frozen=True, slots=True)
class Place:
    """What every result says: for which circle, in which case, when, and of which target."""

    circle: str
    case: Case
    at: datetime
    target: Target | None = None
    city: str = ""
    province: str = ""

    @property
    def stated(self) -> dict[str, Any]:
        """What statistics ask of the place."""
        return {key: value for key, value in (("city", self.city), ("province", self.province)) if value}


@dataclass(frozen=True, slots=True)
class Seized:
    """A seizure: the exhibit's number, how many of what, the list, its copy, the witnesses (CrPC 103, PECA 36)."""

    exhibit: str
    items: Mapping[What, int]
    listed: bool
    copy_given: bool
    witnesses: int


def record_search(officer: Officer, operation: Operation, place: Place, warrant: Warrant | None, came: str) -> Result:
    """A search with what came of it: ``case``, ``enquiry`` or ``nothing``. Raises ``NoWarrantError`` without one."""
    held = _require_warrant(operation, place, warrant)
    with transaction.atomic():
        result = _result(officer, operation, place, held)
        data = place.stated | {"result": came, "warrant": held.number}
        event = record_event(officer, place.case, "raid", place.at, data=data)
        _line(result, What.SEARCH, 1, event)
        _mark(place.target, TargetState.SEARCHED, unless=TargetState.ARRESTED)
    return _told(result, officer)


def record_arrest(
    officer: Officer, operation: Operation, place: Place, accused: Party, data: Mapping[str, Any]
) -> Result:
    """An arrest; ``data`` as the form of custody has it. The clock of 24 hours runs in the case from now on."""
    if accused.case_id != place.case.pk:
        raise OtherCaseError(_("%(accused)s is no party of case %(case)s.") % {"accused": accused, "case": place.case})
    with transaction.atomic():
        result = _result(officer, operation, place, None)
        kind = "arrested_on_warrant" if data.get("warrant") else "arrested"
        event = record_step(officer, accused, kind, place.at, place.stated | dict(data))
        _line(result, What.ARREST, 1, event)
        _mark(place.target, TargetState.ARRESTED)
    return _told(result, officer)


def record_seizure(
    officer: Officer, operation: Operation, place: Place, warrant: Warrant | None, seized: Seized
) -> Result:
    """A seizure with its list: an event for each kind of item. Raises ``NoWarrantError`` without a warrant (D8)."""
    held = _require_warrant(operation, place, warrant)
    with transaction.atomic():
        result = _result(officer, operation, place, held)
        for what, count in seized.items.items():
            data = place.stated | {
                "warrant": held.number,
                "items_listed": seized.listed,
                "copy_given": seized.copy_given,
                "witnesses": seized.witnesses,
                "items": count,
                "item_kind": str(what),
            }
            event = record_event(officer, place.case, "seizure", place.at, ref=seized.exhibit, data=data)
            _line(result, what, count, event)
    return _told(result, officer)


def record_child(officer: Officer, operation: Operation, place: Place, reference: str) -> Result:
    """A child is safe. ``reference`` is a pseudonym: no page and no figure ever has a name."""
    with transaction.atomic():
        result = _result(officer, operation, place, None)
        stated = {"province": place.province} if place.province else {}
        event = record_event(
            officer, place.case, "child_safeguarded", place.at, ref=reference, data=stated | {"ref": reference}
        )
        _line(result, What.CHILD, 1, event)
    return _told(result, officer)


def withdraw_result(officer: Officer, result: Result, reason: str) -> None:
    """Take back all that a result recorded, in the case and on the board. Raises ``WithdrawnAlreadyError``."""
    operation = seen_operation(officer, result.operation_id)
    require_circle(officer, operation, result.circle)
    seen_case(officer, result.case.number)
    with transaction.atomic():
        Result.objects.select_for_update().get(pk=result.pk)
        lines = list(result.lines.filter(withdrawn_at=None).select_related("event__case", "event__party"))
        if not lines:
            raise WithdrawnAlreadyError(_("This result was taken back before."))
        for line in lines:
            withdraw_event(officer, line.event, reason)
    _log.info("result withdrawn", operation=operation.pk, result=result.pk, officer=officer.pk)


def _result(officer: Officer, operation: Operation, place: Place, warrant: Warrant | None) -> Result:
    """The entry, once everything about its place is in order."""
    current = seen_operation(officer, operation.pk)
    require_circle(officer, current, place.circle)
    seen_case(officer, place.case.number)
    if current.state not in _RECORDING:
        raise WrongStateError(_("Results are recorded once the operation runs."))
    _check_target(current, place)
    return Result.objects.create(
        operation=current,
        circle=place.circle,
        target=place.target,
        warrant=warrant,
        case=place.case,
        at=place.at,
        recorded_by=officer,
    )


def _check_target(operation: Operation, place: Place) -> None:
    if place.target is not None and place.target.operation_id != operation.pk:
        raise NoSuchRecordError(_("That target is of another operation."))


def _require_warrant(operation: Operation, place: Place, warrant: Warrant | None) -> Warrant:
    """The warrant, if it is of this operation, held on that day and is not for somebody else."""
    day = timezone.localtime(place.at).date()
    held = row_of(holding_on(operation.warrants.all(), day), warrant.pk) if warrant else None
    if held is None or (held.target_id is not None and (place.target is None or held.target_id != place.target.pk)):
        raise NoWarrantError(
            _(
                "A search or seizure needs the number of a warrant that holds on that day and for that target "
                "(PECA 33). Enter the warrant first."
            )
        )
    return held


def _line(result: Result, what: What, count: int, event: CaseEvent) -> None:
    ResultLine.objects.create(result=result, what=what, count=count, event=event)


def _mark(target: Target | None, state: TargetState, *, unless: TargetState | None = None) -> None:
    if target is not None:
        Target.objects.filter(pk=target.pk).exclude(state=unless or "").update(state=state)


def _told(result: Result, officer: Officer) -> Result:
    _log.info("result recorded", operation=result.operation_id, result=result.pk, officer=officer.pk)
    return result
