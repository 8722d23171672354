"""Points of every pair of accounts that share a value: the sum over groups of evidence, less what contradicts.

A pair is proposed by a value that few carry, or by a common one for neighbours; its points count *all* values
that the two share. Each group of correlated evidence counts once, with its best. All of it depends only on the
two accounts' postings and profiles, so that a part of the pairs can be scored anew by itself.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nigehban.jit import njit
from nigehban.linking.columns import F32, I32, I64, U8, U64, Flags
from nigehban.linking.edges import Edges, Links, Reasons
from nigehban.linking.evidence import UNKNOWN_TIME
from nigehban.linking.keysets import by_number
from nigehban.linking.postings import Postings
from nigehban.linking.profiles import BIRTH, NAME, Difference, Profiles, difference, is_hard
from nigehban.linking.rows import CONTESTED, DERIVED, OWN, UNVERIFIED, VERIFIED, Rows
from nigehban.linking.weights import Weights

_NEVER = np.int64(UNKNOWN_TIME)
_BLOCK = 1 << 18
_HAIR = 0.001
_WRITTEN = ("a", "b", "kind", "same_person", "same_ring", "may_join", "firm")


class _Shared(NamedTuple):
    """Postings with what the walk needs: ``node`` and ``origin`` show each one, ``stop`` bounds its value; ``order``
    and ``start`` list them by account."""

    atom: I32
    kind: U8
    flags: U8
    first: I64
    last: I64
    node: I32
    origin: I32
    place: I32
    df: I32
    stop: I64
    order: I64
    start: I64


class _Points(NamedTuple):
    """The arrays of ``Weights`` by code, and its numbers."""

    group: U8
    subject: F32
    network: F32
    half: F32
    again: F32
    firm: Flags
    unstated: F32
    window: I64
    groups: int
    wide: int
    neighbours: int
    subject_threshold: float
    network_threshold: float
    against_name: float
    against_birth: float
    verified: float
    unverified: float
    derived: float
    contested: float


class _Found(NamedTuple):
    """What one account shares with later ones: for each partner a chain of (posting, posting).

    ``person`` and ``ring`` are upper bounds of its points.
    """

    slot: I32
    partner: I32
    head: I64
    proposed: Flags
    person: F32
    ring: F32
    mine: I64
    theirs: I64
    following: I64


class _Best(NamedTuple):
    """The best evidence of each group for the pair at hand."""

    subject: F32
    network: F32
    shares: I64
    mine: I64
    theirs: I64
    firm: Flags


class _Out(NamedTuple):
    """Edges and reasons being written; ``counts`` holds how many of each."""

    owner: I32
    reason_a: I32
    reason_b: I32
    rule: U8
    counts: I64
    a: I32
    b: I32
    kind: U8
    same_person: F32
    same_ring: F32
    may_join: Flags
    firm: Flags


def score(postings: Postings, rows: Rows, profiles: Profiles, weights: Weights) -> Edges:
    """The edges among the accounts of these postings. ``rows`` is the table that the postings' rows count."""
    accounts = len(profiles.head)
    shared = _shared(postings, rows, accounts)
    points = _points(weights)
    most = int(_partners(shared, accounts).max(initial=0))
    room = max(_BLOCK, most)
    parts = [Edges.empty()]
    at = 0
    while at < accounts:
        out = _room(room, room * (len(weights.groups) + 1))
        at = _score(shared, profiles, points, _found(accounts, most), out, at)
        parts.append(_edges(out))
    return Edges.join(*parts)


def _shared(postings: Postings, rows: Rows, accounts: int) -> _Shared:
    """Postings, and where each value's and each account's begin and end."""
    order = by_number(postings.atom)
    start = np.searchsorted(postings.atom[order], np.arange(accounts + 1))
    columns = (postings.atom, postings.kind, postings.flags, postings.first, postings.last)
    shows = rows.node[postings.row], rows.origin[postings.row]
    stop = _stops(postings.key, postings.place)
    return _Shared(*columns, *shows, postings.place, postings.df, stop, order, start)


def _points(weights: Weights) -> _Points:
    """The weights for compiled code."""
    named = {name: getattr(weights, name) for name in _Points._fields if name != "groups"}
    return _Points(groups=len(weights.groups), **named)


def _found(accounts: int, most: int) -> _Found:
    """Room for the partners of one account."""
    long, short = np.empty(most, "i8"), np.empty(most, "i4")
    slot = np.full(accounts, -1, "i4")
    bounds = np.empty((2, most), "f4")
    return _Found(slot, short, long, np.empty(most, "?"), bounds[0], bounds[1], long.copy(), long.copy(), long.copy())


