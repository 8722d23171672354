"""Danger: a child who is named, can be found, can be reached, or whose age is stated.

The texts never repeat the child's name, address or age: the victim's identity is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_role
from nigehban.priority.signal import Signal
from nigehban.records import Party, PlaceSource, Referral, Role

_FINDABLE = frozenset({PlaceSource.ADDRESS, PlaceSource.STATED})
_REACHABLE_BY = frozenset({"account", "phone", "email", "handle", "profile_url"})


def signals(referral: Referral) -> Iterator[Signal]:
    """``victim_named``, ``victim_located``, ``victim_reachable``, ``young_child`` and ``child_victim``."""
    victims = tuple(of_role(referral, Role.VICTIM))
    if victims:
        yield from _named(victims)
        yield from _aged(victims, referral)
    yield from _located(referral, victims)
    yield from _reachable(referral)


def _named(victims: tuple[Party, ...]) -> Iterator[Signal]:
    for victim in victims:
        if victim.name:
            yield fire("victim_named", victim.name_pointer or victim.pointer)
            return


def _located(referral: Referral, victims: tuple[Party, ...]) -> Iterator[Signal]:
    """A school or a stated place; where a network address seems to be is no place where a child can be found."""
    for victim in victims:
        school = victim.attributes.get("school")
        if school is not None and school.value:
            yield fire("victim_located", school.pointer)
            return
    for place in referral.places:
        if place.role is Role.VICTIM and place.source in _FINDABLE:
            yield fire("victim_located", place.pointer)
            return


def _reachable(referral: Referral) -> Iterator[Signal]:
    for mention in referral.mentions:
        if mention.role is Role.VICTIM and mention.kind in _REACHABLE_BY:
            yield fire("victim_reachable", mention.pointer)
            return


def _aged(victims: tuple[Party, ...], referral: Referral) -> Iterator[Signal]:
    """The youngest child decides: at most one signal a referral."""
    ages = [(age, pointer) for victim in victims for age, pointer in _age(victim, referral)]
    if not ages:
        return
    age, pointer = min(ages)
    if age <= 12:
        yield fire("young_child", pointer)
    elif age < 18:
        yield fire("child_victim", pointer)


def _age(victim: Party, referral: Referral) -> Iterator[tuple[int, str]]:
    """The stated age; else the years between the stated birth and the incident."""
    if victim.age is not None:
        yield victim.age, victim.age_pointer or victim.pointer
        return
    when = referral.incident_at.utc if referral.incident_at else None
    year = (victim.birth_date or "")[:4]
    if when is not None and year.isascii() and year.isdigit():
        yield when.year - int(year), victim.birth_pointer or victim.pointer
