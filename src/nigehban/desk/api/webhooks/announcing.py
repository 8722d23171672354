"""Notices of what no single row tells: deadlines that were missed, leads that rose in a new list.

What happens in cases is announced by triggers of the database (migration 0002), in the transaction of the event.
"""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper

from nigehban.desk.api.models import Kind
from nigehban.desk.swap import NEXT

_INTO = """
INSERT INTO api_delivery (uid, subscription_id, kind, record, detail, source, at)
"""
MISSED = f"""
{_INTO} SELECT gen_random_uuid(), told.id, '{Kind.DEADLINE_MISSED}', cases_case.number, late.rule,
    concat_ws(':', 'deadline', late.case_id, late.rule, late.party_id, extract(epoch FROM late.due)), late.missed_at
FROM (
    SELECT *, CASE WHEN state = 'missed' THEN due ELSE turns_at END AS missed_at FROM cases_casedeadline
    WHERE done_at IS NULL AND (state = 'missed' OR (turns_to = 'missed' AND turns_at <= statement_timestamp()))
) AS late
JOIN cases_case ON cases_case.id = late.case_id
JOIN api_subscription AS told ON told.active AND '{Kind.DEADLINE_MISSED}' = ANY (told.kinds)
    AND late.missed_at >= told.made_at
ON CONFLICT (subscription_id, source) DO NOTHING
"""
"""A deadline is missed by the clock and by nothing that is written: it is looked for. Its row may be made anew at any
time, so that the notice is known by case, rule, party and due time."""

RAISED = f"""
{_INTO} SELECT gen_random_uuid(), told.id, '{Kind.LEAD_RAISED}', now.id, now.band::text,
    concat_ws(':', 'lead', now.id, now.band, pg_current_xact_id()), statement_timestamp()
FROM {NEXT}.leads_lead AS now
LEFT JOIN leads_lead AS before ON before.id = now.id
JOIN api_subscription AS told ON told.active AND '{Kind.LEAD_RAISED}' = ANY (told.kinds)
WHERE now.state = 'open' AND now.band > COALESCE(before.band, 2) AND EXISTS (SELECT FROM leads_lead)
ORDER BY now.rank
"""
"""A lead that was not there before is told when it begins in the most urgent band; a first list tells nothing."""


def announce_missed() -> int:
    """Write notices of deadlines that were missed; how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(MISSED)
        return int(cursor.rowcount)


def announce_raised(cursor: CursorWrapper) -> None:
    """Write notices of leads that stand in a more urgent band in the list that is about to be put in place."""
    cursor.execute(RAISED)
