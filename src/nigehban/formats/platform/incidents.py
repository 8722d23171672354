"""What happened: the incident summary, the kinds of internet details, and who else is at work on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nigehban.formats.platform.draft import NOBODY, Draft, Owner
from nigehban.formats.platform.people import read_captures
from nigehban.formats.platform.tree import Element
from nigehban.formats.tags import fold_tag
from nigehban.records import Narrative, Place, PlaceSource, Tag

STATED_BY: Final = "ESP"
"""Everything in this format is the platform's own statement."""


def read_summary(draft: Draft, element: Element) -> None:
    """Read type, time, platform, escalation and annotations of the incident."""
    referral = draft.referral
    types = list(element.values("incidentType"))
    if types and referral.incident_type is None:
        referral.incident_type, *types = types
    referral.incident_types_extra.extend(types)
    platform = element.value("platform")
    referral.platform = platform.value if platform else referral.platform
    time = element.value("incidentDateTime")
    if time is not None:
        referral.incident_at, referral.incident_pointer = draft.time(time), time.pointer
    draft.narratives("note", element, "incidentDateTimeDescription")
    _read_escalation(draft, element)
    for tags in element.all("reportAnnotations"):
        _read_annotations(draft, tags)


def _read_escalation(draft: Draft, element: Element) -> None:
    escalation = element.flag("escalateToHighPriority")
    if escalation is None:
        return
    draft.referral.escalation = escalation
    if escalation.value:
        draft.referral.narratives.append(Narrative("escalation", escalation.value, escalation.pointer))


def _read_annotations(draft: Draft, element: Element) -> None:
    read_tags(draft, element)
    informational = element.child("informational")
    if informational is not None:
        draft.referral.informational = True
        draft.referral.informational_pointer = informational.pointer


def read_tags(draft: Draft, element: Element, file: int = -1) -> None:
    """Read presence elements as tags; what is absent is not stated, never denied."""
    for child in element.children:
        child.take()
        draft.referral.tags.append(Tag(fold_tag(child.name), child.pointer, STATED_BY, file))


def read_batch(draft: Draft, element: Element) -> None:
    """Read that the platform bundled many incidents into one report, and why."""
    element.taken = True
    draft.referral.tags.append(Tag("batched", element.pointer, STATED_BY))
    reason = element.attribute("reason")
    if reason is not None:
        draft.referral.tags.append(Tag(fold_tag(reason.value), reason.pointer, STATED_BY))


def read_law_enforcement(draft: Draft, element: Element) -> None:
    """Read that another agency is already at work: the sign to deconflict before acting."""
    agency = element.value("agencyName")
    pointer = agency.pointer if agency else element.pointer
    draft.referral.tags.append(Tag("law_enforcement_involved", pointer, STATED_BY))


def read_internet_details(draft: Draft, element: Element, suspect: Owner) -> None:
    """Read where on the internet it happened; ``suspect`` owns what a peer-to-peer capture saw."""
    for child in element.children:
        read = _INCIDENTS.get(child.name)
        if read is not None:
            read(draft, child, suspect)
        draft.narratives("additional", child, "additionalInfo")


def _web_page(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.mentions("url", element, "url", NOBODY)


def _email(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.mentions("email", element, "emailAddress", NOBODY)
    draft.narratives("email", element, "content")


def _newsgroup(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.narratives("note", element, "name")
    _email(draft, element, NOBODY)


def _chat(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.narratives("note", element, "chatClient")
    draft.narratives("note", element, "chatRoomName")
    draft.narratives("chat", element, "content")
    client = element.child("chatClient")
    draft.mentions("handle", element, "screenName", NOBODY, client.text if client and client.text else None)


def _game(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.narratives("note", element, "gameName")
    draft.narratives("note", element, "console")
    draft.narratives("chat", element, "content")


def _cell_phone(draft: Draft, element: Element, _suspect: Owner) -> None:
    draft.mentions("phone", element, "phoneNumber", NOBODY)
    latitude, longitude = element.value("latitude"), element.value("longitude")
    if latitude and longitude:
        text = f"{latitude.value}, {longitude.value}"
        draft.referral.places.append(Place(PlaceSource.STATED, latitude.pointer, text=text))


def _outside_the_internet(draft: Draft, element: Element, _suspect: Owner) -> None:
    for stated in element.values("locationName", "incidentAddress"):
        draft.referral.places.append(Place(PlaceSource.STATED, stated.pointer, text=stated.value))
        draft.mention("place", stated, NOBODY)


def _peer_to_peer(draft: Draft, element: Element, suspect: Owner) -> None:
    draft.narratives("note", element, "client")
    draft.narratives("note", element, "fileNames")
    read_captures(draft, element, suspect)


_INCIDENTS: Final[dict[str, Callable[[Draft, Element, Owner], None]]] = {
    "webPageIncident": _web_page,
    "emailIncident": _email,
    "newsgroupIncident": _newsgroup,
    "chatImIncident": _chat,
    "onlineGamingIncident": _game,
    "cellPhoneIncident": _cell_phone,
    "nonInternetIncident": _outside_the_internet,
    "peer2peerIncident": _peer_to_peer,
}
