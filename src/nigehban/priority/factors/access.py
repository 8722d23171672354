"""Danger: how near the reported person is stated to be to the child or to children."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, is_close, of_role, stated_yes
from nigehban.priority.signal import Signal
from nigehban.records import Party, Referral, Role

_WORK = frozenset(
    {"teacher", "tutor", "coach", "nanny", "babysitter", "caretaker", "carer", "paediatrician", "pediatrician"}
    | {"counsellor", "counselor", "principal", "headmaster", "ustad", "استاد", "ٹیچر", "کوچ"}
)
"""Occupations near children, as plain words; only offices that are open to anybody."""


def signals(referral: Referral) -> Iterator[Signal]:
    """``access_to_victim``, ``relationship_to_victim``, ``access_to_children``, ``works_with_children``, once each."""
    fired = set()
    for party in of_role(referral, Role.REPORTED):
        if not party.attributes:
            continue
        for signal in _of_party(party):
            if signal.rule not in fired:
                fired.add(signal.rule)
                yield signal


def _of_party(party: Party) -> Iterator[Signal]:
    attributes = party.attributes
    for rule in ("access_to_victim", "access_to_children"):
        access = attributes.get(rule)
        if access is not None and stated_yes(access):
            yield fire(rule, access.pointer)
    relationship = attributes.get("relationship_to_victim")
    if relationship is not None and is_close(relationship):
        yield fire("relationship_to_victim", relationship.pointer, relationship.value)
    occupation = attributes.get("occupation")
    if occupation is not None and not _WORK.isdisjoint(occupation.value.casefold().split()):
        yield fire("works_with_children", occupation.pointer, occupation.value)
