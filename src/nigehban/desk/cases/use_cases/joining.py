"""Leads and their referrals, joined to a case. A lead is in one open case: the second officer is told which."""

from __future__ import annotations

import structlog
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, LeadTakenError
from nigehban.desk.cases.models import Case, CaseLead
from nigehban.desk.cases.selectors import case_of_lead
from nigehban.desk.cases.use_cases.records import locked, said
from nigehban.desk.leads.models import Lead

_log = structlog.get_logger("nigehban.desk.cases")
_JOIN = """
INSERT INTO cases_casereferral (case_id, referral, lead, reason, added_by_id)
SELECT %(case)s, referral, %(lead)s, %(reason)s, %(officer)s FROM leads_leadmember
WHERE lead_id = %(lead)s ORDER BY node_id
ON CONFLICT (case_id, referral) DO NOTHING
"""


def join_lead(officer: Officer, case: Case, lead: str, reason: str) -> int:
    """Join a lead and all its referrals to a case, again for those that came since; how many were joined.

    Raises ``NotPermittedError``, ``LeadTakenError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.OPEN_CASES)
    with transaction.atomic():
        return joined(officer, locked(officer, case), lead, reason)


def joined(officer: Officer, case: Case, lead: str, reason: str) -> int:
    """As ``join_lead``, in a transaction of its caller who has the case."""
    reason = said(reason, _("Say why these referrals belong to the case."))
    if not Lead.objects.visible_to(officer).filter(pk=lead).exists():
        raise BadValueError(_("You see no lead %(lead)s. It may have been joined with another.") % {"lead": lead})
    _take(officer, case, lead)
    with connection.cursor() as cursor:
        cursor.execute(_JOIN, {"case": case.pk, "lead": lead, "reason": reason, "officer": officer.pk})
        count = int(cursor.rowcount)
    _log.info("lead joined", case=case.pk, lead=lead, referrals=count, officer=officer.pk)
    return count


def _take(officer: Officer, case: Case, lead: str) -> None:
    taken = case_of_lead(lead)
    if taken == case.number:
        return
    try:
        with transaction.atomic():
            if taken is None:
                CaseLead.objects.create(case=case, lead=lead, joined_by=officer)
    except IntegrityError:
        taken = case_of_lead(lead)
    if taken is not None:
        words = _("Lead %(lead)s is worked in case %(case)s already. Ask its members to add you.")
        raise LeadTakenError(words % {"lead": lead, "case": taken}, taken)
