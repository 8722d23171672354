"""The order of the list: lexicographic, never a weighted sum.

Open before collapsed before archived; then danger band, solvable now, deadline points, danger points, novelty points,
solvability points; the lead's lasting id breaks ties.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nigehban.priority.archive import set_aside
from nigehban.priority.inputs import Ints
from nigehban.priority.state import State

_WIDTH = 12
_MIDDLE = 1 << (_WIDTH - 1)


class Status(IntEnum):
    """Where a referral or lead stands in the list."""

    ARCHIVED = 0
    COLLAPSED = 1
    OPEN = 2

    @property
    def label(self) -> str:
        """The word that is stored: ``open``, ``archived`` or ``collapsed``."""
        return self.name.lower()


def statuses(state: State, reason: NDArray[np.int8]) -> NDArray[np.int8]:
    """The ``Status`` of each lead: what is urgent is open; a bundle collapses before it is archived.

    A bundle does not hide a member of whom a later referral brought what the first one lacked: it wakes as any other.
    """
    status = np.where(reason > 0, np.int8(Status.ARCHIVED), np.int8(Status.OPEN))
    return np.where(state.bundled & state.quiet & ~state.answered, np.int8(Status.COLLAPSED), status)


def keys(state: State) -> NDArray[np.int64]:
    """One number a lead that sorts as the list does, greater first.

    Every level has bits of its own, so no amount of a lower level outweighs one step of a higher one; points beyond
    ±2,047 count as that.
    """
    reason, _ = set_aside(state)
    key = statuses(state, reason).astype(np.int64)
    key = (key << 2) | state.band
    key = (key << 1) | state.solvable
    for points in (state.deadline, state.danger, state.novelty, state.solvability):
        key = (key << _WIDTH) | (np.clip(points, -_MIDDLE + 1, _MIDDLE - 1) + _MIDDLE)
    return key


def ranks(key: NDArray[np.int64], ids: NDArray[Any]) -> Ints:
    """The place of each lead in the list, 1 first."""
    by_id = np.argsort(ids, kind="stable")
    order = by_id[np.argsort(-key[by_id], kind="stable")]
    rank = np.empty(len(key), np.int32)
    rank[order] = np.arange(1, len(key) + 1, dtype=np.int32)
    return rank
