"""What single platforms do otherwise in the police form, each as readers meet it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from nigehban.synthetic.content import Report
from nigehban.synthetic.police.people import capture_entry

Json = dict[str, Any]


def apply_habit(form: Json, report: Report) -> None:
    """Change the form the way its platform fills it."""
    habit = _HABITS.get(report.plan.platform.name)
    if habit is not None and report.user_id is not None:
        habit(form, report, form["reportedInformation"]["reportedPeople"]["reportedPersons"][0])


def _files(form: Json) -> list[Json]:
    files = form["reportedInformation"]["uploadedFiles"]
    entries = files["uploadedFiles"] if isinstance(files, dict) else files
    return list(entries or [])


def _add(person: Json, words: str) -> None:
    person["additionalInformations"] = [*(person["additionalInformations"] or []), {"value": words}]


def _imgur(form: Json, report: Report, person: Json) -> None:
    """The address stands at the file, as a capture of the upload."""
    for entry, capture in zip(_files(form), report.captures, strict=False):
        upload = capture_entry(capture) | {"eventName": "UPLOAD"}
        entry["sourceInformation"] = {"sourceCaptures": [upload]}
    if _files(form):
        person["sourceInformation"] = _without_addresses(person)


def _without_addresses(person: Json) -> Json | None:
    captures = (person["sourceInformation"] or {}).get("sourceCaptures", [])
    kept = [entry for entry in captures if entry["captureType"] != "IP Address"]
    return {"sourceCaptures": kept} if kept else None


def _x(_form: Json, report: Report, person: Json) -> None:
    """User facts are lines of free text."""
    place = report.estimated.city if report.estimated else ""
    _add(
        person, f"Full Name: {report.display_name or ''}\nLocation: {place}\nDescription: {person['profileBio'] or ''}"
    )


def _yahoo(form: Json, report: Report, _person: Json) -> None:
    """Files join to messages by their id."""
    message = f"<{report.plan.number}.{len(report.files)}@mail.test>"
    contents = [{"value": f"X-Ymail-Msg-Id: {message}\nDate: {report.incident_at}\nSubject: (none)"}]
    form["reportedInformation"]["incidentDetails"]["emailIncident"] = [{"contents": contents, "emails": None}]
    for entry in _files(form):
        entry["additionalInformations"] = [{"value": f"Message ID: {message}"}]


def _meetme(_form: Json, report: Report, person: Json) -> None:
    """Profile, addresses and messages are one free text."""
    lines = [f"Profile: {report.display_name or report.handle or report.user_id}"]
    lines += [f"IP: {capture.address} {capture.at or ''}" for capture in report.captures[:40]]
    lines += [f"Message: {text.words}" for text in report.texts if text.kind == "chat"]
    person["sourceInformation"] = None
    _add(person, "\n".join(lines))


def _whatsapp(_form: Json, report: Report, person: Json) -> None:
    """Free text holds a JSON document."""
    inner = {"report_surface": "group" if report.group else "chat", "user": {"phone_number": f"+{report.user_id}"}}
    _add(person, f"Additional data: {orjson.dumps(inner).decode()}")


def _cash_app(_form: Json, report: Report, person: Json) -> None:
    """Identifiers of the person stand in free text only."""
    lines = [f"Cashtag: ${report.handle or report.user_id}"]
    lines += [f"Phone: {phone.written}" for phone in report.phones]
    lines += [f"Email: {email.written.strip()}" for email in report.emails]
    person["phones"] = person["emails"] = person["screenName"] = None
    _add(person, "\n".join(lines))


def _bing_image(form: Json, _report: Report, _person: Json) -> None:
    form["reportedInformation"]["reportingEsp"]["lastName"] = "Microsoft BingImage"


_HABITS: dict[str, Callable[[Json, Report, Json], None]] = {
    "Imgur": _imgur,
    "X": _x,
    "Yahoo": _yahoo,
    "MeetMe": _meetme,
    "WhatsApp": _whatsapp,
    "Cash App": _cash_app,
    "BingImage": _bing_image,
}
"""Dropbox's upload time is in ``police.files``; TikTok's log-ins stand under the person, as everybody's do here."""
