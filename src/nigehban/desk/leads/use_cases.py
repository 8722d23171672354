"""What officers do with leads: permission, one transaction, record."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.db.models import Max

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError, NoReasonError, NoSuchLeadError, NotAllowedError
from nigehban.desk.leads.models import Act, Lead, LeadDecision, State
from nigehban.desk.leads.policies import may_decide

_log = structlog.get_logger("nigehban.desk.leads")


def archive_lead(officer: Officer, lead_id: str, reason: str) -> LeadDecision:
    """Set a lead aside. It wakes when it gains a referral or rises to a higher band. Raises a leaf of ``LeadError``."""
    return _decide(officer, lead_id, Act.ARCHIVE, reason)


def reopen_lead(officer: Officer, lead_id: str, reason: str) -> LeadDecision:
    """Put a lead back into the open list, at the end of its band. Raises a leaf of ``LeadError``."""
    return _decide(officer, lead_id, Act.REOPEN, reason)


def _decide(officer: Officer, lead_id: str, act: Act, reason: str) -> LeadDecision:
    if not may_decide(officer):
        raise NotAllowedError("You may not decide of leads. Ask your supervisor.")
    if not reason.strip():
        raise NoReasonError("Say why, in a few words: the next officer will read it.")
    with transaction.atomic():
        lead = _locked(lead_id)
        _carry_out(lead, act, reason.strip())
        decision = LeadDecision.objects.create(
            lead=lead.id, act=act, reason=reason.strip(), referrals=lead.referrals, band=lead.band, officer=officer
        )
    _log.info("lead decided", lead=lead.id, act=str(act), officer=officer.pk, decision=decision.pk)
    return decision


def _locked(lead_id: str) -> Lead:
    lead = Lead.objects.select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise NoSuchLeadError(f"There is no lead {lead_id} in the list now. It may have been joined with another.")
    return lead


def _carry_out(lead: Lead, act: Act, reason: str) -> None:
    wanted = State.ARCHIVED if act is Act.ARCHIVE else State.OPEN
    if lead.state == wanted:
        raise AlreadySoError(f"Lead {lead.id} is {wanted.label} already.")
    lead.state = wanted
    lead.archive_reason = reason if act is Act.ARCHIVE else None
    if act is Act.REOPEN:
        lead.rank = _end_of_band(lead.band)
    lead.save(update_fields=["state", "archive_reason", "rank"])


def _end_of_band(band: int) -> int:
    """The last rank among open leads of the band, else of the bands above it: as a rebuild would place it."""
    open_leads = Lead.objects.filter(state=State.OPEN)
    last: int | None = open_leads.filter(band=band).aggregate(last=Max("rank"))["last"]
    above: int | None = open_leads.filter(band__gt=band).aggregate(last=Max("rank"))["last"]
    return next((rank for rank in (last, above) if rank is not None), 0)
