"""Solvability: who the reported person is said to be, and whether the account may have been another's."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, of_role, stated_yes
from nigehban.priority.signal import Signal
from nigehban.records import PlaceSource, Referral, Role


def signals(referral: Referral) -> Iterator[Signal]:
    """``person_details`` (a name with a date of birth or an address) and ``compromised``, once each."""
    for position, party in enumerate(referral.parties):
        if party.role is Role.REPORTED and party.name and (party.birth_date or _has_address(referral, position)):
            yield fire("person_details", party.name_pointer or party.pointer)
            break
    for party in of_role(referral, Role.REPORTED):
        compromised = party.attributes.get("compromised")
        if compromised is not None and stated_yes(compromised):
            yield fire("compromised", compromised.pointer)
            return


def _has_address(referral: Referral, position: int) -> bool:
    return any(place.party == position and place.source is PlaceSource.ADDRESS for place in referral.places)
