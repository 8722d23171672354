"""The item of a lead under lock, moved, and the act recorded: what all use cases here have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import NoSuchLeadError
from nigehban.desk.leads.models import Lead
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.lookup import row_of
from nigehban.desk.worklists.errors import LeasedToOtherError, NoReasonError
from nigehban.desk.worklists.models import Act, Item, Place, WorkAct

_log = structlog.get_logger("nigehban.desk.worklists")
_WHERE = ("place", "officer_id", "reason", "until", "referrals")


def seen_lead(officer: Officer, lead_id: str) -> Lead:
    """The lead, for an officer who may decide of it. Raises ``NoSuchLeadError``, ``NotPermittedError``."""
    if not may_decide(officer):
        raise NotPermittedError(_("None of your roles decides of leads. Ask the head of your circle."))
    lead = row_of(visible_leads(officer), lead_id)
    if lead is None:
        raise NoSuchLeadError(
            _("There is no lead %(lead_id)s in the list now. It may have been joined with another.")
            % {"lead_id": lead_id}
        )
    return lead


def locked_item(officer: Officer, lead: Lead) -> Item:
    """The lead's item under lock. A lease of one's own that ran out still serves, as long as nobody else took it.

    Raises ``LeasedToOtherError``.
    """
    Item.objects.bulk_create([Item(lead=lead.pk)], ignore_conflicts=True)
    item = Item.objects.select_for_update(of=("self",)).select_related("leased_to").get(pk=lead.pk)
    until = item.leased_until
    if item.leased_to_id not in (None, officer.pk) and until is not None and until > timezone.now():
        shown = timezone.localtime(until)
        raise LeasedToOtherError(
            _("%(leased_to)s works on lead %(lead)s until %(shown)s. Nothing was changed.")
            % {"leased_to": item.leased_to, "lead": lead.pk, "shown": f"{shown:%H:%M}"}
        )
    return item


def with_reason(reason: str) -> str:
    """The reason without the space around it. Raises ``NoReasonError``."""
    if not reason.strip():
        raise NoReasonError(_("Say why, in a few words: the next officer will read it."))
    return reason.strip()


def move(
    officer: Officer,
    item: Item,
    lead: Lead,
    act: Act,
    place: Place,
    *,
    reason: str = "",
    holder: Officer | None = None,
    until: datetime | None = None,
) -> WorkAct:
    """Put the lead into a place, end the lease, record the act."""
    before = where(item)
    item.place, item.officer, item.reason, item.until, item.referrals = place, holder, reason, until, lead.referrals
    item.leased_to = item.leased_at = item.leased_until = None
    item.save()
    return record(officer, lead.pk, act, reason=reason, to=holder, until=until, before=before)


def record(officer: Officer, lead_id: str, act: Act, **said: Any) -> WorkAct:  # noqa: ANN401 - fields of the model
    """Add the act."""
    done = WorkAct.objects.create(lead=lead_id, act=act, officer=officer, **said)
    _log.info("work", act=str(act), lead=lead_id, officer=officer.pk, number=done.pk)
    return done


def where(item: Item) -> dict[str, object]:
    """Where an item is, as it is kept with an act."""
    found = {name: getattr(item, name) for name in _WHERE}
    return found | {"until": item.until.isoformat() if item.until else None}
