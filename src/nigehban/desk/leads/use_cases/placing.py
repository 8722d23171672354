"""An officer sets a lead aside, opens it again, or assigns it to a circle."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError
from nigehban.desk.leads.models import Act, Lead, LeadAct, State
from nigehban.desk.leads.persons import alone, resettle
from nigehban.desk.leads.use_cases.recording import given, locked, note, permitted, record
from nigehban.desk.leads.versions import unchanged


def archive_lead(
    officer: Officer, lead_id: str, reason: str, *, seen: str | None = None, batch: UUID | None = None
) -> LeadAct:
    """Set a lead aside. It wakes when it gains a referral or rises to a higher band. Raises a leaf of ``LeadError``.

    ``seen`` is the version of the lead that the officer looked at.
    """
    return _place(officer, lead_id, Act.ARCHIVE, reason, seen, batch)


def reopen_lead(
    officer: Officer, lead_id: str, reason: str, *, seen: str | None = None, batch: UUID | None = None
) -> LeadAct:
    """Put a lead back into the open list, at the end of its band. Raises a leaf of ``LeadError``."""
    return _place(officer, lead_id, Act.REOPEN, reason, seen, batch)


def assign_lead(
    officer: Officer, lead_id: str, unit: str, reason: str, *, seen: str | None = None, batch: UUID | None = None
) -> LeadAct:
    """Give a lead to a circle. Raises a leaf of ``LeadError``."""
    return _place(officer, lead_id, Act.ASSIGN, reason, seen, batch, unit=unit)


def _place(
    officer: Officer, lead_id: str, act: Act, reason: str, seen: str | None, batch: UUID | None, unit: str | None = None
) -> LeadAct:
    permitted(officer)
    reason = given(reason)
    with transaction.atomic():
        alone()
        lead = locked(lead_id)
        unchanged(lead, seen)
        _is_new(lead, act, unit)
        made = record(
            officer,
            act,
            lead=lead.id,
            reason=reason,
            referrals=lead.referrals,
            band=lead.band,
            unit=unit,
            batch=batch,
        )
        note(made, lead.id)
        resettle(lead.id)
    return made


def _is_new(lead: Lead, act: Act, unit: str | None) -> None:
    if act is Act.ASSIGN:
        if lead.unit == unit:
            raise AlreadySoError(_("Lead %(lead)s is with %(unit)s already.") % {"lead": lead.id, "unit": unit})
        return
    wanted = State.ARCHIVED if act is Act.ARCHIVE else State.OPEN
    if lead.state == wanted:
        raise AlreadySoError(_("Lead %(lead)s is %(wanted)s already.") % {"lead": lead.id, "wanted": wanted.label})
