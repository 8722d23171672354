"""Meta: its own number of a file, and its own meaning of *viewed*."""

from __future__ import annotations

import pytest

from nigehban.formats.quirks.meta import HASH_VIEWED_BEFORE, VIEWED_IN_FULL
from nigehban.records import Tag
from tests.formats.samples import file, read_one, report


@pytest.mark.parametrize(
    ("sender", "name", "viewed", "meaning"),
    [
        ("Facebook", "a.mp4", True, VIEWED_IN_FULL),
        ("Instagram, Inc.", "a.jpg", True, None),
        ("Meta Platforms, Inc.", "a.MP4", False, HASH_VIEWED_BEFORE),
        ("WhatsApp Inc.", "a.jpg", "No", HASH_VIEWED_BEFORE),
        ("Facebook", "a.mp4", None, None),
        ("Examplebook", "a.mp4", False, None),
    ],
)
def test_viewed_has_metas_meaning(sender: str, name: str, viewed: object, meaning: str | None) -> None:
    entry = file(1, filename=name, viewedByEsp=viewed, ncmecTags=None)
    referral = read_one(report(reportingEsp={"espName": sender}, uploadedFiles=[entry]))
    pointer = "/reportedInformation/uploadedFiles/0/viewedByEsp"
    assert referral.tags == ([] if meaning is None else [Tag(meaning, pointer, "ESP", 0)])


def test_the_submittal_number_is_the_files_where_no_other_is_stated() -> None:
    entries = [file(1, id=None, submittalId="sub-1"), file(2, submittalId="sub-2")]
    referral = read_one(report(reportingEsp={"espName": "Facebook"}, uploadedFiles=entries))
    assert [entry.external_id for entry in referral.files] == ["sub-1", "2"]
