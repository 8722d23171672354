"""Networks: subjects that hang together, with a guard against percolation.

With enough weak evidence everybody hangs together with everybody. A network over its limit of subjects is built
again from its strongest links; a link that would carry it past the limit is held back, and an alarm says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import F32, I32, U8, U64, Columns
from nigehban.linking.unions import Clusters, clusters, components, find, flat, unite


@dataclass(frozen=True, slots=True)
class Alarms(Columns):
    """What had grown past its limit. ``component`` is its smallest ``node_id``; ``size`` counts subjects (``rule``
    ``NETWORK_TOO_LARGE``) or accounts (``SUBJECT_TOO_LARGE``) as they would be; ``held`` the links held back."""

    component: U64
    rule: U8
    size: I32
    limit: I32
    held: I32


class Netted(NamedTuple):
    """``network`` is the smallest rank of everyone's network; ``whole`` what it would be without the limit."""

    network: I32
    whole: I32


def net(subject: I32, a: I32, b: I32, points: F32, limit: int) -> Netted:
    """Networks over the pairs of ranks ``a`` and ``b``; ``subject`` is the root of every rank."""
    count = len(subject)
    one, other = subject[a], subject[b]
    whole = components(count, one, other)
    size = np.bincount(whole[subject == np.arange(count)], minlength=count)
    large = np.flatnonzero((size[whole[one]] > limit) & (one != other))
    if not len(large):
        return Netted(whole[subject], whole[subject])
    order = large[np.lexsort((b[large], a[large], -points[large]))]
    forest = clusters(count)
    _unite_within(forest, one[order], other[order], limit)
    network = np.where(size[whole] > limit, flat(forest.parent), whole)
    return Netted(network[subject], whole[subject])


@njit
def _unite_within(forest: Clusters, a: I32, b: I32, limit: int) -> None:
    """Unite pair by pair while the limit allows it."""
    for i in range(len(a)):
        one, other = find(forest.parent, a[i]), find(forest.parent, b[i])
        if one != other and forest.size[one] + forest.size[other] <= limit:
            unite(forest, one, other)
