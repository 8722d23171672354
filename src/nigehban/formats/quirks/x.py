"""X states what it knows of a user in lines of free text: ``Full Name:``, ``Location:``, ``Description:``."""

from __future__ import annotations

from typing import Final

from nigehban.formats.police.draft import Draft, Owner
from nigehban.formats.quirks.labels import labelled
from nigehban.formats.quirks.quirk import Quirk, Report, derived, owned_texts, words
from nigehban.records import Narrative, Place, PlaceSource, Role


def _apply(draft: Draft, report: Report) -> None:
    del report
    for text, pointer, owner in owned_texts(draft):
        if owner.role is not Role.REPORTED:
            continue
        for label, value in labelled(text):
            if label == "full name":
                _name(draft, owner, value, pointer)
            elif label == "location":
                place = Place(PlaceSource.STATED, pointer, owner.role, owner.party, text=value)
                draft.referral.places.append(place)
                derived(draft, owner, "place", value, pointer)
            elif label == "description":
                draft.referral.narratives.append(Narrative("bio", value, pointer, owner.role, owner.party))


def _name(draft: Draft, owner: Owner, value: str, pointer: str) -> None:
    derived(draft, owner, "person_name", value, pointer)
    if owner.party >= 0 and draft.referral.parties[owner.party].name is None:
        party = draft.referral.parties[owner.party]
        party.name, party.name_pointer = value, pointer


QUIRK: Final = Quirk("x", words("x corp", "twitter", "x"), _apply)
