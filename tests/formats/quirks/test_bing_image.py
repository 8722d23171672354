"""Microsoft: a search by image is marked with a product's name in place of a person's."""

from __future__ import annotations

from nigehban.records import Tag
from tests.formats.samples import capture, mentions, person, read_one, report

PERSON = "/reportedInformation/reportedPeople/reportedPersons/0"


def test_the_products_name_is_no_persons_name() -> None:
    searcher = person(
        lastName="Microsoft BingImage",
        sourceInformation={"sourceCaptures": [capture("IP Address", "203.0.113.5")]},
    )
    document = report(
        reportingEsp={"espName": "Microsoft - Online Operations"},
        reportedPeople={"reportedPersons": [searcher]},
        uploadedFiles=None,
    )
    referral = read_one(document)
    assert referral.parties[0].name is None
    assert mentions(referral, "person_name") == []
    assert [mention.raw for mention in mentions(referral, "ip")] == ["203.0.113.5"]
    assert referral.tags == [Tag("image_search", f"{PERSON}/lastName", "ESP")]
    assert referral.platform == "Microsoft BingImage"


def test_a_real_name_from_microsoft_stays() -> None:
    document = report(reportingEsp={"espName": "Microsoft"})
    assert read_one(document).parties[0].name == "Zubair Namoona"
