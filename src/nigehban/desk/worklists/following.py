"""Work goes where the referrals of its lead go: nothing that was held, handed over or leased is lost with a number.

What is joined takes the place that more people wait for, and a live lease. What is split off waits where the whole
waited; the lease stays with the number. A number that comes back has again what it had (``joining``). Nothing has to be
told: the change of the number is on record with its act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.backends.utils import CursorWrapper

from nigehban.desk.swap import NEXT
from nigehban.desk.worklists.joining import LEASED, PLACED, join, part_again
from nigehban.desk.worklists.models import Item, Place

_STANDING = "SELECT id FROM {leads} WHERE id = ANY(%s)"
_REBUILT = f"""
SELECT DISTINCT before.lead_id, now.lead_id FROM worklists_item AS item
JOIN leads_leadmember AS before ON before.lead_id = item.lead
JOIN {NEXT}.leads_leadmember AS now ON now.node_id = before.node_id AND now.lead_id <> before.lead_id
"""


def follow(changes: Iterable[tuple[str, str]]) -> None:
    """Referrals went from the first to the second number of each pair; called in the transaction of the act."""
    with connection.cursor() as cursor:
        _follow(cursor, changes, "leads_lead")


def follow_rebuilt(cursor: CursorWrapper) -> None:
    """The same for a new list, while it stands beside the old one."""
    cursor.execute(_REBUILT)
    _follow(cursor, cursor.fetchall(), f"{NEXT}.leads_lead")


def _follow(cursor: CursorWrapper, changes: Iterable[tuple[str, str]], leads: str) -> None:
    became: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(changes):
        became[old].append(new)
    numbers = sorted({*became, *(new for some in became.values() for new in some)})
    items = {item.lead: item for item in Item.objects.select_for_update().filter(pk__in=numbers).order_by("lead")}
    cursor.execute(_STANDING.format(leads=leads), [list(became)])
    standing = {row[0] for row in cursor.fetchall()}
    before = {lead: _copy(item) for lead, item in items.items()}
    for old, heirs in became.items():
        if old in standing:
            _part(before.get(old), [new for new in heirs if new not in items], items)
        elif old in before or any(heir in before for heir in heirs):
            _pass_on(before.get(old) or Item(lead=old), heirs, items)


def _copy(item: Item) -> Item:
    return Item(**{name: getattr(item, name) for name in ("lead", *PLACED, *LEASED)})


def _part(before: Item | None, new: list[str], items: dict[str, Item]) -> None:
    """What comes out of a lead: the numbers that went into it as they were, others wait where the whole waited."""
    if before is None or not new:
        return
    whole = items[before.lead]
    again = part_again(whole, new)
    if again:
        whole.save()
    known = {item.lead for item in again}
    if before.place != Place.TRIAGE:
        placed = {name: getattr(before, name) for name in PLACED}
        again += [Item(lead=lead, **placed) for lead in new if lead not in known]
    items |= {item.lead: item for item in Item.objects.bulk_create(again)}


def _pass_on(gone: Item, heirs: list[str], items: dict[str, Item]) -> None:
    Item.objects.filter(pk=gone.lead).delete()
    for position, lead in enumerate(heirs):
        heir = items.setdefault(lead, Item(lead=lead))
        join(gone, heir, with_lease=position == 0)
        heir.save()
