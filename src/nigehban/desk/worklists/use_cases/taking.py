"""Taking up work: the next lead of a queue, or a lead of one's choice."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead
from nigehban.desk.worklists.models import Act, Item
from nigehban.desk.worklists.policies import Queue, queues_of
from nigehban.desk.worklists.sql import LOOK, taking
from nigehban.desk.worklists.use_cases.records import locked_item, record, seen_lead

LEASE = timedelta(minutes=15)
_TRIES = 50
"""Somebody else may take the same lead in the same moment: each try that fails is a lead that another officer got."""


def take_next(officer: Officer, queue: Queue) -> str | None:
    """Lease the most urgent free lead: its id, ``None`` when nothing waits. What was handed to the officer comes first.

    Raises ``NotPermittedError``.
    """
    if queue not in queues_of(officer):
        raise NotPermittedError(_("None of your roles takes work from this list."))
    with transaction.atomic():
        lead_id = _taken(officer, "given") or _taken(officer, queue.value)
        if lead_id is not None:
            record(officer, lead_id, Act.LEASE, until=timezone.now() + LEASE)
    return lead_id


def take(officer: Officer, lead_id: str) -> None:
    """Lease a lead of one's choice. Raises ``LeasedToOtherError``, ``NoSuchLeadError``, ``NotPermittedError``."""
    with transaction.atomic():
        _lease(officer, lead_id, Act.LEASE)


def take_more_time(officer: Officer, lead_id: str) -> None:
    """A whole new lease on a lead that one has. Raises as ``take`` does."""
    with transaction.atomic():
        _lease(officer, lead_id, Act.EXTEND)


def note_look(officer: Officer, lead: Lead) -> None:
    """The officer saw the lead with the referrals that it has now."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [officer.pk, lead.pk, lead.referrals])


def _lease(officer: Officer, lead_id: str, act: Act) -> None:
    item = locked_item(officer, seen_lead(officer, lead_id))
    now = timezone.now()
    Item.objects.filter(pk=item.pk).update(leased_to=officer, leased_at=now, leased_until=now + LEASE)
    record(officer, lead_id, act, until=now + LEASE)


def _taken(officer: Officer, queue: str) -> str | None:
    units = standing_of(officer).units(Permission.DECIDE_LEADS)
    wanted: dict[str, int | list[str]] = {
        "officer": officer.pk,
        "units": sorted(units or ()),
        "minutes": LEASE.seconds // 60,
    }
    statement = taking(queue, everywhere=units is None)
    with connection.cursor() as cursor:
        for _ in range(_TRIES):
            cursor.execute(statement, wanted)
            row = cursor.fetchone()
            if row is None or row[0] is not None:
                return None if row is None else str(row[0])
    return None
