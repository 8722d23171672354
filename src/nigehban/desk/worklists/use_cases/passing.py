"""Not now, not me, not here: each with what the next officer needs to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.worklists.errors import BadTimeError, NotForThemError
from nigehban.desk.worklists.models import Act, Item, Place, WorkAct
from nigehban.desk.worklists.sql import SKIP
from nigehban.desk.worklists.use_cases.records import locked_item, move, record, seen_lead, where, with_reason

LONGEST_HOLD = timedelta(days=92)
SKIPPED = timedelta(hours=12)


def hold(officer: Officer, lead_id: str, reason: str, until: datetime) -> WorkAct:
    """Put the lead on hold until a moment; a new referral brings it back before. Raises leaves of ``WorkError``."""
    said = with_reason(reason)
    now = timezone.now()
    if not now < until <= now + LONGEST_HOLD:
        raise BadTimeError(_("A lead is held until a moment to come, within three months."))
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        item = locked_item(officer, lead)
        return move(officer, item, lead, Act.HOLD, Place.HELD, reason=said, holder=officer, until=until)


def hand_over(officer: Officer, lead_id: str, to: Officer, reason: str) -> WorkAct:
    """Give the lead to another officer, who finds it first in their list. Raises leaves of ``WorkError``."""
    said = with_reason(reason)
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        if to == officer or not to.is_active or not may(to, Permission.DECIDE_LEADS, lead.unit):
            raise NotForThemError(_("%(to)s may not decide of this lead. Choose another officer.") % {"to": to})
        item = locked_item(officer, lead)
        return move(officer, item, lead, Act.HAND_OVER, Place.GIVEN, reason=said, holder=to)


def escalate(officer: Officer, lead_id: str, reason: str) -> WorkAct:
    """Put the lead before the supervisors. Raises leaves of ``WorkError``."""
    said = with_reason(reason)
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        item = locked_item(officer, lead)
        return move(officer, item, lead, Act.ESCALATE, Place.ESCALATED, reason=said)


def give_back(officer: Officer, lead_id: str, reason: str = "") -> WorkAct:
    """Put the lead back into triage, for whoever comes first. Raises leaves of ``WorkError``."""
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        item = locked_item(officer, lead)
        return move(officer, item, lead, Act.GIVE_BACK, Place.TRIAGE, reason=reason.strip())


def skip(officer: Officer, lead_id: str) -> WorkAct:
    """Pass the lead over for half a day; it stays where it is for everybody else. Raises leaves of ``WorkError``."""
    with transaction.atomic():
        item = locked_item(officer, seen_lead(officer, lead_id))
        before = where(item)
        Item.objects.filter(pk=lead_id).update(leased_to=None, leased_at=None, leased_until=None)
        with connection.cursor() as cursor:
            cursor.execute(SKIP, [officer.pk, lead_id, int(SKIPPED.total_seconds()) // 60])
        return record(officer, lead_id, Act.SKIP, before=before)
