"""Which quirks are expected from whom."""

from __future__ import annotations

import pytest

from nigehban.formats.quirks import QUIRKS, quirks_of


@pytest.mark.parametrize(
    ("reporter", "expected"),
    [
        ("Examplebook", set()),
        ("Dropbox, Inc.", {"dropbox"}),
        ("X Corp. (Twitter)", {"x"}),
        ("Xbox", set()),
        ("WhatsApp Inc.", {"meta"}),
        ("Metaphor Games", set()),
        ("Blockchain Explorers", set()),
    ],
)
def test_a_quirk_is_expected_by_whole_words_of_the_reporters_name(reporter: str, expected: set[str]) -> None:
    assert {quirk.name for quirk in quirks_of(reporter)} - {"whatsapp"} == expected


def test_every_quirk_has_a_name_of_its_own() -> None:
    assert len({quirk.name for quirk in QUIRKS}) == len(QUIRKS) == 10