def _room(edges: int, reasons: int) -> _Out:
    """Room for so many edges and reasons."""
    links = {name: np.empty(edges, Links.dtypes()[name]) for name in _WRITTEN}
    numbers = np.empty((3, reasons), "i4")
    return _Out(numbers[0], numbers[1], numbers[2], np.empty(reasons, "u1"), np.zeros(2, "i8"), **links)


def _edges(out: _Out) -> Edges:
    """What was written, and no more."""
    n, m = (int(each) for each in out.counts)
    written = {name: getattr(out, name)[:n].copy() for name in _WRITTEN}
    links = Links.of(n, **written, refused_a=-1, refused_b=-1)
    return Edges.of(links, out.owner[:m], Reasons(out.rule[:m], out.reason_a[:m], out.reason_b[:m]))


@njit
def _stops(key: U64, place: I32) -> I64:
    """The end of each posting's value: keys change, or a new holding begins to count its places."""
    n = len(key)
    stop = np.empty(n, np.int64)
    end = n
    for i in range(n - 1, -1, -1):
        if i + 1 < n and (key[i] != key[i + 1] or place[i + 1] <= place[i]):
            end = i + 1
        stop[i] = end
    return stop


@njit
def _partners(shared: _Shared, accounts: int) -> I64:
    """An upper bound of what each account shares with later ones."""
    bound = np.zeros(accounts, np.int64)
    for p in range(len(shared.atom)):
        bound[shared.atom[p]] += shared.stop[p] - p - 1
    return bound


@njit
def _score(shared: _Shared, profiles: Profiles, points: _Points, found: _Found, out: _Out, at: int) -> int:
    """Score the pairs of account after account until the room may not suffice; the next account's number."""
    best = _Best(
        np.zeros(points.groups, np.float32),
        np.zeros(points.groups, np.float32),
        np.zeros(points.groups, np.int64),
        np.zeros(points.groups, np.int64),
        np.zeros(points.groups, np.int64),
        np.zeros(points.groups, np.bool_),
    )
    while at < len(shared.start) - 1:
        if out.counts[0] + len(found.mine) > len(out.a):
            break
        partners = _gather(shared, points, found, at)
        for i in range(partners):
            if found.proposed[i] and _may_reach(points, found, i):
                _judge(shared, profiles, points, found, best, out, i, at)
            found.slot[found.partner[i]] = -1
        at += 1
    return at


@njit
def _may_reach(points: _Points, found: _Found, i: int) -> bool:
    """False where even the upper bounds are too small (a hair below counts as reached: sums are rounded)."""
    return bool(found.person[i] > points.subject_threshold - _HAIR or found.ring[i] > points.network_threshold - _HAIR)


@njit
def _gather(shared: _Shared, points: _Points, found: _Found, a: int) -> int:
    """Chain up, partner by partner, what account ``a`` shares with later accounts; the number of partners."""
    partners = 0
    filled = 0
    for i in range(shared.start[a], shared.start[a + 1]):
        p = shared.order[i]
        for q in range(p + 1, shared.stop[p]):
            if _gap(shared, p, q) > points.window[shared.kind[p]]:
                continue
            b = shared.atom[q]
            if found.slot[b] < 0:
                found.slot[b] = partners
                found.partner[partners] = b
                found.head[partners] = -1
                found.proposed[partners] = False
                found.person[partners] = 0
                found.ring[partners] = 0
                partners += 1
            to = found.slot[b]
            near = shared.df[p] <= points.wide or shared.place[q] - shared.place[p] <= points.neighbours
            found.proposed[to] |= near
            found.person[to] += points.subject[shared.kind[p]] * max(1.0, points.verified)
            found.ring[to] += points.network[shared.kind[p]]
            found.mine[filled] = p
            found.theirs[filled] = q
            found.following[filled] = found.head[to]
            found.head[to] = filled
            filled += 1
    return partners


@njit
def _gap(shared: _Shared, p: int, q: int) -> int:
    """The seconds between two accounts' times with the value; 0 where they overlap or one is unknown."""
    if shared.first[p] == _NEVER or shared.first[q] == _NEVER:
        return 0
    return int(max(0, max(shared.first[p], shared.first[q]) - min(shared.last[p], shared.last[q])))


@njit
def _judge(
    shared: _Shared, profiles: Profiles, points: _Points, found: _Found, best: _Best, out: _Out, i: int, a: int
) -> None:
    """Write the edge of one pair, if it has the points."""
    _best_of_groups(shared, points, found, best, found.head[i])
    person, ring = _total(shared, points, best)
    if person < points.subject_threshold and ring < points.network_threshold:
        return
    b = found.partner[i]
    against = difference(profiles, a, b)
    if against.bits & NAME:
        person -= points.against_name
    if against.bits & BIRTH:
        person -= points.against_birth
    may_join = bool(person >= points.subject_threshold) and not is_hard(against.bits)
    if may_join or ring >= points.network_threshold:
        _write(shared, points, best, out, person, ring, may_join)
        _write_against(out, against)


