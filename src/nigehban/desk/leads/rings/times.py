"""When what the referrals of a network tell of happened, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

SHOWN = 50
_OF_LEADS = """
FROM leads_leadmember AS member
JOIN referrals_referral AS referral ON referral.node_id = member.node_id AND referral.version = 1
WHERE member.lead_id = ANY(%(leads)s)
"""
_AT = "COALESCE(referral.incident, referral.received)"
HAPPENED = f"""
SELECT {_AT}, member.node_id, member.referral, member.lead_id, referral.incident IS NOT NULL, referral.platform
{_OF_LEADS} AND {_AT} IS NOT NULL
    AND (%(at)s::timestamptz IS NULL OR ({_AT}, member.node_id) < (%(at)s::timestamptz, %(node)s))
ORDER BY 1 DESC, 2 DESC LIMIT %(most)s
"""
MONTHS = f"""
SELECT date_trunc('month', {_AT})::date, count(*) {_OF_LEADS} AND {_AT} IS NOT NULL GROUP BY 1 ORDER BY 1
"""


class Happened(NamedTuple):
    """A referral in time. ``sure``: the incident's own time, else when the referral was received."""

    at: datetime
    node: int
    referral: str
    lead: str
    sure: bool
    platform: str | None


def happened(leads: Sequence[str], after: str | None = None) -> tuple[list[Happened], str | None]:
    """A page of referrals, the newest first, and the place behind which the next page begins.

    Raises ``ValueError`` when ``after`` is no such place.
    """
    at, _comma, node = (after or "").partition(",")
    place = (datetime.fromisoformat(at), int(node)) if after else (None, 0)
    with connection.cursor() as cursor:
        cursor.execute(HAPPENED, {"leads": list(leads), "most": SHOWN + 1, "at": place[0], "node": place[1]})
        rows = [Happened(*row) for row in cursor.fetchall()]
    last = rows[SHOWN - 1] if len(rows) > SHOWN else None
    return rows[:SHOWN], f"{last.at.isoformat()},{last.node}" if last else None


def months_of(leads: Sequence[str]) -> list[tuple[date, int]]:
    """How many referrals each month."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, {"leads": list(leads)})
        return [(row[0], row[1]) for row in cursor.fetchall()]
