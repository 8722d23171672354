"""Block: the person reported is known only from free text."""

from __future__ import annotations

from tests.formats.samples import person, read_one, report

TEXT = """Cash App account details
Name: Zubair Namoona
DOB: 05-06-1990
Phone Number: +923000000123
Email Address: zubair@example.org
Customer Token: C_abc123
Card last four: 4242
He sent $500 to $exampletag on 2026-03-01, note "for $exampletag".
"""


def test_labelled_lines_and_cashtags_become_identifiers() -> None:
    document = report(
        reportingEsp={"espName": "Block, Inc. (Cash App)"},
        reportedPeople={"reportedPersons": [person(id=1)]},
        additionalInformations=[{"value": TEXT}],
    )
    found = [mention for mention in read_one(document).mentions if mention.derived]
    assert [(mention.kind, mention.raw, mention.hint) for mention in found] == [
        ("person_name", "Zubair Namoona", "1990-05-06"),
        ("phone", "+923000000123", None),
        ("email", "zubair@example.org", None),
        ("account", "C_abc123", "Cash App"),
        ("card_tail", "4242", None),
        ("handle", "$exampletag", "Cash App"),
    ]
    assert {mention.pointer for mention in found} == {"/reportedInformation/additionalInformations/0/value"}
    assert {mention.party for mention in found} == {0}


def test_a_text_about_the_recipient_stays_the_recipients() -> None:
    recipient = person(espUserId=2, additionalInformations=[{"value": "Cashtag: $childtag"}])
    document = report(reportingEsp={"espName": "Block"}, intendedRecipients={"intendedRecipients": [recipient]})
    referral = read_one(document)
    (mention,) = [mention for mention in referral.mentions if mention.derived]
    assert referral.parties[mention.party].role == mention.role == "recipient"
