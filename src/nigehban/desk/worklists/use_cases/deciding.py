"""Decisions that take a lead out of triage."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead
from nigehban.desk.leads.persons import alone
from nigehban.desk.leads.use_cases import archive_lead
from nigehban.desk.worklists.errors import ChangedSinceError
from nigehban.desk.worklists.models import Act, Place, WorkAct
from nigehban.desk.worklists.use_cases.records import locked_item, move, seen_lead


def set_aside(officer: Officer, lead_id: str, reason: str, seen: int | None = None) -> WorkAct:
    """Set the lead aside; it wakes by itself as ``archive_lead`` says. ``seen``: the referrals on the officer's page.

    Raises leaves of ``WorkError``, ``LeadError``."""
    with transaction.atomic():
        alone()  # before the item: a merge holds this when it asks for the items of its leads
        lead = seen_lead(officer, lead_id)
        item = locked_item(officer, lead)
        _check_seen(lead, seen)
        archive_lead(officer, lead_id, reason)
        return move(officer, item, lead, Act.SET_ASIDE, Place.TRIAGE, reason=reason.strip())


def send_to_circle(officer: Officer, lead_id: str, reason: str = "", seen: int | None = None) -> WorkAct:
    """The lead is worth an officer's time: the circle that it belongs to takes it from here.

    Raises leaves of ``WorkError`` and ``LeadError``.
    """
    with transaction.atomic():
        lead = seen_lead(officer, lead_id)
        item = locked_item(officer, lead)
        _check_seen(lead, seen)
        return move(officer, item, lead, Act.TO_CIRCLE, Place.CIRCLE, reason=reason.strip())


def _check_seen(lead: Lead, seen: int | None) -> None:
    """A decision counts for what the officer saw: of what joined the lead since, the page was silent."""
    if seen is not None and lead.referrals > seen:
        count = lead.referrals - seen
        raise ChangedSinceError(
            _("%(count)s more came to lead %(lead)s while you read. Look at it again, then decide.")
            % {"count": count, "lead": lead.pk}
        )
