from __future__ import annotations

import numpy as np
import pytest

from nigehban.priority import Inputs, Leads, Referrals, Signals
from nigehban.priority.inputs import BadInputs

NOW = np.datetime64("2026-01-01")


def test_what_is_not_given_is_unknown():
    referrals = Referrals.of([0, 0])
    assert np.isnat(referrals.incident).all()
    assert not referrals.files.any()


def test_a_column_that_does_not_exist_is_refused_by_name():
    with pytest.raises(BadInputs, match="Referrals has no column filez"):
        Referrals.of([0], filez=[1])


def test_columns_of_different_length_are_refused():
    with pytest.raises(BadInputs, match="columns of leads have different lengths"):
        Inputs(Signals.of([], []), Referrals.of([0]), Leads.of([1], reports=[1, 2]), NOW)


def test_a_signal_of_a_referral_that_is_not_there_is_refused():
    with pytest.raises(BadInputs, match=r"signals\.referral"):
        Inputs(Signals.of([3], [101]), Referrals.of([0]), Leads.of([1]), NOW)


def test_a_referral_of_a_lead_that_is_not_there_is_refused():
    with pytest.raises(BadInputs, match=r"referrals\.lead"):
        Inputs(Signals.of([], []), Referrals.of([5]), Leads.of([1]), NOW)
