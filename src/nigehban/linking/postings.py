"""Which accounts carry one value, and in how many it is: the rows of one key, one posting an account.

A value is counted in *distinct accounts* (``atoms``), so that a prolific offender's own e-mail stays rare. Where a
kind has a time window, a key falls into *holdings*: runs of mentions no further apart than the window. A phone
number that comes back after years is another holding and another value. A mention without a time belongs to
a holding only where the key has but one. Two accounts share the value when their own times in the holding
also lie within the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nigehban.linking.columns import I32, I64, U8, U64, Columns, Flags, column
from nigehban.linking.evidence import UNKNOWN_TIME
from nigehban.linking.jit import njit
from nigehban.linking.keysets import by_key, by_number, repeated
from nigehban.linking.profiles import Profiles, difference
from nigehban.linking.rows import CONTESTED, DERIVED, OWN, UNVERIFIED, VERIFIED, Rows
from nigehban.linking.weights import Weights

_NEVER = np.int64(UNKNOWN_TIME)
_END = np.int64(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Postings(Columns):
    """Ordered by value, then account. ``atom`` is the account's rank; ``row`` the row that speaks best for it.

    ``df`` is the number of accounts with the value, ``place`` this account's among them (from 0, by ``node_id``).
    ``first`` and ``last`` bound the account's times in the holding, ``UNKNOWN_TIME`` where it has none.
    """

    key: U64 = column("u8")
    kind: U8 = column("u1")
    atom: I32 = column("i4")
    flags: U8 = column("u1")
    first: I64 = column("i8")
    last: I64 = column("i8")
    row: I32 = column("i4")
    place: I32 = column("i4")
    df: I32 = column("i4")


class Counted(NamedTuple):
    """Postings of the values that link, and what is too common to: values over their cap by kind code, and the
    keys of viral files."""

    postings: Postings
    over_cap: I64
    viral: U64


class Order(NamedTuple):
    """How rows stand: each row's account and referral, both as ranks by ``node_id``."""

    atom: I32
    node: I32


class _Runs(NamedTuple):
    """Rows ordered by key, then account."""

    key: U64
    kind: U8
    flags: U8
    at: I64
    atom: I32
    node: I32
    row: I32


class _Out(NamedTuple):
    """The columns of ``Postings``, being written."""

    key: U64
    kind: U8
    atom: I32
    flags: U8
    first: I64
    last: I64
    row: I32
    place: I32
    df: I32


class _Limits(NamedTuple):
    window: I64
    cap: I32
    file_hash: int
    viral_senders: int


def count(rows: Rows, order: Order, weights: Weights) -> Counted:
    """Postings of all values among these rows; every row of a key must be there, or none."""
    chosen = np.flatnonzero(repeated(rows.key))
    chosen = chosen[by_number(order.atom[chosen])]
    chosen = chosen[by_key(rows.key[chosen])].astype("i4")
    table = rows.take(chosen)
    runs = _Runs(table.key, table.kind, table.flags, table.at, order.atom[chosen], order.node[chosen], chosen)
    limits = _Limits(weights.window, weights.cap, weights.code("file_hash"), weights.viral_senders)
    out = _Out(*(np.empty(len(chosen), dtype) for dtype in Postings.dtypes().values()))
    written, over_cap, viral = _count(runs, limits, out)
    return Counted(Postings(*(each[:written].copy() for each in out)), over_cap, viral)


@njit
def _count(runs: _Runs, limits: _Limits, out: _Out) -> tuple[int, I64, U64]:
    """Walk the runs of equal keys and write the postings of each holding that may link."""
    n = len(runs.key)
    over_cap = np.zeros(256, np.int64)
    viral = np.empty(n, np.uint64)
    virals = 0
    written = 0
    start = 0
    while start < n:
        stop = start + 1
        while stop < n and runs.key[stop] == runs.key[start]:
            stop += 1
        code = runs.kind[start]
        cuts = np.empty(0, np.int64)
        if runs.atom[start] != runs.atom[stop - 1]:
            cuts = _cuts(runs.at[start:stop], limits.window[code])
        for holding in range(len(cuts) - 1):
            end = _write(runs, start, stop, cuts[holding], cuts[holding + 1], out, written)
            df = end - written
            if code == limits.file_hash and df > limits.viral_senders:
                viral[virals] = runs.key[start]
                virals += 1
            if df > limits.cap[code]:
                over_cap[code] += 1
            elif df > 1:
                out.df[written:end] = df
                written = end
        start = stop
    return written, over_cap, viral[:virals].copy()


