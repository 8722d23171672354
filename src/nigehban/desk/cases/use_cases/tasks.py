"""Tasks of a case, for those who are on it."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, DoneAlreadyError
from nigehban.desk.cases.models import Case, CaseTask
from nigehban.desk.cases.selectors import members_of
from nigehban.desk.cases.times import check_meant
from nigehban.desk.cases.use_cases.records import locked, said

_log = structlog.get_logger("nigehban.desk.cases")


def give_task(officer: Officer, case: Case, what: str, assignee: Officer, due: datetime | None = None) -> CaseTask:
    """Ask a member of the case to do something. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    what = said(what, _("Say what is to be done."))
    if due is not None:
        check_meant(due)
    with transaction.atomic():
        now = locked(officer, case)
        if not members_of(now).filter(officer=assignee).exists():
            raise BadValueError(_("%(officer)s is not on this case. Add them first.") % {"officer": assignee})
        task = CaseTask.objects.create(case=now, what=what, assignee=assignee, due=due, made_by=officer)
    _log.info("task given", case=case.pk, task=task.pk, assignee=assignee.pk, officer=officer.pk)
    return task


def finish_task(officer: Officer, task: CaseTask) -> None:
    """Say that a task is done. Raises ``DoneAlreadyError``, another leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        locked(officer, task.case)
        done = CaseTask.objects.filter(pk=task.pk, done_at=None).update(done_at=timezone.now(), done_by=officer)
    if not done:
        raise DoneAlreadyError(_("This task was done before."))
    _log.info("task done", case=task.case_id, task=task.pk, officer=officer.pk)
