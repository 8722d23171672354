"""Members of a record. Whether the grantor may add somebody is asked by the app that the record belongs to."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import BadSpanError, EndedAlreadyError, NoReasonError
from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.accounts.models import Officer

LONGEST = timedelta(days=366)
USUAL = timedelta(days=180)
_log = structlog.get_logger("nigehban.desk.access")


def add_member(
    grantor: Officer | None,
    officer: Officer,
    kind: RecordKind,
    record: int,
    *,
    reason: str,
    duty: str = "",
    until: datetime | None = None,
) -> Membership:
    """Put an officer on a record until a day (half a year when none is said; a year at most).

    Raises ``NoReasonError``, ``BadSpanError``.
    """
    now = timezone.now()
    end = until or now + USUAL
    if not reason.strip():
        raise NoReasonError(_("Say why the officer needs to see this record."))
    if not now < end <= now + LONGEST:
        raise BadSpanError(_("A membership ends after now and within a year."))
    member = Membership.objects.create(
        officer=officer, kind=kind, record=record, duty=duty, reason=reason.strip(), granted_by=grantor, ends_at=end
    )
    _log.info("member added", officer=officer.pk, kind=str(kind), record=record, membership=member.pk)
    return member


def end_membership(ended_by: Officer | None, membership: Membership) -> None:
    """End a membership now. Raises ``EndedAlreadyError``."""
    ended = Membership.objects.live().filter(pk=membership.pk).update(ends_at=Now(), ended_by=ended_by)
    if not ended:
        raise EndedAlreadyError(_("This membership has ended already."))
    _log.info("membership ended", officer=membership.officer_id, kind=membership.kind, record=membership.record)
