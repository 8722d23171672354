from __future__ import annotations

import numpy as np
import pytest
from bench.ranking_baselines import BASELINES, fifo, flat_point_sum, number_of_files, sender_priority_only

from tests.priority.made import inputs


def test_first_in_first_out_goes_by_the_first_referral_of_a_lead():
    days = np.array(["2026-01-03", "2026-01-02", "2026-01-01"], "datetime64[s]")
    assert list(fifo(inputs([[], [], []], [0, 1, 0], received=days))) == [1, 2]


def test_the_senders_priority_alone_is_blind_to_words():
    made = inputs([["sextortion_in_text"], ["private_report"], ["threat_to_life"]])
    assert list(sender_priority_only(made)) == [3, 2, 1]


def test_the_number_of_files_is_of_all_referrals_of_a_lead():
    assert list(number_of_files(inputs([[], [], []], [0, 1, 1], files=[3, 2, 2]))) == [2, 1]


def test_a_flat_sum_lets_many_small_points_pass_a_child_in_danger():
    calm = ["national_id", "verified_phone", "verified_email", "payment", "account"]
    made = inputs([["self_harm_in_text"], calm])
    assert list(flat_point_sum(made)) == [2, 1]


@pytest.mark.parametrize("order", BASELINES.values(), ids=BASELINES)
def test_every_order_places_each_lead_once(order):
    places = order(inputs([["viral"], ["account"], []]))
    assert sorted(places) == [1, 2, 3]
