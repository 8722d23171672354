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

from nigehban.jit import njit
from nigehban.linking.columns import I32, I64, U8, U64, Columns, Flags
from nigehban.linking.crowds import Crowds
from nigehban.linking.evidence import UNKNOWN_TIME, Elsewhere
from nigehban.linking.keysets import by_key, by_number, repeated
from nigehban.linking.profiles import Profiles, difference
from nigehban.linking.rows import CONTESTED, DERIVED, OWN, UNVERIFIED, VERIFIED, Rows
from nigehban.linking.spread import holders_of
from nigehban.linking.weights import CODES, FOR_EVER, Weights

_NEVER = np.int64(UNKNOWN_TIME)
_END = np.int64(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Postings(Columns):
    """Ordered by value, then account. ``atom`` is the account's rank; ``row`` the row that speaks best for it.

    ``df`` is the number of accounts with the value, and of a file those that hold it elsewhere; ``place`` is this
    account's among them (from 0, by ``node_id``).
    ``first`` and ``last`` bound the account's times in the holding, ``UNKNOWN_TIME`` where it has none.
    """

    key: U64
    kind: U8
    atom: I32
    flags: U8
    first: I64
    last: I64
    row: I32
    place: I32
    df: I32


class Counted(NamedTuple):
    """Postings of the values that link, and what is too common to: values over their cap by kind code, the keys of
    viral files, and all that is so common that it need not be looked at again soon."""

    postings: Postings
    over_cap: I64
    viral: U64
    crowds: Crowds


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
    elsewhere: I32


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
    floor: I32
    file_hash: int
    viral_senders: int


class _Common(NamedTuple):
    """What is too common, being written; ``counts`` holds how many viral and crowded keys there are."""

    over_cap: I64
    viral: U64
    crowded: U64
    df: I32
    floor: I32
    counts: I64


def count(rows: Rows, order: Order, weights: Weights, elsewhere: Elsewhere) -> Counted:
    """Postings of all values among these rows; every row of a key must be there, or none.

    ``elsewhere`` is ordered by key, each once.
    """
    chosen = np.flatnonzero(repeated(rows.key))
    chosen = chosen[by_number(order.atom[chosen])]
    chosen = chosen[by_key(rows.key[chosen])]
    table = rows.take(chosen)
    ranks = order.atom[chosen], order.node[chosen], chosen.astype(np.int32)
    file_hash, n = weights.code("file_hash"), len(chosen)
    runs = _Runs(table.key, table.kind, table.flags, table.at, *ranks, holders_of(table.key, elsewhere))
    floor = weights.cap.copy()
    floor[file_hash] = max(floor[file_hash], weights.viral_senders)
    floor[weights.window != FOR_EVER] = np.iinfo(np.int32).max
    limits = _Limits(weights.window, weights.cap, floor, file_hash, weights.viral_senders)
    columns = {name: np.empty(n, dtype) for name, dtype in Postings.dtypes().items()}
    keys, numbers = np.empty((2, n), "u8"), np.empty((2, n), "i4")
    common = _Common(np.zeros(CODES, "i8"), keys[0], keys[1], numbers[0], numbers[1], np.zeros(2, "i8"))
    written = _count(runs, limits, _Out(**columns), common)
    virals, crowded = common.counts
    return Counted(
        Postings(**{name: values[:written].copy() for name, values in columns.items()}),
        common.over_cap,
        common.viral[:virals].copy(),
        Crowds(common.crowded[:crowded].copy(), common.df[:crowded].copy(), common.floor[:crowded].copy()),
    )


@njit
def _count(runs: _Runs, limits: _Limits, out: _Out, common: _Common) -> int:
    """Walk the runs of equal keys and write the postings of each holding that may link; their number."""
    n = len(runs.key)
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
            df = end - written + runs.elsewhere[start]
            _note(runs.key[start], code, df, limits, common)
            if end - written > 1 and df <= limits.cap[code]:
                out.df[written:end] = df
                written = end
        start = stop
    return written


@njit
def _note(key: int, code: int, df: int, limits: _Limits, common: _Common) -> None:
    """Note a value that is too common."""
    if df > limits.cap[code]:
        common.over_cap[code] += 1
    if code == limits.file_hash and df > limits.viral_senders:
        common.viral[common.counts[0]] = key
        common.counts[0] += 1
    if df > limits.floor[code]:
        crowded = common.counts[1]
        common.crowded[crowded] = key
        common.df[crowded] = df
        common.floor[crowded] = limits.floor[code]
        common.counts[1] = crowded + 1


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
def _contest(kind: U8, atom: I32, flags: U8, df: I32, place: I32, profiles: Profiles, personal: Flags) -> None:
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
