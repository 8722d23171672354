"""Danger: what goes on now, and with whom: an ongoing incident with a person who can reach the child."""

from __future__ import annotations

from collections.abc import Iterator

from nigehban.priority.factor import fire, incident_types, is_close, of_role, stated_yes, tag_about
from nigehban.priority.signal import Signal
from nigehban.records import Referral, Role, Stated


def signals(referral: Referral) -> Iterator[Signal]:
    """``incident_ongoing``, and ``ongoing_contact_abuse`` where a stated fact says that the child is within reach."""
    tag = tag_about(referral, "ongoing_contact", "ongoing_abuse")
    if tag is not None:
        yield fire("ongoing_contact_abuse", tag.pointer, "stated as a tag")
    if referral.ongoing is not True:
        return
    pointer = referral.ongoing_pointer or referral.pointer
    yield fire("incident_ongoing", pointer)
    within_reach = next(_reach(referral), None)
    if within_reach is not None:
        yield fire("ongoing_contact_abuse", within_reach.pointer, within_reach.value)


def _reach(referral: Referral) -> Iterator[Stated]:
    for kind in incident_types(referral):
        if "molestation" in kind.value.casefold() or "contact abuse" in kind.value.casefold():
            yield kind
    for party in of_role(referral, Role.REPORTED):
        access = party.attributes.get("access_to_victim")
        if access is not None and stated_yes(access):
            yield Stated("access to the child", access.pointer)
        relationship = party.attributes.get("relationship_to_victim")
        if relationship is not None and is_close(relationship):
            yield relationship
