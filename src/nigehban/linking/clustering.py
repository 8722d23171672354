"""One region of accounts, closed under links, clustered into subjects and networks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.linking.columns import I32, I64, U64, Index
from nigehban.linking.edges import Links
from nigehban.linking.networks import Alarms, Netted, net
from nigehban.linking.profiles import Profiles
from nigehban.linking.rules import Rule
from nigehban.linking.subjects import Joined, join
from nigehban.linking.unions import Bars, components
from nigehban.linking.weights import Weights


class Region(NamedTuple):
    """``links`` are the numbers of the region's links, ``a`` and ``b`` the ranks of their accounts; ``profiles`` of all
    its accounts; ``bars`` between accounts; ``ids`` the ``node_id`` of every rank."""

    links: Index
    a: I32
    b: I32
    profiles: Profiles
    bars: Bars
    ids: U64


class Clustered(NamedTuple):
    """All links, those of the region with their refusals anew; ``subject``, ``network`` and ``whole`` by rank (of use
    inside the region only); the region's alarms."""

    links: Links
    subject: I32
    network: I32
    whole: I32
    alarms: Alarms


def cluster(links: Links, region: Region, weights: Weights) -> Clustered:
    """Cluster a region: subjects first, then the networks over them."""
    may = np.flatnonzero(links.may_join[region.links])
    points = links.same_person[region.links[may]]
    may = may[np.lexsort((region.b[may], region.a[may], -points))]
    firm = links.firm[region.links[may]]
    joined = join(region.a[may], region.b[may], firm, region.profiles, region.bars, weights.subject_limit)
    netted = net(joined.subject, region.a, region.b, links.same_ring[region.links], weights.network_limit)
    alarms = Alarms.join(
        [
            _subject_alarms(region, may, joined, weights.subject_limit),
            _network_alarms(region, joined, netted, weights.network_limit),
        ]
    )
    return Clustered(_refused(links, region.links, may, joined), joined.subject, *netted, alarms)


def _refused(links: Links, inside: Index, may: Index, joined: Joined) -> Links:
    """The links with the region's refusals in place of earlier ones."""
    refused, row_a, row_b = links.refused.copy(), links.refused_a.copy(), links.refused_b.copy()
    refused[inside], row_a[inside], row_b[inside] = 0, -1, -1
    at = inside[may]
    refused[at], row_a[at], row_b[at] = joined.refused, joined.row_a, joined.row_b
    columns = {name: getattr(links, name) for name in links.dtypes()}
    return Links(**{**columns, "refused": refused, "refused_a": row_a, "refused_b": row_b})


def _subject_alarms(region: Region, may: Index, joined: Joined, limit: int) -> Alarms:
    """An alarm for each component of subject links that was kept from growing past the limit."""
    held = may[joined.refused == Rule.SUBJECT_TOO_LARGE]
    if not len(held):
        return Alarms.empty()
    whole = components(len(region.ids), region.a[may], region.b[may])
    return _alarms(Rule.SUBJECT_TOO_LARGE, whole[region.a[held]], np.bincount(whole), region.ids, limit)


def _network_alarms(region: Region, joined: Joined, netted: Netted, limit: int) -> Alarms:
    """An alarm for each network that was cut to the limit."""
    held = netted.network[region.a] != netted.network[region.b]
    if not held.any():
        return Alarms.empty()
    subjects = np.flatnonzero(joined.subject == np.arange(len(joined.subject)))
    sizes = np.bincount(netted.whole[subjects])
    return _alarms(Rule.NETWORK_TOO_LARGE, netted.whole[region.a[held]], sizes, region.ids, limit)


def _alarms(rule: Rule, held: I32, sizes: I64, ids: U64, limit: int) -> Alarms:
    """One alarm a component; ``held`` has the component of each link held back."""
    whole, links = np.unique(held, return_counts=True)
    return Alarms.of(len(whole), component=ids[whole], rule=int(rule), size=sizes[whole], limit=limit, held=links)