@njit
def _best_of_groups(shared: _Shared, points: _Points, found: _Found, best: _Best, link: int) -> None:
    """Keep each group's best; of equals the smaller key, which stands earlier among the postings."""
    best.shares[:] = 0
    best.subject[:] = 0
    best.network[:] = 0
    best.firm[:] = False
    while link >= 0:
        p, q = found.mine[link], found.theirs[link]
        kind = shared.kind[p]
        group = points.group[kind]
        rarity, trust = _rarity(shared, points, p, q), _trust(shared, points, p, q)
        person = np.float32(points.subject[kind] * rarity * trust)
        ring = np.float32(points.network[kind] * rarity)
        ahead = person + ring - best.subject[group] - best.network[group]
        if best.shares[group] == 0 or ahead > 0 or (ahead == 0 and p < best.mine[group]):
            best.subject[group] = person
            best.network[group] = ring
            best.mine[group] = p
            best.theirs[group] = q
            best.firm[group] = trust > 0 and points.firm[kind]
        best.shares[group] += 1
        link = found.following[link]


@njit
def _rarity(shared: _Shared, points: _Points, p: int, q: int) -> float:
    """The damping of a common value, and of one that may have changed hands in the time between."""
    kind = shared.kind[p]
    age = _gap(shared, p, q) / points.window[kind]
    return float(points.half[kind] / (points.half[kind] + shared.df[p] - 2) * (1 - age * age / 2))


@njit
def _trust(shared: _Shared, points: _Points, p: int, q: int) -> float:
    """How far the value can be taken for the reported person's own: 0 where it is another's."""
    both, either = shared.flags[p] & shared.flags[q], shared.flags[p] | shared.flags[q]
    if not both & OWN:
        return 0.0
    trust = 1.0
    if both & VERIFIED:
        trust = points.verified
    elif either & UNVERIFIED:
        trust = points.unverified
    elif not either & VERIFIED:
        trust = points.unstated[shared.kind[p]]
    if either & DERIVED:
        trust *= points.derived
    if either & CONTESTED:
        trust *= points.contested
    return trust


@njit
def _total(shared: _Shared, points: _Points, best: _Best) -> tuple[np.float32, np.float32]:
    """The sums over groups towards the same person and the same ring."""
    person = np.float32(0)
    ring = np.float32(0)
    for group in range(points.groups):
        if best.shares[group]:
            again = points.again[shared.kind[best.mine[group]]]
            more = np.float32(again * min(best.shares[group] - 1, 3))
            person += best.subject[group] + (more if best.subject[group] > 0 else np.float32(0))
            ring += best.network[group] + more
    return person, ring


@njit
def _write(
    shared: _Shared,
    points: _Points,
    best: _Best,
    out: _Out,
    person: np.float32,
    ring: np.float32,
    may_join: bool,
) -> None:
    """Write an edge with one reason a group; the main reason is the group with the most points."""
    edge = out.counts[0]
    main = -1
    firm = False
    for group in range(points.groups):
        if best.shares[group] == 0:
            continue
        p, q = best.mine[group], best.theirs[group]
        _reason(out, edge, shared.kind[p], shared.origin[p], shared.origin[q])
        firm |= best.firm[group]
        ahead = best.subject[group] + best.network[group]
        if main < 0 or ahead > best.subject[main] + best.network[main]:
            main = group
    p, q = best.mine[main], best.theirs[main]
    out.a[edge] = shared.node[p]
    out.b[edge] = shared.node[q]
    out.kind[edge] = shared.kind[p]
    out.same_person[edge] = max(person, np.float32(0))
    out.same_ring[edge] = ring
    out.may_join[edge] = may_join
    out.firm[edge] = firm
    out.counts[0] = edge + 1


@njit
def _write_against(out: _Out, against: Difference) -> None:
    """Add what speaks against the edge just written: the gravest difference."""
    if against.bits:
        _reason(out, out.counts[0] - 1, against.rule, against.row_a, against.row_b)


@njit
def _reason(out: _Out, edge: int, rule: int, row_a: int, row_b: int) -> None:
    """Write one reason of an edge."""
    reason = out.counts[1]
    out.owner[reason] = edge
    out.rule[reason] = rule
    out.reason_a[reason] = row_a
    out.reason_b[reason] = row_b
    out.counts[1] = reason + 1
