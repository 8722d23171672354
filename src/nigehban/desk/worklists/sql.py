"""The statement that gives out work: written once, planned once, tested for its plan and for races.

A lead is free when nobody has a live lease on it, no open case has it, and it waits where this officer takes from. The
row of the lead is locked and locked ones are passed over, so that officers who ask at the same moment get different
leads; the upsert asks again whether it is free and still where it was, against what was committed since the statement
began: another may have taken it, decided and let it go in the meantime.
"""

from __future__ import annotations

_UNLEASED = (
    "(item.leased_until IS NULL OR item.leased_until <= statement_timestamp() OR item.leased_to_id = %(officer)s)"
)
_NOT_SKIPPED = """NOT EXISTS (
        SELECT FROM worklists_skip AS skip
        WHERE skip.officer_id = %(officer)s AND skip.lead = lead.id AND skip.until > statement_timestamp()
    )"""
_WAITS = {
    "given": "item.place = 'given' AND item.officer_id = %(officer)s",
    "triage": """item.lead IS NULL OR item.place = 'triage'
        OR item.place = 'held' AND (item.until <= statement_timestamp() OR lead.referrals > item.referrals)""",
    "circle": "item.place = 'circle'",
    "escalated": "item.place = 'escalated'",
}
"""Where the lead must wait, by queue."""
_JOIN = {"triage": "LEFT JOIN"}


def taking(queue: str, *, everywhere: bool) -> str:
    """The SQL that leases the next free lead of a queue to an officer.

    It gives no row when nothing waits, else one: the id of the lead, or ``None`` when another was quicker: then ask
    again. Parameters: ``officer``, ``units`` (a list, not asked when ``everywhere``), ``minutes``.
    """
    units = "" if everywhere else "AND lead.unit = ANY (%(units)s)"
    return f"""
WITH found AS (
    SELECT lead.id, lead.referrals, COALESCE(item.place, 'triage') AS place, item.officer_id, item.until
    FROM leads_lead AS lead {_JOIN.get(queue, "JOIN")} worklists_item AS item ON item.lead = lead.id
    WHERE lead.state = 'open' {units} AND ({_WAITS[queue]}) AND (item.lead IS NULL OR {_UNLEASED})
      AND {_NOT_SKIPPED} AND nigehban_case_of_lead(lead.id) IS NULL
    ORDER BY lead.rank, lead.id LIMIT 1
    FOR UPDATE OF lead SKIP LOCKED
), taken AS (
    INSERT INTO worklists_item AS held
        (lead, place, officer_id, until, reason, referrals, leased_to_id, leased_at, leased_until)
    SELECT found.id, found.place, found.officer_id, found.until, '', found.referrals, %(officer)s,
        statement_timestamp(), statement_timestamp() + make_interval(mins => %(minutes)s)
    FROM found
    ON CONFLICT (lead) DO UPDATE SET
        leased_to_id = excluded.leased_to_id, leased_at = excluded.leased_at, leased_until = excluded.leased_until
    WHERE (held.leased_until IS NULL OR held.leased_until <= statement_timestamp() OR held.leased_to_id = %(officer)s)
        AND (held.place, held.officer_id, held.until)
            IS NOT DISTINCT FROM (excluded.place, excluded.officer_id, excluded.until)
    RETURNING held.lead
)
SELECT taken.lead FROM found LEFT JOIN taken ON true
"""


LOOK = """
INSERT INTO worklists_look (officer_id, lead, referrals, at) VALUES (%s, %s, %s, statement_timestamp())
ON CONFLICT (officer_id, lead) DO UPDATE SET referrals = excluded.referrals, at = excluded.at
"""
SKIP = """
INSERT INTO worklists_skip (officer_id, lead, until) VALUES (%s, %s, statement_timestamp() + make_interval(mins => %s))
ON CONFLICT (officer_id, lead) DO UPDATE SET until = excluded.until
"""
