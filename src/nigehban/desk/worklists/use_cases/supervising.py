"""A supervisor ends another's lease: the officer fell ill, went home, or sits on what cannot wait."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.lookup import row_of
from nigehban.desk.worklists.errors import ChangedSinceError
from nigehban.desk.worklists.models import Act, Item, WorkAct
from nigehban.desk.worklists.use_cases.records import record, seen_lead, where, with_reason


def break_lease(officer: Officer, lead_id: str, reason: str) -> WorkAct:
    """End the lease; the lead waits again where it was. Raises ``NotPermittedError``, leaves of ``WorkError``."""
    said = with_reason(reason)
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        require(officer, Permission.LEAD_CIRCLE, lead.unit)
        item = row_of(Item.objects.select_for_update(of=("self",)).select_related("leased_to"), lead_id)
        if item is None or item.leased_to is None:
            raise ChangedSinceError(_("Nobody has a lease on lead %(lead_id)s any more.") % {"lead_id": lead_id})
        held = item.leased_to
        Item.objects.filter(pk=lead_id).update(leased_to=None, leased_at=None, leased_until=None)
        return record(officer, lead_id, Act.BREAK, reason=said, to=held, before=where(item))
