"""Yahoo: a file is joined to the e-mail that carried it."""

from __future__ import annotations

from datetime import UTC, datetime

from nigehban.records import Role
from tests.formats.samples import file, mentions, read_one, report

MAIL = (
    "Date: Sun, 01 Mar 2026 10:05:09 +0000\nFrom: Someone <a@example.org>\nTo: b@example.net\n"
    "X-Ymail-Msg-Id: AAA111\n\nbody"
)
POINTER = "/reportedInformation/incidentDetails/emailIncident/0/contents/0/value"


def test_sender_and_moment_of_the_mail_are_the_files() -> None:
    joined = file(1, additionalInformations=[{"value": "Message ID: AAA111"}])
    other = file(2, additionalInformations=[{"value": "Message ID: BBB222"}])
    document = report(
        reportingEsp={"espName": "Yahoo! Inc."},
        incidentDetails={"emailIncident": [{"contents": [{"value": MAIL}]}]},
        uploadedFiles={"uploadedFiles": [other, joined]},
    )
    referral = read_one(document)
    sent = datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)
    assert [entry.uploaded and entry.uploaded.utc for entry in referral.files] == [None, sent]
    found = {m.raw: m for m in mentions(referral, "email") if m.derived}
    assert set(found) == {"a@example.org", "b@example.net"}
    sender, recipient = found["a@example.org"], found["b@example.net"]
    assert (sender.role, sender.party, sender.file, sender.event, sender.pointer) == (
        Role.REPORTED,
        0,
        1,
        "Sent",
        POINTER,
    )
    assert sender.at is not None
    assert sender.at.utc == sent
    assert (recipient.role, recipient.party, recipient.event) == (Role.RECIPIENT, -1, "Received")


def test_a_mail_without_a_file_of_its_number_joins_nothing() -> None:
    document = report(
        reportingEsp={"espName": "Yahoo"}, incidentDetails={"emailIncident": [{"contents": [{"value": MAIL}]}]}
    )
    assert not [mention for mention in read_one(document).mentions if mention.derived]
