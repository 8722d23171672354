from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.priority import RULES, Axis, Band, Concern, Inputs, Leads, Referrals, Signals, Status, rank
from nigehban.priority.inputs import BadInputs
from tests.priority.made import AS_OF, inputs, ranked

FLOORS = sorted(name for name, rule in RULES.items() if rule.floor is Band.IMMEDIATE)
STATED = sorted(name for name, rule in RULES.items() if rule.code < 302 or 408 <= rule.code not in {411})
TAGS_THAT_CALM = ["viral", "potential_meme", "anime", "spam", "informational", "batched", "matched_by_hash_only"]
some_rules = st.lists(st.sampled_from(STATED), max_size=8)


def days(*ago: int):
    return np.array([AS_OF.replace(tzinfo=None) - timedelta(days=n) for n in ago], "datetime64[s]")


@given(st.sampled_from(FLOORS), st.lists(some_rules, min_size=1, max_size=4), st.integers(-1, 1), st.booleans())
def test_nothing_lowers_the_band_of_a_lead_with_a_floor(floor, others, local, bundled):
    referrals = [[floor], *others]
    ranking = ranked(referrals, [0] * len(referrals), lead_local=[local], in_bundle=[bundled] * len(referrals))
    assert ranking.band[0] == Band.IMMEDIATE
    assert ranking.status[0] == Status.OPEN
    assert set(ranking.referral_status) == {Status.OPEN}
    assert ranking.archive_reason[0] == 0
    assert RULES[floor].concern in Concern(int(ranking.concerns[0]))


@given(some_rules, some_rules)
def test_one_more_signal_never_lowers_danger(before, more):
    less, full = ranked([before]), ranked([[*before, *more]])
    assert full.danger[0] >= less.danger[0]
    assert full.band[0] >= less.band[0]


@pytest.mark.parametrize("floor", FLOORS)
def test_a_lead_with_a_floor_stands_before_any_number_of_points(floor):
    rich = [name for name in STATED if RULES[name].floor is not Band.IMMEDIATE and RULES[name].points > 0]
    ranking = ranked([rich, [floor]], lead_local=[1, -1])
    assert list(ranking.rank) == [2, 1]


