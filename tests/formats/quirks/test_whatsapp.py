"""WhatsApp: free text holds a JSON object with the identifiers."""

from __future__ import annotations

import json

from nigehban.records import Role
from tests.formats.samples import person, read_one, report

EMBEDDED = {
    "report_surface": "group",
    "reported_phone": 923000000123,
    "reporter_phone": "+923000000777",
    "group": {"group_id": "120363000000000001", "members": ["x"]},
    "device_id": None,
    "flagged": True,
    "email": "half \ud800",
}
POINTER = "/reportedInformation/additionalInformations/0/value"


def test_identifiers_are_read_from_the_embedded_object() -> None:
    text = f"Automatic report: {json.dumps(EMBEDDED)} end of report"
    document = report(
        reportingEsp={"espName": "WhatsApp"},
        reportedPeople={"reportedPersons": [person(espUserId=1)]},
        additionalInformations=[{"value": text}],
    )
    found = [mention for mention in read_one(document).mentions if mention.derived]
    assert [(mention.kind, mention.raw, mention.hint, mention.role, mention.party) for mention in found] == [
        ("phone", "923000000123", None, Role.REPORTED, 0),
        ("phone", "+923000000777", None, Role.REPORTER, -1),
        ("group", "120363000000000001", "WhatsApp", Role.REPORTED, 0),
        ("email", "half \\ud800", None, Role.REPORTED, 0),
    ]
    assert {mention.pointer for mention in found} == {POINTER}


def test_a_broken_object_is_a_warning_and_the_text_stays() -> None:
    document = report(additionalInformations=[{"value": '{"report_surface": "group", "reported_phone": '}])
    referral = read_one(document)
    assert any("JSON inside the text" in warning for warning in referral.warnings)
    assert POINTER in {text.pointer for text in referral.narratives}


def test_an_object_nested_without_end_is_a_warning() -> None:
    document = report(additionalInformations=[{"value": '{"report_surface":' + "[" * 100_000}])
    assert any("JSON inside the text" in warning for warning in read_one(document).warnings)
