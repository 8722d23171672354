"""Both sides say that they know; or a supervisor decides."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NoReasonError
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.errors import NotYourSideError
from nigehban.desk.operations.models import Conflict, Notice
from nigehban.desk.operations.policies import answers_for

_log = structlog.get_logger("nigehban.desk.operations")
_SIDES = ("a", "b")


def acknowledge(officer: Officer, conflict: Conflict) -> Conflict:
    """Say for one's own side that one knows. Nobody acknowledges both sides. Raises ``NotYourSideError``."""
    with transaction.atomic():
        locked = Conflict.objects.select_for_update().get(pk=conflict.pk)
        side = _side_of(officer, locked)
        setattr(locked, f"acknowledged_{side}_at", timezone.now())
        setattr(locked, f"acknowledged_{side}_by", officer)
        locked.save(update_fields=[f"acknowledged_{side}_at", f"acknowledged_{side}_by"])
    _log.info("conflict acknowledged", conflict=conflict.pk, side=side, officer=officer.pk)
    return locked


def override(officer: Officer, conflict: Conflict, reason: str) -> Conflict:
    """Decide that it does not stand in the way. Raises ``NotPermittedError``, ``NoReasonError``."""
    require(officer, Permission.SUPERVISE)
    if not reason.strip():
        raise NoReasonError(_("Say why the operation runs although another circle is after the same subject."))
    with transaction.atomic():
        locked = Conflict.objects.select_for_update().get(pk=conflict.pk)
        locked.overridden_at, locked.overridden_by = timezone.now(), officer
        locked.override_reason = reason.strip()
        locked.save(update_fields=["overridden_at", "overridden_by", "override_reason"])
    _log.info("conflict overridden", conflict=conflict.pk, officer=officer.pk)
    return locked


def read_notice(officer: Officer, conflict: Conflict) -> None:
    """The officer has seen what they were told."""
    Notice.objects.filter(officer=officer, conflict=conflict, read_at=None).update(read_at=Now())


def _side_of(officer: Officer, conflict: Conflict) -> str:
    """The side that the officer answers for and that nobody has acknowledged yet."""
    signed = {getattr(conflict, f"acknowledged_{side}_by_id") for side in _SIDES}
    if officer.pk in signed:
        raise NotYourSideError(_("You have acknowledged this already; the other side is for another officer."))
    for side in _SIDES:
        if getattr(conflict, f"acknowledged_{side}_at") is None and answers_for(officer, conflict, side):
            return side
    raise NotYourSideError(_("You answer for neither circle, or your side is acknowledged already."))
