"""A child's safety: steps of the checklist, who stands by the child, who cares for them."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, OtherCaseError
from nigehban.desk.cases.models import Care, CareAction, Party, PartyRole
from nigehban.desk.cases.times import check_happened
from nigehban.desk.cases.use_cases.records import locked
from nigehban.jurisdiction.procedure import load_procedure

_log = structlog.get_logger("nigehban.desk.cases")


def record_care(
    officer: Officer, party: Party, step: str, *, done: bool, needed: bool = True, at: datetime, note: str = ""
) -> CareAction:
    """Say that a step was done, or is not needed (with a note why), or take that back. Raises ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    check_happened(at)
    if step not in {one.id for one in load_procedure(party.case.pack).care}:
        raise BadValueError(_("The pack has no such step."))
    if not needed and not note.strip():
        raise BadValueError(_("Say why this is not needed: the next officer relies on it."))
    with transaction.atomic():
        _victim(officer, party)
        action = CareAction.objects.create(
            party=party, step=step, done=done and needed, needed=needed, at=at, note=note.strip(), recorded_by=officer
        )
    _log.info("care recorded", party=party.pk, step=step, done=action.done, officer=officer.pk)
    return action


def change_care(officer: Officer, party: Party, **said: object) -> Care:
    """Say who stands by the child and to whose care it was referred. Raises ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        _victim(officer, party)
        changed = said | {"changed_by": officer, "changed_at": timezone.now()}
        care, _made = Care.objects.update_or_create(party=party, defaults=changed)
    _log.info("care changed", party=party.pk, officer=officer.pk)
    return care


def _victim(officer: Officer, party: Party) -> None:
    locked(officer, party.case)
    if party.role != PartyRole.VICTIM:
        raise OtherCaseError(_("%(party)s is no victim.") % {"party": party})
