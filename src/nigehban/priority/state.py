"""What is known of every lead, as far as bands, archive and order depend on it: one column a fact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.band import Band
from nigehban.priority.context import (
    all_referrals,
    answered,
    any_referral,
    assessed_new,
    referrals_with,
)
from nigehban.priority.inputs import Flags, Inputs, Ints
from nigehban.priority.rules import Ruleset
from nigehban.priority.signal import Axis
from nigehban.priority.tally import Tally

REPEATED_REPORTS = 3
NETWORK_ACCOUNTS = 3
LIGHT = ("viral", "potential_meme", "anime", "spam", "batched", "known_viral")
"""Rules of what went round, was drawn or was sent to everybody."""


@dataclass(frozen=True)
class State:
    """The columns. ``dataclasses.replace`` gives the state that one more fact would make.

    ``all_viral`` and ``all_informational`` hold of every referral of the lead; ``new_file`` of at least one: a file
    that nobody sent before and that a person looked at. ``bundled``: every referral is in a viral bundle and none of
    them carries a sign of danger. ``answered``: a later referral brought what the first one lacked.
    """

    rules: Ruleset
    danger: Ints
    solvability: Ints
    deadline: Ints
    novelty: Ints
    floor: NDArray[np.int8]
    attributable: Flags
    local: NDArray[np.int8]
    answered: Flags
    has_files: Flags
    unseen: Flags
    new_file: Flags
    untimed_ip: Flags
    by_a_person: Flags
    repeated: Flags
    networked: Flags
    all_viral: Flags
    all_informational: Flags
    bundled: Flags

    def __len__(self) -> int:
        return len(self.danger)

    @cached_property
    def band(self) -> NDArray[np.int8]:
        """The band of each lead, as the number of its ``Band``."""
        band = self.floor.copy()
        for level, least in self.rules.thresholds.items():
            np.maximum(band, np.where(self.danger >= least, np.int8(level), np.int8(0)), out=band)
        return band

    @property
    def quiet(self) -> Flags:
        """Leads in which nothing points at a child in danger."""
        quiet: Flags = self.band == Band.ROUTINE
        return quiet

    @property
    def band_may_sleep(self) -> Flags:
        """Leads that may be set aside at all: below URGENT, and so without a floor."""
        return self.band < Band.URGENT

    @property
    def alone(self) -> Flags:
        """Leads that nobody reported again and that belong to no network."""
        return ~(self.repeated | self.networked)

    @property
    def solvable(self) -> Flags:
        """Leads in which an officer of this country has somebody to ask today."""
        return self.attributable & (self.local >= 0)


def state_of(inputs: Inputs, rules: Ruleset, tally: Tally) -> State:
    """The state of all leads after all rules have fired."""
    leads = inputs.leads
    return State(
        rules,
        danger=tally.total(Axis.DANGER),
        solvability=tally.total(Axis.SOLVABILITY),
        deadline=tally.total(Axis.DEADLINE),
        novelty=tally.total(Axis.NOVELTY),
        floor=_floor(tally),
        attributable=_attributable(tally),
        local=leads.local,
        answered=_answered(inputs, rules),
        has_files=any_referral(inputs, inputs.referrals.files > 0),
        unseen=any_referral(inputs, inputs.referrals.unseen_files > 0),
        new_file=any_referral(inputs, assessed_new(inputs, rules)),
        untimed_ip=tally.fired("ip_without_time"),
        by_a_person=tally.fired("sent_by_a_person"),
        repeated=(leads.reports >= REPEATED_REPORTS) | (leads.senders > 1) | (leads.months > 1),
        networked=leads.network_accounts >= NETWORK_ACCOUNTS,
        all_viral=all_referrals(inputs, referrals_with(inputs, rules, *LIGHT)),
        all_informational=all_referrals(inputs, referrals_with(inputs, rules, "informational")),
        bundled=all_referrals(inputs, may_collapse(inputs, rules)),
    )


def may_collapse(inputs: Inputs, rules: Ruleset) -> Flags:
    """Members of viral bundles without any sign of danger of their own."""
    surfacing = [name for name, rule in rules.items() if rule.surfaces]
    return inputs.referrals.in_bundle & ~referrals_with(inputs, rules, *surfacing)


def _floor(tally: Tally) -> NDArray[np.int8]:
    floor = np.zeros(tally.leads, np.int8)
    for hit in tally.hits:
        if hit.rule.floor is not None:
            floor[hit.lead] = np.maximum(floor[hit.lead], np.int8(hit.rule.floor))
    return floor


def _attributable(tally: Tally) -> Flags:
    """An IP address whose records are gone no longer leads to anybody."""
    lasting = tally.where(hit for hit in tally.hits if hit.rule.attributable and not hit.rule.expires)
    expiring = tally.where(hit for hit in tally.hits if hit.rule.attributable and hit.rule.expires)
    return lasting | (expiring & ~tally.fired("ip_records_gone"))


def _answered(inputs: Inputs, rules: Ruleset) -> Flags:
    """A later referral brought the identifier or the place that the first one lacked: somebody should look."""
    names = [name for name, rule in rules.items() if rule.attributable]
    return answered(inputs, referrals_with(inputs, rules, *names)) | answered(inputs, inputs.referrals.local > 0)
