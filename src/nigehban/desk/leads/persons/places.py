"""What officers decided on a lead's number, laid over the row that the list or the parts of the lead gave it.

A lead that was set aside stays so until it gains a referral or rises to a higher band. One that was reopened stays
open; it stands at the end of its band (of equal ranks the id decides). One that was assigned goes to that circle.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

_NEWEST = """
SELECT DISTINCT ON (lead) * FROM leads_leadact AS act
WHERE act = ANY(%(acts)s) {which} AND NOT EXISTS (SELECT FROM leads_withdrawn WHERE act_id = act.id)
ORDER BY lead, id DESC
"""
_HOLDS = """CASE decision.act
    WHEN 'archive' THEN lead.referrals <= decision.referrals AND lead.band <= decision.band
    WHEN 'reopen' THEN lead.state <> 'open'
    ELSE true END"""
_PLACE = """
UPDATE {lead} AS lead SET
    state = CASE decision.act WHEN 'archive' THEN 'archived' ELSE 'open' END,
    archive_reason = CASE decision.act WHEN 'archive' THEN decision.reason END,
    rank = CASE decision.act WHEN 'archive' THEN lead.rank ELSE COALESCE(
        (SELECT max(rank) FROM {lead} AS other WHERE other.state = 'open' AND other.band = lead.band),
        (SELECT max(rank) FROM {lead} AS other WHERE other.state = 'open' AND other.band > lead.band),
        0
    ) END
FROM ({newest}) AS decision WHERE lead.id = decision.lead AND {holds}
"""
_CIRCLE = """
UPDATE {lead} AS lead SET
    unit = decision.unit, unit_reason = decision.reason, unit_referral = NULL, unit_pointer = NULL
FROM ({newest}) AS decision WHERE lead.id = decision.lead
"""
_KEEP = """
INSERT INTO {listed} (id, row) SELECT lead.id, to_jsonb(lead) FROM {lead} AS lead
WHERE EXISTS (SELECT FROM leads_leadact AS act WHERE act.lead = lead.id AND act.act = ANY(%(acts)s))
"""
_PLACES, _CIRCLES = {"acts": ["archive", "reopen"]}, {"acts": ["assign"]}
_EVER = {"acts": ["archive", "reopen", "assign"]}


def obey_places(leads: Sequence[str]) -> None:
    """Lay what stands over the rows of these leads."""
    newest = _NEWEST.format(which="AND lead = ANY(%(leads)s)")
    values = {"leads": list(leads)}
    with connection.cursor() as cursor:
        for statement, acts in ((_PLACE, _PLACES), (_CIRCLE, _CIRCLES)):
            filled = statement.format(lead="leads_lead", newest=newest, holds=_HOLDS)
            cursor.execute(filled, {**values, **acts})


def obey_all(cursor: CursorWrapper, schema: str) -> None:
    """The same for a whole list in another schema; the rows as they were made are kept there first."""
    tables = {"lead": f"{schema}.leads_lead", "listed": f"{schema}.leads_listed"}
    newest = _NEWEST.format(which="")
    cursor.execute(_KEEP.format(**tables), _EVER)
    cursor.execute(_PLACE.format(**tables, newest=newest, holds=_HOLDS), _PLACES)
    cursor.execute(_CIRCLE.format(**tables, newest=newest), _CIRCLES)
