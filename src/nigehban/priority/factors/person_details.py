"""Solvability: who the reported person is said to be, and whether the account may have been another's."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_role, stated_yes
from nigehban.priority.signal import Signal
from nigehban.records import PlaceSource, Referral, Role


def signals(referral: Referral) -> Iterator[Signal]:
    """``name_and_address`` or ``name_and_birth`` of the first person who has one, and ``compromised``."""
    yield from _named(referral)
    for party in of_role(referral, Role.REPORTED):
        compromised = party.attributes.get("compromised")
        if compromised is not None and stated_yes(compromised):
            yield fire("compromised", compromised.pointer)
            return


def _named(referral: Referral) -> Iterator[Signal]:
    """A date of birth beside a name still fits many people; an address can be visited."""
    for position, party in enumerate(referral.parties):
        if party.role is not Role.REPORTED or not party.name:
            continue
        if _has_address(referral, position):
            yield fire("name_and_address", party.name_pointer or party.pointer)
            return
        if party.birth_date:
            yield fire("name_and_birth", party.birth_pointer or party.pointer)
            return


def _has_address(referral: Referral, position: int) -> bool:
    return any(place.party == position and place.source is PlaceSource.ADDRESS for place in referral.places)
