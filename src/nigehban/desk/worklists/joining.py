"""The work of leads that become one, and of each when it is one again.

A joined lead has the place for which most people wait, and a live lease: that follows from what each part had
(``Joined``). When a part comes back and nobody moved the whole since, each has again what it had; a lease goes on, or
has ended, as it would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from nigehban.desk.worklists.models import Item, Joined, Place

Was = dict[str, Any]

_WAITED_FOR = [Place.TRIAGE, Place.HELD, Place.CIRCLE, Place.GIVEN, Place.ESCALATED]
"""Places, the least first: whoever was asked for something finds it; a hold ends when a referral comes, as always."""
PLACED = ("place", "officer_id", "reason", "until", "referrals")
LEASED = ("leased_to_id", "leased_at", "leased_until")
_MOMENTS = frozenset({"until", "leased_at", "leased_until"})


def join(gone: Item, heir: Item, *, with_lease: bool) -> None:
    """Give the heir what outweighs its own work; what each had is kept. The heir is not saved."""
    parts = list(Joined.objects.filter(heir=heir.lead).order_by("id"))
    if not parts or not _untouched(heir, parts):
        Joined.objects.filter(heir=heir.lead).delete()
        Joined.objects.create(heir=heir.lead, lead=heir.lead, was=_was(heir))
    lent = with_lease and _is_leased(gone) and not _is_leased(heir)
    was = _was(gone) | {"lent": lent}
    Joined.objects.update_or_create(heir=heir.lead, lead=gone.lead, defaults={"was": was})
    if _outweighs(was, _was(heir)):
        put(heir, was, PLACED)
    if lent:
        put(heir, was, LEASED)


def part_again(whole: Item, leads: Iterable[str]) -> list[Item]:
    """The items of those of ``leads`` that had gone into the whole, as they were; the whole gets back its own work,
    unsaved. Where somebody moved the whole since, its parts wait where it waits; a lease that ended with it has ended.
    """
    parts = list(Joined.objects.filter(heir=whole.lead).order_by("id"))
    coming = [part for part in parts if part.lead in set(leads) - {whole.lead}]
    if not coming:
        return []
    staying = [part for part in parts if part not in coming]
    untouched, leaseholder = _untouched(whole, parts), _leaseholder(whole, parts)
    items = [_again(part, whole, untouched=untouched, has_lease=part == leaseholder) for part in coming]
    if untouched:
        put(whole, _folded(staying), PLACED)
    if leaseholder in coming:
        put(whole, staying[0].was, LEASED)
    Joined.objects.filter(pk__in=[part.pk for part in (coming if len(staying) > 1 else parts)]).delete()
    return items


def put(item: Item, was: Was, names: Iterable[str]) -> None:
    """Set some fields of an item to what they were."""
    for name in names:
        value = was[name]
        setattr(item, name, datetime.fromisoformat(value) if value and name in _MOMENTS else value)


def _again(part: Joined, whole: Item, *, untouched: bool, has_lease: bool) -> Item:
    item = Item(lead=part.lead)
    put(item, part.was if untouched else _was(whole), PLACED)
    if has_lease:
        put(item, _was(whole), LEASED)
    elif not part.was["lent"]:
        put(item, part.was, LEASED)
    return item


def _untouched(whole: Item, parts: Sequence[Joined]) -> bool:
    folded, now = _folded(parts), _was(whole)
    return all(folded[name] == now[name] for name in PLACED)


def _folded(parts: Sequence[Joined]) -> Was:
    """The place that follows from the parts, in the order in which they were joined."""
    found: Was = parts[0].was
    for part in parts[1:]:
        found = part.was if _outweighs(part.was, found) else found
    return found


def _outweighs(one: Was, other: Was) -> bool:
    return _WAITED_FOR.index(Place(one["place"])) > _WAITED_FOR.index(Place(other["place"]))


def _leaseholder(whole: Item, parts: Sequence[Joined]) -> Joined | None:
    """The part whose lease the whole has now; ``None``: nobody's, or one that was taken up since."""
    held = [part for part in parts if whole.leased_to_id and part.was["leased_to_id"] == whole.leased_to_id]
    return max(held, key=lambda part: str(part.was["leased_at"]), default=None)


def _is_leased(item: Item) -> bool:
    return item.leased_until is not None and item.leased_until > timezone.now()


def _was(item: Item) -> Was:
    found = {name: getattr(item, name) for name in (*PLACED, *LEASED)}
    moments = {name: found[name].isoformat() for name in _MOMENTS if found[name] is not None}
    return found | moments | {"place": str(found["place"])}
