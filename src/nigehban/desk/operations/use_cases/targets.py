"""Targets: added, changed, removed. With each one, others who are after the same subject are found and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Party, PartyRole
from nigehban.desk.cases.selectors import seen_case
from nigehban.desk.operations.deconfliction import deconflict, identifier_key, lead_key, party_keys
from nigehban.desk.operations.errors import AlreadyTargetError, NoPlanError, NoSubjectError, WrongStateError
from nigehban.desk.operations.models import Conflict, Operation, OperationState, Target
from nigehban.desk.operations.policies import require_circle
from nigehban.desk.operations.selectors import seen_operation

_log = structlog.get_logger("nigehban.desk.operations")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it concerns: a suspect of a case, a lead, or an identifier with its kind (cnic, passport, phone, …)."""

    party: Party | None = None
    lead: str = ""
    identifier_kind: str = ""
    identifier: str = ""

    def keys(self) -> list[str]:
        """What makes it the same as another subject. Raises ``NoSubjectError`` when nothing is named."""
        found = party_keys(self.party) if self.party else []
        found += [lead_key(self.lead)] if self.lead else []
        found += [identifier_key(self.identifier_kind, self.identifier)] if self.identifier else []
        if not found:
            raise NoSubjectError(_("Name a suspect of a case, a lead or an identifier."))
        return list(dict.fromkeys(found))


def add_target(officer: Officer, operation: Operation, circle: str, subject: Subject, **stated: Any) -> Target:  # noqa: ANN401
    """Add a target; ``stated`` are ``priority``, ``risks``, ``children_expected``, ``safeguarding_plan``.

    Raises ``NotPermittedError``, a leaf of ``OperationError``, ``NoSuchCaseError``.
    """
    seen_operation(officer, operation.pk)
    require_circle(officer, operation, circle)
    _check_plan(stated)
    if subject.party is not None:
        seen_case(officer, subject.party.case.number)
        if subject.party.role != PartyRole.SUSPECT:
            raise NoSubjectError(_("Only a suspect of a case is a target."))
    with transaction.atomic():
        locked = Operation.objects.select_for_update().get(pk=operation.pk)
        if locked.state == OperationState.CLOSED:
            raise WrongStateError(_("This operation is closed: no target is added."))
        keys = subject.keys()
        _check_new(locked, circle, keys)
        target = Target.objects.create(
            operation=locked,
            number=_next_number(locked),
            circle=circle,
            party=subject.party,
            lead=subject.lead,
            identifier_kind=subject.identifier_kind,
            identifier=subject.identifier,
            keys=keys,
            contact=officer,
            **stated,
        )
        deconflict(target)
    _log.info("target added", operation=operation.pk, target=target.pk, officer=officer.pk)
    return target


def change_target(officer: Officer, target: Target, **stated: Any) -> None:  # noqa: ANN401
    """Change what is stated of a target. Raises ``NotPermittedError``, ``NoPlanError``."""
    operation = seen_operation(officer, target.operation_id)
    require_circle(officer, operation, target.circle)
    with transaction.atomic():
        now = Target.objects.select_for_update().get(pk=target.pk)
        known = {"children_expected": now.children_expected, "safeguarding_plan": now.safeguarding_plan}
        _check_plan(known | stated)
        Target.objects.filter(pk=target.pk).update(**stated)
    _log.info("target changed", operation=operation.pk, target=target.pk, officer=officer.pk)


def remove_target(officer: Officer, target: Target) -> None:
    """Take a target off; conflicts about it end. Raises ``NotPermittedError``."""
    operation = seen_operation(officer, target.operation_id)
    require_circle(officer, operation, target.circle)
    with transaction.atomic():
        Target.objects.filter(pk=target.pk, removed_at=None).update(removed_at=Now())
        Conflict.objects.filter(Q(target_a=target) | Q(target_b=target), ended_at=None).update(ended_at=Now())
    _log.info("target removed", operation=operation.pk, target=target.pk, officer=officer.pk)


def _check_plan(stated: dict[str, Any]) -> None:
    if stated.get("children_expected") and not str(stated.get("safeguarding_plan", "")).strip():
        raise NoPlanError(
            _("Children are expected at the address: say how they are kept safe before anybody goes there.")
        )


def _check_new(operation: Operation, circle: str, keys: list[str]) -> None:
    """Two accused of one case are two subjects: the case alone makes nobody the same."""
    own = [key for key in keys if not key.startswith("case:")]
    standing = operation.targets.filter(circle=circle, removed_at=None, keys__overlap=own)
    if own and standing.exists():
        raise AlreadyTargetError(
            _("Your circle has this subject already: %(target)s.") % {"target": standing.order_by("pk")[0]}
        )


def _next_number(operation: Operation) -> int:
    return (operation.targets.aggregate(last=Max("number"))["last"] or 0) + 1
