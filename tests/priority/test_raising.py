from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.priority import raise_if_text
from nigehban.priority.raising import CANDIDATES
from tests.priority.made import ranked

NAMES = {candidate.code: candidate.name for candidate in CANDIDATES} | {0: None}
FULL = ["national_id", "verified_phone", "verified_email", "ip_with_port", "viewed", "account"]


def asked(rules, **columns):
    return NAMES[int(ranked([rules], **columns).raise_if[0])]


@pytest.mark.parametrize(
    ("rules", "columns", "fact"),
    [
        (["account", "contact_abuse"], {"lead_local": [1]}, "still_going_on"),
        (["account", "victim_named"], {"lead_local": [1]}, "access_to_child"),
        (["account", "enticement"], {"lead_local": [1]}, "who_the_child_is"),
        (["account"], {"lead_local": [1], "files": [1], "unseen_files": [1]}, "file_viewed"),
        (["account", "viewed"], {"lead_local": [-1], "files": [1], "unseen_files": [1]}, "address_or_city"),
        (["ip_without_time", "viewed"], {"lead_local": [1], "unseen_files": [1]}, "verified_contact"),
        (["ip_with_time", "verified_phone", "viewed"], {"lead_local": [1], "unseen_files": [1]}, "source_port"),
    ],
)
def test_the_fact_that_raises_most_is_asked_for(rules, columns, fact):
    assert asked(rules, **columns) == fact


def test_a_lead_of_which_all_is_known_asks_for_nothing():
    assert asked(FULL, lead_local=[1], lead_unit_known=[True]) is None


def test_what_is_stated_is_not_asked_for_again():
    assert asked(["contact_abuse", "incident_ongoing", *FULL], lead_local=[1], lead_unit_known=[True]) is None


@given(st.lists(st.sampled_from(["account", "ip_without_time", "ip_with_time", "viral", "enticement"]), max_size=4))
def test_every_code_that_comes_out_has_a_sentence(rules):
    code = int(ranked([rules]).raise_if[0])
    assert raise_if_text(code).endswith("would raise this lead.") or code == 0


def test_the_port_is_asked_for_with_the_time_of_the_address():
    when = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)
    code = next(candidate.code for candidate in CANDIDATES if candidate.name == "source_port")
    assert raise_if_text(code, when) == (
        "A source port for the IP address of 2026-03-01 20:15:00 UTC would raise this lead."
    )
    assert raise_if_text(code) == "A source port for the IP address would raise this lead."


def test_codes_of_candidates_are_unique_and_never_zero():
    codes = [candidate.code for candidate in CANDIDATES]
    assert len(set(codes)) == len(codes)
    assert 0 not in codes
