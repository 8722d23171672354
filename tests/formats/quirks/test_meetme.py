"""MeetMe: profile and log of addresses stand in free text."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.formats.samples import mentions, person, read_one, report

TEXT = """Member ID: 778899
Username: zubair_n
Email: zubair@example.org
Login history:
203.0.113.9 - 2026-03-01 10:05:09 UTC
2026-03-02T11:00:00Z 2001:db8::9
198.51.100.77 was seen too
"""


def test_profile_and_log_are_read_with_the_time_of_each_address() -> None:
    document = report(
        reportingEsp={"espName": "MeetMe.com"},
        reportedPeople={"reportedPersons": [person(espUserId=778899)]},
        additionalInformations=[{"value": TEXT}],
    )
    found = [mention for mention in read_one(document).mentions if mention.derived]
    assert [(mention.kind, mention.raw, mention.hint) for mention in found] == [
        ("account", "778899", "MeetMe"),
        ("handle", "zubair_n", "MeetMe"),
        ("email", "zubair@example.org", None),
        ("ip", "203.0.113.9", None),
        ("ip", "2001:db8::9", None),
    ]
    assert {mention.pointer for mention in found} == {"/reportedInformation/additionalInformations/0/value"}
    assert {mention.party for mention in found} == {0}
    assert [mention.at.utc for mention in found if mention.at] == [
        datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC),
        datetime(2026, 3, 2, 11, 0, tzinfo=UTC),
    ]


def test_the_same_text_of_another_sender_is_only_text() -> None:
    document = report(additionalInformations=[{"value": TEXT}])
    assert not [mention for mention in read_one(document).mentions if mention.derived]
    assert mentions(read_one(document), "handle")
