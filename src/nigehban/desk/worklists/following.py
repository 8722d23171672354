"""Work goes where the referrals of its lead go: nothing that was held, handed over or leased is lost with a number.

What is joined takes the place that more people wait for, and a live lease. What is split off waits where the whole
waited; the lease stays with the number. Nothing has to be told: the change of the number is on record with its act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from nigehban.desk.swap import NEXT
from nigehban.desk.worklists.models import Item, Place

_STANDING = "SELECT id FROM {leads} WHERE id = ANY(%s)"
_REBUILT = f"""
SELECT DISTINCT before.lead_id, now.lead_id FROM worklists_item AS item
JOIN leads_leadmember AS before ON before.lead_id = item.lead
JOIN {NEXT}.leads_leadmember AS now ON now.node_id = before.node_id AND now.lead_id <> before.lead_id
"""
_WAITED_FOR = [Place.TRIAGE, Place.HELD, Place.CIRCLE, Place.GIVEN, Place.ESCALATED]
"""Places, the least first: whoever was asked for something finds it; a hold ends when a referral comes, as always."""
_PLACED = ("place", "officer_id", "reason", "until", "referrals")
_LEASED = ("leased_to_id", "leased_at", "leased_until")


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
        if old in before and old in standing:
            _part(before[old], [new for new in heirs if new not in items])
        elif old in before:
            _pass_on(before[old], heirs, items)


def _copy(item: Item) -> Item:
    return Item(**{name: getattr(item, name) for name in ("lead", *_PLACED, *_LEASED)})


def _part(item: Item, new: list[str]) -> None:
    if item.place != Place.TRIAGE:
        placed = {name: getattr(item, name) for name in _PLACED}
        Item.objects.bulk_create(Item(lead=lead, **placed) for lead in new)


def _pass_on(gone: Item, heirs: list[str], items: dict[str, Item]) -> None:
    Item.objects.filter(pk=gone.lead).delete()
    for position, lead in enumerate(heirs):
        heir = items.setdefault(lead, Item(lead=lead))
        if _WAITED_FOR.index(Place(gone.place)) > _WAITED_FOR.index(Place(heir.place)):
            _take_over(heir, gone, _PLACED)
        if position == 0 and _is_leased(gone) and not _is_leased(heir):
            _take_over(heir, gone, _LEASED)
        heir.save()


def _take_over(heir: Item, gone: Item, names: Iterable[str]) -> None:
    for name in names:
        setattr(heir, name, getattr(gone, name))


def _is_leased(item: Item) -> bool:
    return item.leased_until is not None and item.leased_until > timezone.now()
