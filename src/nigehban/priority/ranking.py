"""What ranking gives: one value a lead or referral in each column, and the reasons behind every point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.inputs import Flags, Ints
from nigehban.priority.rules import Ruleset
from nigehban.priority.tally import Tally


@dataclass(frozen=True)
class Reasons:
    """Why each lead has its points: the rows of lead ``i`` are ``offsets[i]:offsets[i + 1]``, in the order in which
    they are shown. ``signal`` is the row of ``Inputs.signals`` that represents the rule, -1 when neighbours made it
    fire; ``value`` is then what was counted."""

    offsets: NDArray[np.int64]
    rule: NDArray[np.int16]
    points: NDArray[np.int16]
    signal: Ints
    value: NDArray[np.float32]


@dataclass(frozen=True)
class Ranking:
    """The ranked list.

    ``band`` holds ``Band`` numbers, ``concerns`` the bits of ``Concern``, ``status`` and ``referral_status`` ``Status``
    numbers, ``archive_reason`` the codes of ``archive.REASONS`` (0: open), ``missing`` and ``held`` the bits of
    ``archive.Missing``, ``raise_if`` the codes of ``raising.CANDIDATES`` (0: nothing would). ``rank`` runs from 1.
    """

    rules: Ruleset
    rank: Ints
    band: NDArray[np.int8]
    concerns: NDArray[np.int8]
    solvable: Flags
    danger: Ints
    solvability: Ints
    deadline: Ints
    novelty: Ints
    status: NDArray[np.int8]
    archive_reason: NDArray[np.int8]
    missing: NDArray[np.int16]
    held: NDArray[np.int16]
    raise_if: NDArray[np.int8]
    referral_status: NDArray[np.int8]
    reasons: Reasons


def reasons_of(tally: Tally) -> Reasons:
    """The hits, turned from rule by rule to lead by lead in one pass (a counting sort)."""
    sizes = np.zeros(tally.leads, np.int64)
    for hit in tally.hits:
        sizes[hit.lead] += 1
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    total = int(offsets[-1])
    rows = Reasons(
        offsets,
        np.empty(total, np.int16),
        np.empty(total, np.int16),
        np.empty(total, np.int32),
        np.empty(total, np.float32),
    )
    free = offsets[:-1].copy()
    for hit in tally.hits:
        at = free[hit.lead]
        rows.rule[at], rows.points[at] = hit.rule.code, hit.points
        rows.signal[at], rows.value[at] = hit.signal, hit.value
        free[hit.lead] += 1
    return rows


def concerns_of(tally: Tally) -> NDArray[np.int8]:
    """The bits of the concerns that fired on each lead."""
    concerns = np.zeros(tally.leads, np.int8)
    for hit in tally.hits:
        concerns[hit.lead] |= np.int8(hit.rule.concern)
    return concerns
