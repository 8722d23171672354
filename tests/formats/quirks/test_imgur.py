"""Imgur: the address at the file is the reported person's."""

from __future__ import annotations

import pytest

from nigehban.records import Role
from tests.formats.samples import capture, file, mentions, person, read_one, report


@pytest.mark.parametrize(("event", "role", "party"), [("UPLOAD", Role.REPORTED, 0), ("VIEW", Role.NONE, -1)])
def test_the_uploading_address_of_an_imgur_file_is_the_reported_persons(event: str, role: Role, party: int) -> None:
    source = {"sourceCaptures": [capture("IP Address", "203.0.113.80", eventName=event)]}
    document = report(
        reportingEsp={"espName": "Imgur, Inc."},
        reportedPeople={"reportedPersons": [person(screenName={"value": "someone"})]},
        uploadedFiles=[file(1, sourceInformation=source)],
    )
    (ip,) = mentions(read_one(document), "ip")
    assert (ip.role, ip.party, ip.file) == (role, party, 0)


def test_with_two_reported_persons_the_address_is_nobodys_in_particular() -> None:
    source = {"sourceCaptures": [capture("IP Address", "203.0.113.80", eventName="Upload")]}
    document = report(
        reportingEsp={"espName": "Imgur"},
        reportedPeople=[person(espUserId=1), person(espUserId=2)],
        uploadedFiles=[file(1, sourceInformation=source)],
    )
    (ip,) = mentions(read_one(document), "ip")
    assert (ip.role, ip.party) == (Role.REPORTED, -1)
