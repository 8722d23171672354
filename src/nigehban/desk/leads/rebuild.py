"""The whole list replaced at once: a pure function of what is stored, plus the officers' standing decisions."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from nigehban.desk.copying import copy_in
from nigehban.desk.leads.derived import Directory, lead_rows, member_rows, network_rows, reason_rows
from nigehban.desk.swap import NEXT, Rebuild

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


TABLES = ("leads_lead", "leads_leadreason", "leads_leadmember", "leads_link", "leads_network")


def replace_leads(
    leads: Iterable[pa.Table],
    referrals: Iterable[pa.Table],
    links: Iterable[pa.Table],
    networks: Iterable[pa.Table],
) -> None:
    """Put a new list in place of the old one, with reasons, members, links and networks.

    Takes the blocks of the result tables of triage (``nigehban.runs.results``: ``LEADS``, ``REFERRALS``, ``LINKS``,
    ``NETWORKS``),
    one at a time. Readers see the old list until it is done; killed on the way, the old list stays.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        rebuild = Rebuild(cursor, TABLES)
        _fill(cursor, leads, referrals, links)
        for block in networks:
            copy_in(cursor, f"{NEXT}.leads_network", network_rows(block))
        rebuild.build_indexes()
        rebuild.close_old_tables()
        cursor.execute(OBEY_DECISIONS)
        rebuild.change_places()


def _fill(
    cursor: CursorWrapper, leads: Iterable[pa.Table], referrals: Iterable[pa.Table], links: Iterable[pa.Table]
) -> None:
    for block in leads:
        copy_in(cursor, f"{NEXT}.leads_lead", lead_rows(block))
        copy_in(cursor, f"{NEXT}.leads_leadreason", reason_rows(block))
    directory = Directory()
    for block in referrals:
        copy_in(cursor, f"{NEXT}.leads_leadmember", directory.learn(member_rows(block)))
    for rows in directory.link_rows(links):
        copy_in(cursor, f"{NEXT}.leads_link", rows)
