"""The rules that look at a lead's neighbours: novelty of files, repeats, networks, place, and the clocks of retention.

Each function gives the hits of a few rules. A count says how many *more* there are: one report is no repeat.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.inputs import Flags, Inputs, Ints, Times
from nigehban.priority.rules import Rule, Ruleset
from nigehban.priority.tally import Hits, counted

WIDELY = 10
"""Senders of one file from which it says little about each of them."""
_DAY = np.timedelta64(1, "D")
_UNSET = np.iinfo(np.int64).min


def neighbour_hits(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    """The hits of every rule that the documents alone cannot show."""
    yield from _files(inputs, rules)
    yield from _repeats(inputs, rules)
    yield from _place(inputs, rules)
    yield from _clocks(inputs, rules)


def referrals_with(inputs: Inputs, rules: Ruleset, *names: str) -> Flags:
    """On which referrals any of these rules fired."""
    codes = np.array([rules[name].code for name in names], np.int16)
    flags = np.zeros(len(inputs.referrals.lead), np.bool_)
    flags[inputs.signals.referral[np.isin(inputs.signals.rule, codes)]] = True
    return flags


def assessed_new(inputs: Inputs, rules: Ruleset) -> Flags:
    """Referrals with a file that nobody sent before and that a person looked at: what a hash match cannot bring."""
    return (inputs.referrals.unseen_files > 0) & referrals_with(inputs, rules, "viewed", "sent_by_a_person")


def any_referral(inputs: Inputs, flags: Flags) -> Flags:
    """The leads of which some referral has the flag."""
    found = np.zeros(len(inputs.leads), np.bool_)
    found[inputs.referrals.lead[flags]] = True
    return found


def all_referrals(inputs: Inputs, flags: Flags) -> Flags:
    """The leads of which every referral has the flag; a lead without referrals has none that could."""
    present = any_referral(inputs, np.ones(len(flags), np.bool_))
    return present & ~any_referral(inputs, ~flags)


def answered(inputs: Inputs, had: Flags) -> Flags:
    """The leads whose first referral lacked what a later one had."""
    referrals = inputs.referrals
    came = np.where(np.isnat(referrals.received), _UNSET, referrals.received.astype(np.int64))
    first = np.full(len(inputs.leads), np.iinfo(np.int64).max, np.int64)
    np.minimum.at(first, referrals.lead, came)
    lacking_first = any_referral(inputs, (came == first[referrals.lead]) & ~had)
    return lacking_first & any_referral(inputs, had)


def sums(inputs: Inputs, values: NDArray[np.generic]) -> NDArray[np.float64]:
    """The sum over the referrals of each lead."""
    total = np.bincount(inputs.referrals.lead, weights=values, minlength=len(inputs.leads))
    return total.astype(np.float64)


def newest(inputs: Inputs, times: Times) -> Times:
    """The newest time of each lead's referrals, NaT where none is known."""
    latest = np.full(len(inputs.leads), _UNSET, np.int64)
    np.maximum.at(latest, inputs.referrals.lead, times.astype("datetime64[s]").astype(np.int64))
    return latest.view("datetime64[s]")


def days_left(times: Times, as_of: np.datetime64, window: int) -> NDArray[np.float64]:
    """Whole days until records of that time are no longer kept; negative when past, NaN where no time is known."""
    age = np.floor((as_of.astype("datetime64[s]") - times) / _DAY)
    left: NDArray[np.float64] = window - age
    return left


def _files(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    referrals = inputs.referrals
    unseen = sums(inputs, referrals.unseen_files)
    yield counted(rules["unseen_files"], unseen, unseen > 0)
    new = assessed_new(inputs, rules)
    reports = sums(inputs, new)
    yield counted(rules["viewed_unseen_files"], reports, reports > 0)
    grave = new & referrals_with(inputs, rules, "severe_class")
    grave_files = sums(inputs, np.where(grave, referrals.unseen_files, 0))
    yield counted(rules["severe_class_unseen"], grave_files, grave_files > 0)
    senders = np.zeros(len(inputs.leads), np.int32)
    np.maximum.at(senders, referrals.lead, referrals.file_senders)
    yield counted(rules["widely_sent"], senders, senders >= WIDELY)


def _repeats(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    leads = inputs.leads
    yield _more(rules["repeat_reports"], leads.reports)
    yield _more(rules["repeat_senders"], leads.senders)
    yield _more(rules["repeat_months"], leads.months)
    yield _more(rules["network_accounts"], leads.network_accounts)
    yield counted(rules["network_reaches_abroad"], leads.reaches_abroad, leads.reaches_abroad)


def _more(rule: Rule, counts: Ints) -> Hits:
    return counted(rule, counts - 1, counts > 1)


def _place(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    local, unit_known = inputs.leads.local, inputs.leads.unit_known
    yield counted(rules["local_evidence"], local, local > 0)
    yield counted(rules["abroad"], local, local < 0)
    yield counted(rules["unit_known"], unit_known, unit_known)


def _clocks(inputs: Inputs, rules: Ruleset) -> Iterator[Hits]:
    records = days_left(newest(inputs, inputs.referrals.newest_ip), inputs.as_of, rules.windows["ip_records"])
    yield from _clock(records, rules, "ip_records_end_in_")
    yield counted(rules["ip_records_gone"], -records, records < 0)
    platform = days_left(newest(inputs, inputs.referrals.incident), inputs.as_of, rules.windows["platform_data"])
    yield from _clock(platform, rules, "platform_data_end_in_")


def _clock(left: NDArray[np.float64], rules: Ruleset, prefix: str) -> Iterator[Hits]:
    """The tightest of a clock's rules fires alone."""
    above = -1
    for rule in sorted((rules[name] for name in rules if name.startswith(prefix)), key=_limit):
        yield counted(rule, left, (left > above) & (left <= _limit(rule)))
        above = _limit(rule)


def _limit(rule: Rule) -> int:
    return rule.within_days or 0
