"""TikTok: addresses under the reported person are logins."""

from __future__ import annotations

from tests.formats.samples import capture, mentions, person, read_one, report


def test_addresses_without_an_event_are_logins_and_stated_events_stay() -> None:
    captures = [
        capture("IP Address", "203.0.113.1", dateTime="2026-03-01T00:00:00Z"),
        capture("IP Address", "203.0.113.2", eventName="Registration"),
    ]
    document = report(
        reportingEsp={"espName": "TikTok Inc."},
        reportedPeople={"reportedPersons": [person(sourceInformation={"sourceCaptures": captures})]},
    )
    assert [mention.event for mention in mentions(read_one(document), "ip")] == ["Login", "Registration"]
    document["reportedInformation"]["reportingEsp"]["espName"] = "Examplebook"
    assert [mention.event for mention in mentions(read_one(document), "ip")] == [None, "Registration"]
