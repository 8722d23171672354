"""The whole list replaced at once: a pure function of what is stored, plus the officers' standing decisions."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
from django.db import connection, transaction

from nigehban.desk.copying import copy_in
from nigehban.desk.leads.derived import TARGETS
from nigehban.desk.swap import NEXT, change_places, close_for_swap, rebuilding

OBEY_DECISIONS = f"""
UPDATE {NEXT}.leads_lead AS lead SET
    state = CASE decision.act WHEN 'archive' THEN 'archived' ELSE 'open' END,
    archive_reason = CASE decision.act WHEN 'archive' THEN decision.reason END,
    rank = CASE decision.act WHEN 'archive' THEN lead.rank ELSE COALESCE(
        (SELECT max(rank) FROM {NEXT}.leads_lead AS other WHERE other.state = 'open' AND other.band = lead.band),
        (SELECT max(rank) FROM {NEXT}.leads_lead AS other WHERE other.state = 'open' AND other.band > lead.band),
        0
    ) END
FROM (SELECT DISTINCT ON (lead) * FROM leads_leaddecision ORDER BY lead, id DESC) AS decision
WHERE lead.id = decision.lead AND CASE decision.act
    WHEN 'archive' THEN lead.referrals <= decision.referrals AND lead.band <= decision.band
    ELSE lead.state <> 'open' END
"""
"""What officers decided of leads, onto the list that was computed.

A lead that was set aside stays so until it gains a referral or rises to a higher band. One that was reopened stays
open; it stands at the end of its band (of equal ranks the id decides).
"""


def replace_leads(tables: Mapping[str, pa.Table]) -> None:
    """Put ``tables`` (``derived.SCHEMAS``) in place of the list, its reasons, members, networks and links.

    Readers see the old list until it is done. Killed on the way, the old list stays.
    """
    targets = list(TARGETS.values())
    with transaction.atomic(), connection.cursor() as cursor:
        with rebuilding(cursor, targets):
            for name, target in TARGETS.items():
                copy_in(cursor, f"{NEXT}.{target}", tables[name])
        close_for_swap(cursor, targets)
        cursor.execute(OBEY_DECISIONS)
        change_places(cursor, targets)
