"""From planned to briefed, running and closed."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.deconfliction import deconflict
from nigehban.desk.operations.errors import StaleError, UnclearedConflictError, WrongStateError
from nigehban.desk.operations.models import Conflict, Operation, OperationState
from nigehban.desk.operations.policies import require_run
from nigehban.desk.operations.selectors import seen_operation

_log = structlog.get_logger("nigehban.desk.operations")


def advance(officer: Officer, operation: Operation, version: int) -> Operation:
    """Move it one state on. Before it runs, everybody who is after one of its targets must know.

    Raises ``NotPermittedError``, ``StaleError``, ``WrongStateError``, ``UnclearedConflictError``.
    """
    seen_operation(officer, operation.pk)
    require_run(officer, operation)
    if operation.state == OperationState.BRIEFED:
        _look_again(operation)
    with transaction.atomic():
        locked = Operation.objects.select_for_update().get(pk=operation.pk)
        if locked.version != version:
            raise StaleError(_("Somebody changed this operation since you opened the page. Look at it again."))
        following = OperationState(locked.state).following
        if following is None:
            raise WrongStateError(_("This operation is closed."))
        if following is OperationState.RUNNING:
            _require_clear(locked)
        Operation.objects.filter(pk=locked.pk).update(state=following, version=F("version") + 1)
    _log.info("operation advanced", operation=operation.pk, state=str(following), officer=officer.pk)
    return seen_operation(officer, operation.pk)


def _require_clear(operation: Operation) -> None:
    open_ones = Conflict.objects.filter(Q(operation_a=operation) | Q(operation_b=operation)).uncleared()
    count = len(open_ones)
    if count:
        raise UnclearedConflictError(
            _(
                "Another circle is after the same subject (%(count)s). Both sides acknowledge, or a supervisor "
                "decides with a reason, before it runs."
            )
            % {"count": count}
        )


def _look_again(operation: Operation) -> None:
    """Who became a suspect elsewhere since the target was added is found now; the conflicts stay when it is refused."""
    for target in operation.targets.filter(removed_at=None).order_by("pk"):
        deconflict(target)
