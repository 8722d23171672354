"""Ranking in bulk: every lead its axes, band, status, place and reasons. No clock, no chance."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.archive import held, set_aside
from nigehban.priority.context import neighbour_hits
from nigehban.priority.inputs import Inputs
from nigehban.priority.order import Status, keys, ranks, statuses
from nigehban.priority.raising import raise_if
from nigehban.priority.ranking import Ranking, concerns_of, reasons_of
from nigehban.priority.rules import RULES, Ruleset
from nigehban.priority.state import State, may_collapse, state_of
from nigehban.priority.tally import stated_hits, tally


def rank(inputs: Inputs, rules: Ruleset = RULES) -> Ranking:
    """The ranked list of all leads.

    A lead's points are those of all its referrals and neighbours, each rule once with its first row as evidence. The
    result depends on the set of signals, not on their order (but for which of equal rows represents a rule).
    """
    fired = tally(len(inputs.leads), chain(stated_hits(inputs, rules), neighbour_hits(inputs, rules)))
    state = state_of(inputs, rules, fired)
    reason, missing = set_aside(state)
    key = keys(state)
    status = statuses(state, reason)
    return Ranking(
        rules,
        rank=ranks(key, inputs.leads.id),
        band=state.band,
        concerns=concerns_of(fired),
        solvable=state.solvable,
        danger=state.danger,
        solvability=state.solvability,
        deadline=state.deadline,
        novelty=state.novelty,
        status=status,
        archive_reason=reason,
        missing=missing,
        held=held(state),
        raise_if=raise_if(state, fired, key),
        referral_status=_referral_statuses(inputs, rules, state, status),
        reasons=reasons_of(fired),
    )


def _referral_statuses(inputs: Inputs, rules: Ruleset, state: State, status: NDArray[np.int8]) -> NDArray[np.int8]:
    """A referral stands where its lead stands, unless it collapses; where a child may be in danger none does."""
    lead = inputs.referrals.lead
    collapses = may_collapse(inputs, rules) & state.quiet[lead]
    return np.where(collapses, np.int8(Status.COLLAPSED), status[lead])
