"""The whole list replaced at once: a pure function of what is stored, plus the officers' standing decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from nigehban.desk.copying import copy_in
from nigehban.desk.leads.derived import Directory, Places, lead_rows, network_rows, reason_rows
from nigehban.desk.leads.persons import alone, newer_nodes, settle
from nigehban.desk.leads.persons.places import obey_all
from nigehban.desk.swap import NEXT, Rebuild

TABLES = ("leads_lead", "leads_leadreason", "leads_leadmember", "leads_link", "leads_network", "leads_listed")
REMEMBER = f"""
INSERT INTO leads_numberchange (number, became)
SELECT DISTINCT before.lead_id, now.lead_id FROM leads_leadmember AS before
JOIN {NEXT}.leads_leadmember AS now ON now.node_id = before.node_id AND now.lead_id <> before.lead_id
ORDER BY 1, 2
"""
"""What became of each number of the old list whose referrals, or some of them, stand elsewhere in the new one."""
_BEFORE_CHANGE: list[Callable[[CursorWrapper], None]] = []


def before_change(look: Callable[[CursorWrapper], None]) -> None:
    """Have ``look`` called, in the transaction of each new list, while old and new (in ``NEXT``) stand side by side."""
    _BEFORE_CHANGE.append(look)


def replace_leads(
    leads: Iterable[pa.Table],
    referrals: Iterable[pa.Table],
    links: Iterable[pa.Table],
    networks: Iterable[pa.Table],
    places: Places | None = None,
    seen: int | None = None,
) -> None:
    """Put a new list in place of the old one, with reasons, members, links and networks.

    Takes the blocks of the result tables of triage (``nigehban.runs.results``: ``LEADS``, ``REFERRALS``, ``LINKS``,
    ``NETWORKS``), one at a time. ``places`` say where linking found each referral; ``seen`` is the newest act that the
    list was made with, and those after it are obeyed now. Readers see the old list until it is done; killed on the
    way, the old list stays.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        rebuild = Rebuild(cursor, TABLES)
        _fill(cursor, leads, referrals, links, places or Places.empty())
        for block in networks:
            copy_in(cursor, f"{NEXT}.leads_network", network_rows(block))
        rebuild.build_indexes()
        alone()
        rebuild.close_old_tables()
        cursor.execute(REMEMBER)
        obey_all(cursor, NEXT)
        for look in _BEFORE_CHANGE:
            look(cursor)
        rebuild.change_places()
        if seen is not None:
            settle(newer_nodes(seen), None)


def _fill(
    cursor: CursorWrapper,
    leads: Iterable[pa.Table],
    referrals: Iterable[pa.Table],
    links: Iterable[pa.Table],
    places: Places,
) -> None:
    for block in leads:
        copy_in(cursor, f"{NEXT}.leads_lead", lead_rows(block))
        copy_in(cursor, f"{NEXT}.leads_leadreason", reason_rows(block))
    directory = Directory(places)
    for block in referrals:
        copy_in(cursor, f"{NEXT}.leads_leadmember", directory.learn(block))
    for rows in directory.link_rows(links):
        copy_in(cursor, f"{NEXT}.leads_link", rows)
