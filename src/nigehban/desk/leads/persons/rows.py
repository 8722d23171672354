"""The rows of leads that officers changed, put together from the rows that the list was made with.

A lead that is again what the list had is exactly the row of the list. One that is made of several takes the best place
among them, and a part of one keeps its place: nothing sinks before the list is made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection

from nigehban.desk.leads.models import Lead, LeadReason, Listed, State
from nigehban.desk.leads.persons.places import obey_places

KEEP = """
INSERT INTO leads_listed AS listed (id, row, reasons)
SELECT lead.id, to_jsonb(lead), CASE WHEN %(reasons)s THEN (
    SELECT COALESCE(jsonb_agg(to_jsonb(reason) ORDER BY position), '[]') FROM leads_leadreason AS reason
    WHERE reason.lead_id = lead.id
) END
FROM leads_lead AS lead WHERE id = ANY(%(leads)s)
ON CONFLICT (id) DO UPDATE SET reasons = COALESCE(listed.reasons, excluded.reasons)
"""
PARTS = """
SELECT lead_id, listed, array_agg(referral) FROM leads_leadmember WHERE lead_id = ANY(%s) GROUP BY 1, 2 ORDER BY 1, 2
"""
INSERT = "INSERT INTO {0} SELECT * FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb)"
_BEST = ("danger", "solvability", "deadline", "novelty", "band")
_ORDER = {State.OPEN: 0, State.ARCHIVED: 1, State.COLLAPSED: 2}
Row = dict[str, Any]


class Part(NamedTuple):
    """The referrals of a lead that the list had in ``listed``, and all that the list said of that lead."""

    listed: Listed
    referrals: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether it is all that the list had there."""
        return bool(len(self.referrals) == self.row["referrals"])

    @property
    def row(self) -> Row:
        """The row as it was listed."""
        return dict(self.listed.row or {})

    @property
    def reasons(self) -> list[Row]:
        """The reasons that these referrals gave, and those that no single one did."""
        of_these = {None, *self.referrals}
        return [one for one in self.listed.reasons or [] if one["referral"] in of_these]


def keep_listed(leads: Iterable[str], *, reasons: bool = True) -> None:
    """Keep what the list says of these leads, which it had, before it is changed; what is kept already stays."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"leads": sorted(leads), "reasons": reasons})


def write_rows(leads: Sequence[str]) -> None:
    """Write the rows and reasons of these leads from the parts that they have now; one without a referral goes."""
    parts = parts_of(leads)
    Lead.objects.filter(pk__in=leads).delete()
    LeadReason.objects.filter(lead__in=leads).delete()
    rows = [_row(lead, found) for lead, found in parts.items()]
    reasons = [reason for lead, found in parts.items() for reason in _reasons(lead, found)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format("leads_lead"), [orjson.dumps(rows).decode()])
        cursor.execute(INSERT.format("leads_leadreason"), [orjson.dumps(reasons).decode()])
    obey_places(list(parts))


def restore_row(lead: str) -> None:
    """Write the row of a lead as it is without what was decided on its number, then obey that anew.

    Its network stays: that follows from who is one person, which no decision on a number changes.
    """
    parts = parts_of([lead]).get(lead)
    row = _row(lead, parts) if parts else dict(Listed.objects.get(pk=lead).row or {})
    row["network"] = Lead.objects.values_list("network", flat=True).get(pk=lead)
    Lead.objects.filter(pk=lead).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format("leads_lead"), [orjson.dumps([row]).decode()])
    obey_places([lead])


def listed_parts(lead: str) -> list[str]:
    """The leads of the list that this one is made of now; itself where its referrals are not listed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT listed FROM leads_leadmember WHERE lead_id = %s", [lead])
        return [row[0] for row in cursor.fetchall()] or [lead]


def parts_of(leads: Sequence[str]) -> dict[str, list[Part]]:
    """What these leads are made of, the best place first."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS, [list(leads)])
        found = cursor.fetchall()
    listed = Listed.objects.in_bulk([row[1] for row in found])
    parts: dict[str, list[Part]] = defaultdict(list)
    for lead, name, referrals in found:
        parts[lead].append(Part(listed[name], frozenset(referrals)))
    return {lead: sorted(some, key=_place) for lead, some in parts.items()}


def _place(part: Part) -> tuple[int, int, str]:
    return _ORDER[State(part.row["state"])], part.row["rank"], part.row["id"]


def _row(lead: str, parts: Sequence[Part]) -> Row:
    best = parts[0].row
    if len(parts) == 1 and parts[0].is_whole and best["id"] == lead:
        return best
    highest = {name: max(part.row[name] for part in parts) for name in _BEST}
    more = {"id": lead, "referrals": sum(len(part.referrals) for part in parts), "solvable": _any(parts)}
    return {**best, **highest, **more}


def _any(parts: Iterable[Part]) -> bool | None:
    said = {part.row["solvable"] for part in parts}
    return True if True in said else False if False in said else None


def _reasons(lead: str, parts: Sequence[Part]) -> list[Row]:
    """The reasons of all parts by axis, in the order in which the best place has its axes."""
    found = [reason for part in parts for reason in part.reasons]
    axes = {axis: order for order, axis in reversed(list(enumerate(reason["axis"] for reason in found)))}
    found.sort(key=lambda reason: axes[reason["axis"]])
    return [_again(reason, lead, position) for position, reason in enumerate(found)]


def _again(reason: Mapping[str, Any], lead: str, position: int) -> Row:
    return {**reason, "lead_id": lead, "position": position}
