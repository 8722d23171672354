from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.priority import RULES, Band, Missing, Status, decision, wakes
from nigehban.priority.archive import REASONS, reason_named
from tests.priority.made import ranked

DAY = np.datetime64("2026-05-01", "s")
KNOWN = {"files": [2], "lead_local": [1], "lead_reports": [1]}
TWO = {"files": [2, 0], "lead_local": [1], "lead_reports": [2], "received": [DAY, DAY + 86_400]}


def of(referrals, **columns):
    return decision(ranked(referrals, [0] * len(referrals), **columns), 0)


def test_a_single_report_of_known_files_is_archived_for_want_of_a_new_file():
    found = of([["account"]], **KNOWN)
    assert (found.reason, found.missing) == ("known_files_only", Missing.NEW_FILE)


def test_new_files_that_nobody_looked_at_wait_for_the_platforms_answer():
    found = of([["account"]], **KNOWN, unseen_files=[1])
    assert (found.reason, found.missing) == ("known_files_only", Missing.FILE_VIEWED)


def test_a_new_file_that_was_looked_at_is_open():
    assert not of([["account", "viewed"]], **KNOWN, unseen_files=[1]).archived


def test_viral_material_alone_is_archived():
    assert of([["account", "viral"]], **KNOWN).reason == "viral_or_meme_only"


def test_an_informational_report_with_nothing_new_is_archived():
    assert of([["account", "informational"]], lead_local=[1]).reason == "informational_nothing_new"


def test_a_report_that_names_nobody_is_archived_for_want_of_an_identifier():
    found = of([["viewed"]], lead_local=[1], unseen_files=[1])
    assert (found.reason, found.missing) == ("not_attributable", Missing.ATTRIBUTABLE_IDENTIFIER)


def test_an_ip_without_a_time_is_archived_for_want_of_the_time():
    found = of([["viewed", "ip_without_time"]], lead_local=[1], unseen_files=[1])
    assert found.missing == Missing.TIME_OF_IP


def test_evidence_that_all_points_abroad_is_archived_to_be_passed_on():
    found = of([["account", "viewed"]], lead_local=[-1], unseen_files=[1])
    assert (found.reason, found.missing) == ("abroad_only", Missing.LOCAL_LINK)


def test_a_quiet_report_from_nobody_knows_where_is_archived_for_want_of_a_place():
    found = of([["account", "viewed"]], lead_local=[0], unseen_files=[1])
    assert (found.reason, found.missing) == ("no_local_link", Missing.LOCAL_LINK)


def test_an_unknown_place_with_a_sign_of_danger_stays_open_for_headquarters():
    assert not of([["account", "enticement"]], lead_local=[0]).archived


def test_a_familys_report_is_never_archived_for_want_of_an_identifier():
    assert not of([["private_report", "sent_by_a_person"]], lead_local=[0]).archived


def test_a_repeat_by_another_sender_is_open():
    assert not of([["account"]], files=[2], lead_local=[1], lead_senders=[2]).archived


def test_every_reason_that_applies_names_what_it_lacks():
    found = of([["viral"]], files=[1], lead_local=[-1])
    assert found.missing == Missing.NEW_FILE | Missing.LOCAL_LINK | Missing.ATTRIBUTABLE_IDENTIFIER
    assert found.missing.codes == ("new_file", "local_link", "attributable_identifier")
    assert len(found.missing.sentences) == 3


@given(st.lists(st.sampled_from(sorted(RULES)), max_size=6), st.integers(-1, 1), st.integers(0, 3), st.booleans())
def test_no_urgent_lead_is_ever_set_aside(rules, local, unseen, bundled):
    stated = [name for name in rules if RULES[name].code not in range(302, 408)]
    ranking = ranked([stated], lead_local=[local], files=[3], unseen_files=[unseen], in_bundle=[bundled])
    if ranking.band[0] >= Band.URGENT:
        assert ranking.status[0] == Status.OPEN
    if ranking.archive_reason[0]:
        assert ranking.missing[0]


