"""E-mail addresses, telephone numbers, places, profiles, free text: what persons, files and incidents share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nigehban.formats.police.draft import Draft, Owner, each
from nigehban.records import Narrative, Place, PlaceSource, Stated

Handler = Callable[[Draft, Owner, object, str], None]
"""Takes one field: the draft, whose field it is, its value and its pointer."""

_TEXT_KEYS: Final = ("value", "text", "content", "body", "message", "note", "summary", "description")
_STREET: Final = ("address", "streetAddress", "street", "address1")
_POSTCODE: Final = ("zipCode", "postalCode", "zip", "postcode")
_REGION: Final = ("state", "nonUsaState", "nonUsState", "region", "province")
_COUNTRY: Final = ("country", "countryCode")


def identifiers(kind: str, *value_keys: str) -> Handler:
    """A handler that takes each entry of a list as an identifier of that kind, with *verified* where stated."""
    keys = ("value", *value_keys)

    def take(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
        for entry, at in each(value, pointer):
            identifier(draft, owner, kind, entry, at, keys)

    return take


def identifier(
    draft: Draft, owner: Owner, kind: str, entry: object, at: str, keys: tuple[str, ...] = ("value",)
) -> None:
    """Takes one identifier: a bare text, or an object that holds it under one of the keys."""
    if not isinstance(entry, dict):
        stated = None if isinstance(entry, bool) else draft.take(entry, at)
        if stated is not None:
            draft.mention(kind, stated, owner, _hint(kind, owner))
        elif entry != "":
            draft.odd(at, kind.replace("_", " "))
        return
    stated = draft.take_key(entry, at, *keys)
    if stated is None:
        return
    mention = draft.mention(kind, stated, owner, _hint(kind, owner))
    if (verified := entry.get("verified")) is not None:
        mention.verified = draft.flag(verified, f"{at}/verified")
    if kind == "phone" and (code := draft.take_key(entry, at, "countryCallingCode")) is not None:
        mention.hint = code.value


def _hint(kind: str, owner: Owner) -> str | None:
    return owner.platform if kind in {"account", "handle", "group", "profile_url"} else None


def addresses(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    """Each postal address as a place and as an identifier of kind *place*."""
    for entry, at in each(value, pointer):
        place = read_place(draft, owner, entry, at, PlaceSource.ADDRESS)
        if place is not None:
            mention_place(draft, owner, place)


def read_place(draft: Draft, owner: Owner, entry: object, at: str, source: PlaceSource) -> Place | None:
    """A place from a text or from an object with street, city, region and country; added to the referral."""
    place = Place(source, at, owner.role, owner.party)
    if isinstance(entry, dict) and "value" not in entry:
        place.text = _text(draft.take_key(entry, at, *_STREET))
        place.city = _text(draft.take_key(entry, at, "city"))
        place.region = _text(draft.take_key(entry, at, *_REGION))
        place.postcode = _text(draft.take_key(entry, at, *_POSTCODE))
        place.country = _text(draft.take_key(entry, at, *_COUNTRY))
        if (verified := entry.get("verified")) is not None:
            place.verified = draft.flag(verified, f"{at}/verified")
    elif (stated := draft.take(entry, at)) is not None:
        place.text, place.pointer = stated
    if not words_of_place(place):
        return None
    draft.referral.places.append(place)
    return place


def mention_place(draft: Draft, owner: Owner, place: Place) -> None:
    """The place as an identifier too, with the country as its hint."""
    draft.mention("place", Stated(words_of_place(place), place.pointer), owner, place.country)


def words_of_place(place: Place) -> str:
    """The place in one line, smallest first; ``""`` when nothing is stated."""
    return ", ".join(filter(None, (place.text, place.city, place.region, place.postcode, place.country)))


def narratives(kind: str) -> Handler:
    """A handler that takes each entry of a list as free text of that kind."""

    def take(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
        for entry, at in each(value, pointer):
            narrative(draft, owner, kind, entry, at)

    return take


def narrative(draft: Draft, owner: Owner, kind: str, entry: object, at: str) -> Stated | None:
    """Takes one free text: bare, or under one of the usual keys of an object."""
    stated = draft.take_key(entry, at, *_TEXT_KEYS) if isinstance(entry, dict) else draft.take(entry, at)
    if stated is not None:
        text = Narrative(kind, stated.value, stated.pointer, owner.role, owner.party)
        draft.referral.narratives.append(text)
    elif entry and not isinstance(entry, str):
        draft.odd(at, "text")
    return stated


def _text(stated: Stated | None) -> str | None:
    return None if stated is None else stated.value
