"""One report of police JSON as one referral."""

from __future__ import annotations

import re
from typing import Final, TypeGuard

from nigehban.formats.police.contacts import narratives
from nigehban.formats.police.draft import Draft, Owner, objects
from nigehban.formats.police.files import files
from nigehban.formats.police.incident import incident_details, incident_summary
from nigehban.formats.police.lookups import another_agency, automated_information
from nigehban.formats.police.ncmec import additional_information
from nigehban.formats.police.person import people
from nigehban.formats.police.tags import first_stated
from nigehban.formats.times import instant
from nigehban.records import Instant, Referral, Role, Scheme, Tag

TOP_LEVEL: Final = frozenset(
    {
        "reportId",
        "reportedInformation",
        "automatedInformation",
        "additionalNcmecInformation",
        "lawEnforcementContactInformation",
    }
)
"""Keys that show a report of this format."""

_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_TIMES_OF_ARRIVAL: Final = ("dateReceived", "dateMadeAvailable")
_PEOPLE: Final = (
    ("reportedPeople", Role.REPORTED, "reportedPersons"),
    ("childVictims", Role.VICTIM, "victims"),
    ("intendedRecipients", Role.RECIPIENT, "recipients"),
)


def is_report(value: object) -> TypeGuard[dict[str, object]]:
    """Whether the value has the shape of a report."""
    return isinstance(value, dict) and not TOP_LEVEL.isdisjoint(value)


def read_report(report: dict[str, object], pointer: str, fallback_id: str) -> Draft:
    """The records of one report, which stands at ``pointer``; facts are not yet in it.

    ``fallback_id`` is its id where the report states none.
    """
    draft = Draft(Referral(Scheme.NCMEC, fallback_id, pointer))
    _identity(draft, report, pointer)
    reported = list(objects(draft, report.get("reportedInformation"), f"{pointer}/reportedInformation"))
    for node, at in reported:
        _sender(draft, node, at)
        incident_summary(draft, node.get("incidentSummary"), f"{at}/incidentSummary")
    for node, at in reported:
        _everyone(draft, node, at)
        _content(draft, node, at)
    automated_information(draft, report.get("automatedInformation"), f"{pointer}/automatedInformation")
    additional_information(draft, report.get("additionalNcmecInformation"), f"{pointer}/additionalNcmecInformation")
    draft.referral.received = _received(draft, report, pointer)
    return draft


def _identity(draft: Draft, report: dict[str, object], pointer: str) -> None:
    referral = draft.referral
    stated = None if isinstance(report.get("reportId"), bool) else draft.take_key(report, pointer, "reportId")
    if stated is not None and _ID.fullmatch(stated.value.strip()):
        referral.external_id = stated.value.strip()
    else:
        draft.warn(
            f"The report states no usable reportId; it is kept under the id {referral.external_id}. "
            "A later version of it cannot be recognised as such."
        )
    if (informational := report.get("informational")) is not None:
        referral.informational = draft.flag(informational, f"{pointer}/informational")
        referral.informational_pointer = f"{pointer}/informational"
    _presence(draft, report, pointer, "potentialMemeReport", "potential_meme")


def _presence(draft: Draft, node: dict[str, object], pointer: str, key: str, tag: str) -> None:
    where = first_stated(node.get(key), f"{pointer}/{key}")
    if where is not None:
        draft.taken.add(where)
        draft.referral.tags.append(Tag(tag, where, "ESP"))


def _sender(draft: Draft, node: dict[str, object], pointer: str) -> None:
    """Who reports: a company, whose contact is a party too, or a member of the public."""
    _presence(draft, node, pointer, "batchedReport", "batched")
    esp_at = f"{pointer}/reportingEsp"
    for esp, at in objects(draft, node.get("reportingEsp"), esp_at):
        stated = draft.take_key(esp, at, "espName")
        if stated is not None and draft.referral.reporter is None:
            draft.referral.reporter = stated.value


def _everyone(draft: Draft, node: dict[str, object], pointer: str) -> None:
    """Reported persons first, then victims, recipients, reporters and the accounts associated with any of them."""
    for key, role, inner in _PEOPLE:
        people(draft, role, node.get(key), f"{pointer}/{key}", inner)
    for key in ("reportingPerson", "reportingEsp"):
        people(draft, Role.REPORTER, node.get(key), f"{pointer}/{key}")
    while draft.associated:
        value, at = draft.associated.pop(0)
        people(draft, Role.ASSOCIATED, value, at)


def _content(draft: Draft, node: dict[str, object], pointer: str) -> None:
    incident_details(draft, node.get("incidentDetails"), f"{pointer}/incidentDetails")
    files(draft, node.get("uploadedFiles"), f"{pointer}/uploadedFiles")
    another_agency(draft, node.get("lawEnforcementInformation"), f"{pointer}/lawEnforcementInformation")
    for key in ("additionalInformations", "additonalInformations"):
        narratives("additional")(draft, Owner(), node.get(key), f"{pointer}/{key}")


def _received(draft: Draft, report: dict[str, object], pointer: str) -> Instant | None:
    """The latest stage of the report's way: a reclassified report keeps its first date, and must count as newer."""
    stated = [draft.take_key(report, pointer, key) for key in _TIMES_OF_ARRIVAL]
    at = f"{pointer}/additionalNcmecInformation"
    ncmec = report.get("additionalNcmecInformation")
    if isinstance(ncmec, dict):
        stated.append(draft.take_key(ncmec, at, "dateTimeProcessed"))
    times = [instant(time.value) for time in stated if time is not None]
    readable = [(time.utc, time) for time in times if time.utc is not None]
    if readable:
        return max(readable, key=lambda pair: pair[0])[1]
    return times[0] if times else None