@given(st.lists(some_rules, min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_rows_changes_nothing(referrals, random):
    one = inputs(referrals, [0] * len(referrals))
    order = list(range(len(one.signals.rule)))
    random.shuffle(order)
    shuffled = Signals.of(one.signals.referral[order], one.signals.rule[order])
    first, second = rank(one), rank(Inputs(shuffled, one.referrals, one.leads, one.as_of))
    for name in ("rank", "band", "danger", "solvability", "novelty", "status", "missing", "raise_if"):
        assert np.array_equal(getattr(first, name), getattr(second, name))
    assert np.array_equal(first.reasons.rule, second.reasons.rule)


@given(st.lists(some_rules, min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_leads_changes_no_place(referrals, random):
    size = len(referrals)
    order = list(range(size))
    random.shuffle(order)
    first = ranked(referrals, lead_id=np.arange(size))
    second = ranked([referrals[at] for at in order], lead_id=np.array(order))
    assert [int(first.rank[at]) for at in order] == list(second.rank)


@given(st.lists(some_rules, min_size=1, max_size=5))
@settings(max_examples=50)
def test_every_point_has_a_reason(referrals):
    ranking = ranked(referrals, files=[3] * len(referrals), unseen_files=[2] * len(referrals))
    by_code = RULES.by_code()
    for lead in range(len(referrals)):
        rows = slice(ranking.reasons.offsets[lead], ranking.reasons.offsets[lead + 1])
        axes = [by_code[code].axis for code in ranking.reasons.rule[rows]]
        for axis in Axis:
            points = [p for a, p in zip(axes, ranking.reasons.points[rows], strict=True) if a is axis]
            assert sum(points) == getattr(ranking, axis.value)[lead]


def test_a_rule_counts_once_a_lead_and_its_first_row_represents_it():
    ranking = ranked([[], ["account"], ["account", "device"]], [0, 0, 0])
    assert ranking.solvability[0] == RULES["account"].points + RULES["device"].points
    assert list(ranking.reasons.signal) == [0, 2]


def test_a_lead_has_the_danger_of_all_its_referrals():
    ranking = ranked([["victim_named"], ["convicted"]], [0, 0])
    assert ranking.danger[0] == RULES["victim_named"].points + RULES["convicted"].points


def test_the_band_goes_before_what_can_be_solved():
    ranking = ranked([["account", "verified_phone"], ["self_harm"]], lead_local=[1, 0])
    assert list(ranking.rank) == [2, 1]


def test_what_can_be_solved_goes_before_the_deadline():
    ranking = ranked(
        [["convicted"], ["convicted", "account"]],
        newest_ip=days(364, 1),
        incident=days(364, 1),
        lead_local=[1, 1],
    )
    assert ranking.deadline[0] > ranking.deadline[1]
    assert list(ranking.rank) == [2, 1]


def test_the_deadline_goes_before_danger_points():
    ranking = ranked([["convicted", "account"], ["victim_named", "firearms", "account"]], newest_ip=days(364, 1))
    assert ranking.danger[0] < ranking.danger[1]
    assert list(ranking.rank) == [1, 2]


def test_danger_points_go_before_novelty():
    ranking = ranked([["account", "convicted"], ["account", "victim_located"]], lead_network_accounts=[1, 30])
    assert ranking.novelty[0] < ranking.novelty[1]
    assert list(ranking.rank) == [1, 2]


def test_equal_leads_stand_in_the_order_of_their_ids():
    assert list(ranked([[], [], []], lead_id=["c", "a", "b"]).rank) == [3, 1, 2]


def test_evidence_abroad_is_not_solvable_here():
    assert list(ranked([["account"]] * 3, lead_local=[1, 0, -1]).solvable) == [True, True, False]


def test_an_address_whose_records_are_gone_leads_to_nobody():
    ranking = ranked([["ip_with_time"], ["ip_with_time"], ["ip_with_time", "account"]], newest_ip=days(10, 400, 400))
    assert list(ranking.solvable) == [True, False, True]


def test_a_member_of_a_viral_bundle_collapses():
    ranking = ranked([["account", "viral"], ["account", "viral"]], in_bundle=[False, True], lead_local=[1, 1])
    assert list(ranking.referral_status) == [Status.ARCHIVED, Status.COLLAPSED]
    assert ranking.status[1] == Status.COLLAPSED


def test_a_member_of_whom_the_missing_number_came_wakes_out_of_its_bundle():
    first = np.datetime64("2026-05-01", "s").astype(np.int64)
    columns = {"in_bundle": [True, True], "lead_local": [1], "lead_reports": [2], "received": [first, first + 86_400]}
    assert ranked([["viral"], ["viral", "phone"]], [0, 0], **columns).status[0] == Status.OPEN
    assert ranked([["viral", "phone"], ["viral", "phone"]], [0, 0], **columns).status[0] == Status.COLLAPSED


@pytest.mark.parametrize("sign", ["enticement", "secrecy_in_text", "victim_reachable", "physical_harm", "child_victim"])
def test_a_bundle_never_hides_a_member_with_a_sign_of_danger(sign):
    ranking = ranked([["account", "viral", sign]], in_bundle=[True], lead_local=[1])
    assert ranking.referral_status[0] != Status.COLLAPSED
    assert ranking.status[0] != Status.COLLAPSED


def test_a_bundle_does_not_hide_a_member_of_a_lead_in_danger():
    ranking = ranked([["viral"], ["sextortion"]], [0, 0], in_bundle=[True, False])
    assert list(ranking.referral_status) == [Status.OPEN, Status.OPEN]


def test_open_leads_stand_before_collapsed_and_collapsed_before_archived():
    ranking = ranked(
        [["account", "viral"], ["account", "viral"], ["account", "enticement"]],
        in_bundle=[False, True, False],
        lead_local=[1, 1, 1],
    )
    assert list(ranking.rank) == [3, 2, 1]


def test_no_leads_give_an_empty_list():
    ranking = ranked([])
    assert len(ranking.rank) == len(ranking.reasons.rule) == 0


def test_a_lead_without_referrals_is_ranked_as_nothing_known():
    none = Inputs(Signals.of([], []), Referrals.of([]), Leads.of([1]), np.datetime64("2026-01-01"))
    assert list(rank(none).rank) == [1]


def test_a_rule_code_of_other_rules_is_refused():
    with pytest.raises(BadInputs, match="rule code 9999"):
        rank(Inputs(Signals.of([0], [9999]), Referrals.of([0]), Leads.of([1]), np.datetime64("2026-01-01")))
