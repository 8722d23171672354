from __future__ import annotations

from dataclasses import replace

import pytest

from nigehban.priority import RULES, Band, Concern, rank
from tests.priority.made import inputs, ranked


def test_bands_sort_from_routine_to_immediate():
    assert sorted(Band, reverse=True) == [Band.IMMEDIATE, Band.URGENT, Band.ELEVATED, Band.ROUTINE]


def test_a_band_is_found_again_by_its_label():
    assert [Band.labelled(band.label) for band in Band] == list(Band)


def test_a_word_that_is_no_band_is_refused_with_the_words_that_are():
    with pytest.raises(ValueError, match="routine, elevated, urgent, immediate"):
        Band.labelled("very urgent")


def test_points_alone_never_reach_the_immediate_band():
    everything = [name for name, rule in RULES.items() if rule.code < 300 and rule.floor is not Band.IMMEDIATE]
    assert ranked([everything]).band[0] == Band.URGENT


def test_a_floor_holds_without_the_points_of_its_band():
    strict = replace(RULES, thresholds={Band.URGENT: 10_000})
    assert rank(inputs([["called_urgent"]]), strict).band[0] == Band.URGENT
    assert rank(inputs([["trafficking"]]), strict).band[0] == Band.ROUTINE


def test_concerns_are_named_in_words_an_officer_reads():
    assert (Concern.SELF_HARM | Concern.SEXTORTION).labels == ("sextortion", "self harm")
