"""What is read of work. Lists are short by nature or paged by key; nothing is counted on a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, State
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.lookup import row_of
from nigehban.desk.worklists.models import Act, Item, Place, WorkAct

SHOWN = 50
_OWN = """
(SELECT 'leased' AS whose, row_number() OVER (ORDER BY leased_at, lead) AS nth, item.* FROM worklists_item AS item
 WHERE leased_to_id = %(officer)s AND leased_until > statement_timestamp() ORDER BY nth LIMIT %(shown)s)
UNION ALL
(SELECT 'given', row_number() OVER (ORDER BY lead) AS nth, item.* FROM worklists_item AS item
 WHERE officer_id = %(officer)s AND place = 'given' ORDER BY nth LIMIT %(shown)s)
UNION ALL
(SELECT 'held', row_number() OVER (ORDER BY until, lead) AS nth, item.* FROM worklists_item AS item
 WHERE officer_id = %(officer)s AND place = 'held' ORDER BY nth LIMIT %(shown)s)
ORDER BY nth
"""
"""Three short lists in one question, as every officer asks for them between any two leads."""
_LOOKS = "SELECT lead, referrals FROM worklists_look WHERE officer_id = %s AND lead = ANY(%s)"
_whose = attrgetter("whose")


class Work(NamedTuple):
    """A lead and where it is in the work."""

    lead: Lead
    item: Item


class OwnWork(NamedTuple):
    """What an officer works on, what others handed over, and what the officer put on hold, the soonest back first."""

    leased: list[Work]
    given: list[Work]
    held: list[Work]


def item_of(lead_id: str) -> Item | None:
    """Where a lead is; ``None`` when nobody ever worked on it."""
    return row_of(Item.objects, lead_id)


def own_work(officer: Officer) -> OwnWork:
    """What is the officer's now; none of the three crowds out another."""
    items = list(Item.objects.raw(_OWN, {"officer": officer.pk, "shown": SHOWN}))
    leads = _open_leads(officer, items)
    work: dict[str, list[Work]] = {name: [] for name in OwnWork._fields}
    for item in items:
        if item.lead in leads:
            work[_whose(item)].append(Work(leads[item.lead], item))
    return OwnWork(**work)


def at_circles(officer: Officer) -> list[Work]:
    """What triage sent to the circles of the officer, the most urgent first."""
    waiting = Item.objects.filter(place=Place.CIRCLE)
    leads = visible_leads(officer).filter(state=State.OPEN, pk__in=waiting.values("lead")).order_by("rank", "id")
    return _with_items(list(leads[:SHOWN]))


def escalated(officer: Officer) -> list[Work]:
    """What waits for a supervisor."""
    return _with_leads(officer, Item.objects.filter(place=Place.ESCALATED).order_by("lead"))


def live_leases(officer: Officer) -> list[Work]:
    """Every live lease on a lead that the officer sees, the oldest first."""
    live = Item.objects.filter(leased_until__gt=Now()).select_related("leased_to")
    return _with_leads(officer, live.order_by("leased_at", "lead"))


def acts_of(officer: Officer) -> QuerySet[WorkAct]:
    """What the officer did, the newest first."""
    return WorkAct.objects.filter(officer=officer).select_related("undone_by", "to").order_by("-id")


def last_move_of(officer: Officer) -> WorkAct | None:
    """The officer's last act that can be undone and was not."""
    acts = WorkAct.objects.filter(officer=officer).exclude(act__in=[Act.LEASE, Act.EXTEND])
    last = acts.order_by("-id").first()
    if last is None or not Act(last.act).undoable or hasattr(last, "undone_by"):
        return None
    return last


def referrals_since_look(officer: Officer, leads: Sequence[Lead]) -> dict[str, int]:
    """How many referrals each lead gained since the officer last looked; leads never looked at are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOKS, [officer.pk, [lead.pk for lead in leads]])
        seen = dict(cursor.fetchall())
    grown = {lead.pk: lead.referrals - seen[lead.pk] for lead in leads if lead.pk in seen}
    return {lead_id: count for lead_id, count in grown.items() if count > 0}


def leases_broken(since: datetime, until: datetime) -> QuerySet[WorkAct]:
    """Leases that supervisors ended in a span of time."""
    return (
        WorkAct.objects.filter(act=Act.BREAK, at__gte=since, at__lt=until)
        .select_related("officer", "to")
        .order_by("-id")
    )


def leases_run_out(since: datetime, until: datetime) -> QuerySet[WorkAct]:
    """Leases that ended by the clock: nothing was done on the lead between its taking up and its end."""
    following = WorkAct.objects.filter(lead=OuterRef("lead"), pk__gt=OuterRef("pk")).order_by("pk").values("at")[:1]
    leases = WorkAct.objects.filter(act__in=[Act.LEASE, Act.EXTEND], until__gte=since, until__lt=until)
    ended = leases.annotate(next_at=Subquery(following)).filter(Q(next_at=None) | Q(next_at__gt=F("until")))
    return ended.filter(until__lte=Now()).select_related("officer").order_by("-id")


def _with_leads(officer: Officer, items: QuerySet[Item]) -> list[Work]:
    found = list(items[:SHOWN])
    leads = _open_leads(officer, found)
    return [Work(leads[item.lead], item) for item in found if item.lead in leads]


def _open_leads(officer: Officer, items: Sequence[Item]) -> dict[str, Lead]:
    return visible_leads(officer).filter(state=State.OPEN).in_bulk([item.lead for item in items])


def _with_items(leads: Sequence[Lead]) -> list[Work]:
    items = Item.objects.in_bulk([lead.pk for lead in leads])
    return [Work(lead, items[lead.pk]) for lead in leads if lead.pk in items]
