"""Report annotations, whose shape no sample has shown, in every shape they may have."""

from __future__ import annotations

import pytest

from tests.formats.samples import read_one, report

SUMMARY = report()["reportedInformation"]["incidentSummary"]


def tags(annotations: object) -> list[tuple[str, str]]:
    referral = read_one(report(incidentSummary=SUMMARY | {"reportAnnotations": annotations}, uploadedFiles=None))
    return [(tag.name, tag.stated_by) for tag in referral.tags]


@pytest.mark.parametrize(
    "shape",
    [
        {"sextortion": True, "minorToMinorInteraction": ""},
        {"sextortion": {}, "minorToMinorInteraction": {}, "spam": None},
        {"sextortion": "true", "minorToMinorInteraction": 1, "spam": "false", "csamSolicitation": 0},
        ["sextortion", "minorToMinorInteraction"],
        [{"value": "sextortion"}, {"name": "Minor To Minor Interaction"}],
        {"reportAnnotations": {"sextortion": True, "minorToMinorInteraction": True}},
        {"annotations": [["sextortion"], "minorToMinorInteraction"]},
    ],
)
def test_annotations_are_read_in_every_shape(shape: object) -> None:
    assert tags(shape) == [("sextortion", "ESP"), ("minor_to_minor", "ESP")]


@pytest.mark.parametrize(
    "nothing",
    [None, {}, [], False, True, 0, {"sextortion": False}, {"sextortion": None}, "", {"sextortion": {"value": False}}],
)
def test_what_states_no_annotation_is_no_tag(nothing: object) -> None:
    assert tags(nothing) == []


def test_a_text_too_long_for_a_tag_is_a_warning() -> None:
    document = report(incidentSummary=SUMMARY | {"reportAnnotations": "x" * 500})
    assert any("no tag" in warning for warning in read_one(document).warnings)
