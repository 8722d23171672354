"""What happened: ``incidentSummary``, and the ten kinds of ``incidentDetails``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nigehban.formats.pointers import escape
from nigehban.formats.police.captures import source_captures
from nigehban.formats.police.chains import chain_to
from nigehban.formats.police.contacts import (
    Handler,
    addresses,
    identifiers,
    mention_place,
    narrative,
    narratives,
    read_place,
)
from nigehban.formats.police.draft import Draft, Owner, each, objects
from nigehban.formats.police.tags import annotation_tags, first_stated
from nigehban.formats.times import instant
from nigehban.records import Place, PlaceSource, Tag

Part = Callable[[Draft, object, str], None]
"""Takes one part of the report: the draft, its value and its pointer."""

_TYPE_KEYS: Final = ("value", "incidentType", "name")
_PLATFORM_KEYS: Final = ("chatServiceOrClient", "chatClient", "client", "gameName")
_NOBODY: Final = Owner()


def incident_summary(draft: Draft, value: object, pointer: str) -> None:
    """The type, time and place of the incident, and what the sender says makes it urgent."""
    for node, at in objects(draft, value, pointer):
        take_parts(draft, SUMMARY, node, at)
        if draft.referral.incident_at is None and node.get("incidentDateRange") is not None:
            _date_range(draft, node["incidentDateRange"], f"{at}/incidentDateRange")


def take_parts(draft: Draft, parts: dict[str, Part], node: dict[str, object], pointer: str) -> None:
    """Hands each stated key of the object to the part that takes it."""
    for key, value in node.items():
        if value is not None and (part := parts.get(key)) is not None:
            part(draft, value, f"{pointer}/{key}")


def _incident_type(draft: Draft, value: object, pointer: str) -> None:
    for entry, at in each(value, pointer):
        stated = draft.take_key(entry, at, *_TYPE_KEYS) if isinstance(entry, dict) else draft.take(entry, at)
        if stated is None:
            continue
        if draft.referral.incident_type is None and pointer.endswith("/incidentType"):
            draft.referral.incident_type = stated
        else:
            draft.referral.incident_types_extra.append(stated)


def _platform(draft: Draft, value: object, pointer: str) -> None:
    stated = draft.take(value, pointer)
    if stated is not None:
        draft.referral.platform = stated.value


def _incident_at(draft: Draft, value: object, pointer: str) -> None:
    stated = draft.take(value, pointer)
    if stated is not None:
        draft.referral.incident_at, draft.referral.incident_pointer = instant(stated.value), stated.pointer


def _date_range(draft: Draft, value: object, pointer: str) -> None:
    """The earliest readable end of the range, where no single time is stated."""
    ends = []
    for node, at in objects(draft, value, pointer):
        for key, end in node.items():
            if isinstance(end, str) and (time := instant(end)).utc is not None:
                ends.append((time.utc, time, f"{at}/{escape(key)}"))
    if ends:
        _, draft.referral.incident_at, draft.referral.incident_pointer = min(ends, key=lambda end: end[0])
        draft.taken.add(draft.referral.incident_pointer)


def _ongoing(draft: Draft, value: object, pointer: str) -> None:
    answer = draft.flag(value, pointer)
    if answer is not None:
        draft.referral.ongoing, draft.referral.ongoing_pointer = answer, pointer


def _location(draft: Draft, value: object, pointer: str) -> None:
    for entry, at in each(value, pointer):
        place = read_place(draft, _NOBODY, entry, at, PlaceSource.STATED)
        if place is not None:
            mention_place(draft, _NOBODY, place)


def escalation(draft: Draft, value: object, pointer: str) -> None:
    """A reason to hurry: the first one stated is the referral's, and each is a text that officers read."""
    for entry, at in each(value, pointer):
        stated = narrative(draft, _NOBODY, "escalation", entry, at) if first_stated(entry, at) else None
        draft.referral.escalation = draft.referral.escalation or stated


def _annotations(draft: Draft, value: object, pointer: str) -> None:
    annotation_tags(draft, value, pointer, "ESP")


def _supplement_to(draft: Draft, value: object, pointer: str) -> None:
    chain_to(draft, "supplement", value, pointer)


