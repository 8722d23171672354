"""X: what it knows of a user stands in lines of free text."""

from __future__ import annotations

import pytest

from nigehban.records import PlaceSource
from tests.formats.samples import mentions, person, read_one, report

LINES = "Full Name: Zubair Namoona\nLocation: Lahore, Pakistan\nDescription: Loves cricket\nFollowers: 3"
POINTER = "/reportedInformation/reportedPeople/reportedPersons/0/additionalInformations/0/value"


@pytest.mark.parametrize("sender", ["X Corp.", "X", "Twitter, Inc. / Vine.co"])
def test_name_place_and_description_of_a_user_are_read_from_lines(sender: str) -> None:
    user = person(espUserId=5, additionalInformations=[{"value": LINES}])
    referral = read_one(report(reportingEsp={"espName": sender}, reportedPeople={"reportedPersons": [user]}))
    (name,) = mentions(referral, "person_name")
    assert (name.raw, name.pointer, name.derived, name.party) == ("Zubair Namoona", POINTER, True, 0)
    assert referral.parties[0].name == "Zubair Namoona"
    (place,) = [place for place in referral.places if place.source is PlaceSource.STATED]
    assert (place.text, place.pointer, place.party) == ("Lahore, Pakistan", POINTER, 0)
    assert ("bio", "Loves cricket") in {(text.kind, text.text) for text in referral.narratives}


def test_the_same_lines_of_another_sender_or_about_nobody_are_only_text() -> None:
    user = person(espUserId=5, additionalInformations=[{"value": LINES}])
    other = report(reportingEsp={"espName": "Boxify"}, reportedPeople={"reportedPersons": [user]})
    about_nobody = report(
        reportingEsp={"espName": "X Corp."}, reportedPeople=None, additionalInformations=[{"value": LINES}]
    )
    for document in (other, about_nobody):
        assert mentions(read_one(document), "person_name") == []