FACTS = {
    Missing.ATTRIBUTABLE_IDENTIFIER: {"rules": ["verified_phone"]},
    Missing.TIME_OF_IP: {"rules": ["ip_with_time"]},
    Missing.LOCAL_LINK: {"local": 1},
    Missing.NEW_FILE: {"rules": ["viewed"], "unseen": 1},
    Missing.FILE_VIEWED: {"rules": ["viewed"], "unseen": 1},
}
calm = st.lists(st.sampled_from(["viral", "informational", "account", "ip_without_time", "potential_meme"]), max_size=3)


@given(calm, st.integers(-1, 1), st.integers(0, 2), st.integers(0, 2))
def test_an_archived_lead_wakes_when_all_that_it_lacks_arrives_later(rules, local, files, unseen):
    unseen = min(files, unseen)
    first = {"files": [files], "unseen_files": [unseen], "local": [local], "received": [DAY]}
    before = of([rules], lead_local=[local], **first)
    if not before.archived:
        return
    brought = [FACTS[one] for one in FACTS if one in before.missing]
    later = [rule for fact in brought for rule in fact.get("rules", [])]
    here = max([local, *(fact.get("local", -1) for fact in brought)])
    after = of(
        [rules, later],
        lead_local=[here],
        files=[files, 1],
        unseen_files=[unseen, max((fact.get("unseen", 0) for fact in brought), default=0)],
        local=[local, here],
        received=[DAY, DAY + 86_400],
    )
    assert not after.archived
    assert set(wakes(before, after)) >= set(before.missing.codes)


@given(calm, calm, st.integers(-1, 1), st.integers(0, 2))
def test_a_later_report_that_brings_nothing_wakes_nobody(rules, more, local, files):
    columns = {"files": [files], "local": [local], "received": [DAY]}
    before = of([rules], lead_local=[local], **columns)
    same = [name for name in more if name in rules]
    after = of(
        [rules, same or rules],
        lead_local=[local],
        files=[files, files],
        local=[local, local],
        received=[DAY, DAY + 86_400],
        lead_reports=[2],
    )
    if before.archived and set(same or rules) == set(rules):
        assert wakes(before, after) == ()


def test_an_identifier_that_a_later_report_brings_wakes_and_is_named():
    before = of([["informational"]], **KNOWN)
    after = of([["informational"], ["verified_phone"]], **TWO)
    assert wakes(before, after) == ("attributable_identifier",)


def test_a_place_that_a_later_report_brings_wakes_and_is_named():
    columns = {"files": [2], "received": [DAY]}
    before = of([["account"]], lead_local=[0], **columns)
    after = of([["account"], ["account"]], **TWO, local=[0, 1])
    assert "local_link" in wakes(before, after)


def test_danger_that_a_later_report_brings_wakes_whatever_else_is_missing():
    before = of([["viral"]], files=[1], lead_local=[-1])
    after = of([["viral"], ["sextortion"]], files=[1, 0], lead_local=[-1])
    assert wakes(before, after) == ("danger_signal",)


def test_a_third_report_wakes_a_lead_of_known_files():
    before = of([["account"]], **KNOWN)
    after = of([["account"]] * 3, files=[1, 1, 1], lead_local=[1], lead_reports=[3], local=[1, 1, 1])
    assert wakes(before, after) == ("another_report",)


def test_a_lead_that_was_open_or_still_sleeps_is_woken_by_nothing():
    sleeping, opened = of([["account"]], **KNOWN), of([["account", "sextortion"]], **KNOWN)
    assert wakes(sleeping, sleeping) == wakes(opened, opened) == wakes(opened, sleeping) == ()


def test_codes_of_reasons_are_unique_and_lead_back_to_them():
    assert len({reason.code for reason in REASONS}) == len(REASONS)
    assert [reason_named(reason.code) for reason in REASONS] == list(REASONS)
    assert reason_named(0) is None


@pytest.mark.parametrize("fact", list(Missing))
def test_every_missing_fact_has_words(fact):
    assert all(fact.sentences)
    assert fact.codes == (fact.name.lower(),)