def _description(draft: Draft, value: object, pointer: str) -> None:
    narratives("additional")(draft, _NOBODY, value, pointer)


SUMMARY: Final[dict[str, Part]] = {
    "additionalIncidentTypes": _incident_type,
    "endangeredReporterOrVictimReason": escalation,
    "espEscalation": escalation,
    "incidentDateTime": _incident_at,
    "incidentDateTimeDescription": _description,
    "incidentLocation": _location,
    "incidentOngoing": _ongoing,
    "incidentType": _incident_type,
    "platform": _platform,
    "reportAnnotations": _annotations,
    "supplementToReportId": _supplement_to,
}


def incident_details(draft: Draft, value: object, pointer: str) -> None:
    """Every incident of every kind: chats, e-mails, pages, games, exchanges, telephones."""
    for node, at in objects(draft, value, pointer):
        for key, incidents in node.items():
            if incidents is None or (text_kind := _TEXT_KINDS.get(key)) is None:
                continue
            for entry, entry_at in each(incidents, f"{at}/{key}"):
                if isinstance(entry, dict):
                    _incident(draft, text_kind, entry, entry_at)
                else:
                    draft.odd(entry_at, "incident")


def _incident(draft: Draft, text_kind: str, node: dict[str, object], pointer: str) -> None:
    platform = draft.take_key(node, pointer, *_PLATFORM_KEYS)
    owner = Owner(platform=draft.referral.reporter if platform is None else platform.value)
    for key, value in node.items():
        if value is None:
            continue
        handler = _TEXTS[text_kind] if key in _TEXT_KEYS else DETAILS.get(key)
        if handler is not None:
            handler(draft, owner, value, f"{pointer}/{key}")
    _coordinates(draft, node, pointer)


def _coordinates(draft: Draft, node: dict[str, object], pointer: str) -> None:
    """A telephone's position, as “latitude, longitude”."""
    if node.get("latitude") is None or node.get("longitude") is None:
        return
    latitude = draft.take(node["latitude"], f"{pointer}/latitude")
    longitude = draft.take(node["longitude"], f"{pointer}/longitude")
    if latitude is not None and longitude is not None:
        text = f"{latitude.value}, {longitude.value}"
        draft.referral.places.append(Place(PlaceSource.STATED, latitude.pointer, text=text))


def _webcam(draft: Draft, owner: Owner, value: object, pointer: str) -> None:
    del owner
    if draft.flag(value, pointer):
        draft.referral.tags.append(Tag("webcam", pointer, "ESP"))


_TEXT_KINDS: Final = {
    "cellPhoneIncident": "additional",
    "chatIncident": "chat",
    "emailIncident": "email",
    "gamingIncident": "chat",
    "internetIncident": "additional",
    "newsgroupIncident": "chat",
    "nonInternetIncident": "additional",
    "otherInternetIncident": "additional",
    "peerToPeerIncident": "additional",
    "webpageIncident": "additional",
}
"""For each kind of incident, which kind of text its content is."""

_TEXT_KEYS: Final = frozenset({"content", "contents", "notes"})
_TEXTS: Final = {kind: narratives(kind) for kind in sorted(set(_TEXT_KINDS.values()))}

DETAILS: Final[dict[str, Handler]] = {
    "additionalInfo": narratives("additional"),
    "additionalInformations": narratives("additional"),
    "additonalInformations": narratives("additional"),
    "emailAddress": identifiers("email", "emailAddress", "email"),
    "emailAddresses": identifiers("email", "emailAddress", "email"),
    "emails": identifiers("email", "emailAddress", "email"),
    "incidentAddress": addresses,
    "incidentAddresses": addresses,
    "phoneNumber": identifiers("phone", "phoneNumber"),
    "phoneNumbers": identifiers("phone", "phoneNumber"),
    "phones": identifiers("phone", "phoneNumber"),
    "screenName": identifiers("handle", "screenName"),
    "screenNames": identifiers("handle", "screenName"),
    "sourceInformation": source_captures,
    "url": identifiers("url", "url"),
    "urls": identifiers("url", "url"),
    "webcamInvolved": _webcam,
}
"""For each key of an incident, who takes it."""