@njit
def _cuts(at: I64, window: int) -> I64:
    """The first times of the holdings in order, then the end of time. One holding takes in unknown times."""
    low = _END
    high = _NEVER
    for each in at:
        if each != _NEVER:
            low = min(low, each)
            high = max(high, each)
    if high == _NEVER or high - low <= window:
        return np.array([_NEVER, _END])
    times = np.sort(at[at != _NEVER])
    fresh = np.ones(len(times) + 1, np.bool_)
    fresh[1:-1] = times[1:] - times[:-1] > window
    cuts = np.append(times, _END)[fresh]
    if len(cuts) == 2:
        cuts[0] = _NEVER
    return cuts


@njit
def _write(runs: _Runs, start: int, stop: int, since: int, until: int, out: _Out, written: int) -> int:
    """Write one holding's postings from ``written`` on; the number of the posting after them."""
    best = -1
    end = written
    for i in range(start, stop):
        if not since <= runs.at[i] < until:
            continue
        if end == written or out.atom[end - 1] != runs.atom[i]:
            best = i
            _open(runs, i, out, end, end - written)
            end += 1
            continue
        out.flags[end - 1] |= runs.flags[i] & (OWN | VERIFIED)
        _stretch(out, end - 1, runs.at[i])
        if _speaks_better(runs, i, best):
            best = i
            out.row[end - 1] = runs.row[i]
            out.flags[end - 1] = (out.flags[end - 1] & (OWN | VERIFIED)) | (runs.flags[i] & (UNVERIFIED | DERIVED))
    return end


@njit
def _open(runs: _Runs, i: int, out: _Out, posting: int, place: int) -> None:
    """Begin an account's posting with its first row."""
    out.key[posting] = runs.key[i]
    out.kind[posting] = runs.kind[i]
    out.atom[posting] = runs.atom[i]
    out.flags[posting] = runs.flags[i]
    out.first[posting] = runs.at[i]
    out.last[posting] = runs.at[i]
    out.row[posting] = runs.row[i]
    out.place[posting] = place


@njit
def _stretch(out: _Out, posting: int, at: int) -> None:
    """Widen the account's times by one more."""
    if at == _NEVER:
        return
    if out.first[posting] == _NEVER:
        out.first[posting] = at
        out.last[posting] = at
    out.first[posting] = min(out.first[posting], at)
    out.last[posting] = max(out.last[posting], at)


@njit
def _speaks_better(runs: _Runs, one: int, other: int) -> bool:
    """Own before others', verified, stated before derived; then the smaller node id and the earlier time."""
    differ = runs.flags[one] ^ runs.flags[other]
    for mark in (OWN, VERIFIED):
        if differ & mark:
            return bool(runs.flags[one] & mark)
    for mark in (DERIVED, UNVERIFIED):
        if differ & mark:
            return bool(runs.flags[other] & mark)
    if runs.node[one] != runs.node[other]:
        return bool(runs.node[one] < runs.node[other])
    return bool(runs.at[one] < runs.at[other])


def contest(postings: Postings, profiles: Profiles, weights: Weights) -> None:
    """Mark the values that accounts share who contradict each other. ``profiles`` are those of all these accounts.

    Only for kinds that are a person's own as a rule; whoever does not own the value has no say.
    """
    _contest(postings.kind, postings.atom, postings.flags, postings.df, postings.place, profiles, weights.personal)


@njit
def _contest(
    kind: U8, atom: I32, flags: U8, df: I32, place: I32, profiles: Profiles, personal: Flags
) -> None:
    """Compare everyone with everyone at each value's first posting."""
    for start in range(len(kind)):
        if place[start] or not personal[kind[start]]:
            continue
        contested = False
        for p in range(start, start + df[start]):
            for q in range(p + 1, start + df[start]):
                if flags[p] & flags[q] & OWN and not contested:
                    contested = difference(profiles, atom[p], atom[q]).bits != 0
        for p in range(start, start + df[start] * contested):
            flags[p] |= CONTESTED
