"""A case that turns out to be part of another goes into it: what it was made of is worked there from then on.

The case itself stays as it is, with its number, its people and its papers: what was done in it was done in it.
"""

from __future__ import annotations

import structlog
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError
from nigehban.desk.cases.models import Case, CaseLead
from nigehban.desk.cases.selectors import seen_case
from nigehban.jurisdiction.procedure import load_procedure

_log = structlog.get_logger("nigehban.desk.cases")
_CARRY = """
INSERT INTO cases_casereferral (case_id, referral, lead, reason, added_by_id)
SELECT %(into)s, referral, lead, %(reason)s, %(officer)s FROM cases_casereferral WHERE case_id = %(case)s ORDER BY id
ON CONFLICT (case_id, referral) DO NOTHING
"""


def carry_over(officer: Officer, case: Case, number: str) -> Case:
    """The case of that number, which now has the leads and referrals of ``case`` too; within a caller's transaction.

    Raises ``NoSuchCaseError``, ``BadValueError`` when it is the same case or has ended.
    """
    into = Case.objects.select_for_update().get(pk=seen_case(officer, number).pk)
    if into == case:
        raise BadValueError(_("A case cannot be merged with itself."))
    if into.state in {stand.id for stand in load_procedure(into.pack).stands if stand.final}:
        raise BadValueError(_("Case %(number)s has ended. Choose one that is open.") % {"number": into.number})
    leads = list(case.leads.filter(left_at=None).values_list("lead", flat=True))
    case.leads.filter(left_at=None).update(left_at=timezone.now())
    CaseLead.objects.bulk_create(CaseLead(case=into, lead=lead, joined_by=officer) for lead in leads)
    reason = _("Case %(number)s was merged into this one.") % {"number": case.number}
    with connection.cursor() as cursor:
        cursor.execute(_CARRY, {"into": into.pk, "case": case.pk, "reason": reason, "officer": officer.pk})
    _log.info("case merged", case=case.pk, into=into.pk, leads=len(leads), officer=officer.pk)
    return into
