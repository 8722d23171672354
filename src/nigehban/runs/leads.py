"""From linkage to the ranked list: what ranking takes, made of the corpus and the linkage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from nigehban.identifiers import KINDS, platform
from nigehban.linking import Elsewhere, Linkage
from nigehban.linking.spread import holders_of, most_holders
from nigehban.priority import RULES, Inputs, Leads, Ranking, Referrals, Signals, rank
from nigehban.records import Role
from nigehban.runs.arrays import UNKNOWN_TIME, numbers, seconds, stated, words
from nigehban.runs.corpus import Corpus

_REPORTED = list(Role).index(Role.REPORTED)
_MONTH = "datetime64[M]"
Indexes = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class SignalRows:
    """The signals that count: ``row`` is the place in ``corpus.signals.table``, ``node`` the referral it fired on."""

    row: Indexes
    node: Indexes
    rule: NDArray[np.int16]


@dataclass(frozen=True)
class RankedLeads:
    """The list. ``lead[node]`` is the index of a referral's lead in the ranking, whose leads are in the order of
    ``lead_ids``; ``unit_row`` is for each lead the referral row that says which unit it goes to."""

    lead_ids: NDArray[np.uint64]
    lead: Indexes
    unit_row: Indexes
    newest_ip: NDArray[np.int64]
    signals: SignalRows
    inputs: Inputs
    ranking: Ranking


def signal_rows(corpus: Corpus) -> SignalRows:
    """The signals of each referral's current document and parts.

    A document that a later version superseded adds nothing but its floors: danger once stated is not unsaid by a
    reclassification, an officer decides that. They stand by referral, newest version first, so that which of several
    equal ones is shown does not depend on the order of arrival.
    """
    side = corpus.signals
    index, names = words(side.table, "rule")
    known = [RULES[name] for name in names]
    code = np.array([*(rule.code for rule in known), 0], np.int16)[index]
    has_floor = np.array([*(rule.floor is not None for rule in known), False])[index]
    counts = side.row >= 0
    counts[counts] = ~corpus.superseded[side.row[counts]] | has_floor[counts]
    row = np.flatnonzero(counts)
    row = row[np.argsort(_standing(corpus)[side.row[row]], kind="stable")]
    return SignalRows(row, corpus.node[side.row[row]], code[row])


def _standing(corpus: Corpus) -> Indexes:
    """The place of each referral row by the referral's id, then the newest version first."""
    standing = np.empty(len(corpus.node), np.int64)
    standing[np.lexsort((-corpus.version, corpus.node))] = np.arange(len(corpus.node))
    return standing


def in_danger(corpus: Corpus, signals: SignalRows) -> Flags:
    """The referrals that carry a danger signal of their own, so that no bundle may fold them away."""
    surfacing = np.array([rule.code for rule in RULES.values() if rule.surfaces], np.int16)
    danger = np.zeros(corpus.nodes, bool)
    danger[signals.node[np.isin(signals.rule, surfacing)]] = True
    return danger


def ranked(
    corpus: Corpus, signals: SignalRows, linkage: Linkage, as_of: datetime, elsewhere: Elsewhere | None = None
) -> RankedLeads:
    """Rank the leads of a linkage; ``as_of`` is the time (UTC) for which deadlines are counted.

    ``elsewhere`` are the files that are known from outside, and how many hold each.
    """
    lead_ids, lead = np.unique(linkage.lead, return_inverse=True)
    newest_ip = _newest_ip(corpus)
    unit_row, unit_known = _units(corpus, lead, len(lead_ids))
    reports = np.flatnonzero(_independent(corpus))
    inputs = Inputs(
        Signals.of(signals.node, signals.rule),
        _referrals(corpus, linkage, lead, newest_ip, elsewhere or Elsewhere.empty()),
        Leads.of(
            lead_ids,
            reports=np.bincount(lead[reports], minlength=len(lead_ids)),
            senders=_distinct(lead[reports], _senders(corpus)[reports], len(lead_ids)),
            months=_distinct(lead[reports], _months(corpus)[reports], len(lead_ids)),
            network_accounts=_network_accounts(corpus, linkage, lead, len(lead_ids)),
            local=_local(corpus, lead[corpus.node], len(lead_ids)),
            unit_known=unit_known,
            reaches_abroad=_reaches_abroad(corpus, lead, len(lead_ids)),
        ),
        np.datetime64(as_of.replace(tzinfo=None), "s"),
    )
    return RankedLeads(lead_ids, lead, unit_row, newest_ip, signals, inputs, rank(inputs))


def _referrals(
    corpus: Corpus, linkage: Linkage, lead: Indexes, newest_ip: NDArray[np.int64], elsewhere: Elsewhere
) -> Referrals:
    files, unseen, senders = _files(corpus, linkage, elsewhere)
    return Referrals.of(
        lead,
        files=np.maximum(files, numbers(corpus.referrals, "files")[corpus.current]),
        unseen_files=unseen,
        file_senders=senders,
        newest_ip=newest_ip.view("datetime64[s]"),
        incident=_event_time(corpus).view("datetime64[s]"),
        received=seconds(corpus.referrals, "received")[corpus.current].view("datetime64[s]"),
        in_bundle=linkage.collapsed,
        local=_local(corpus, corpus.node, corpus.nodes),
    )


def _files(corpus: Corpus, linkage: Linkage, elsewhere: Elsewhere) -> tuple[Indexes, Indexes, Indexes]:
    """For each referral its files with a hash, those that neither an earlier referral brought nor anybody elsewhere
    holds, and the senders of its most widely sent file. A file is known when any of its hashes is; a hash that only a
    text mentions is no file."""
    side = corpus.mentions
    of_file = (numbers(side.table, "kind") == KINDS["file_hash"].code) & (numbers(side.table, "file") >= 0)
    hashes = np.flatnonzero(of_file & (numbers(side.table, "key") != 0) & (side.row >= 0))
    node, key = corpus.node[side.row[hashes]], numbers(side.table, "key")[hashes]
    keys, place = np.unique(key, return_inverse=True)
    arrival = _arrival(corpus)
    first = np.full(len(keys), corpus.nodes)
    np.minimum.at(first, place, arrival[node])
    outside = holders_of(keys, most_holders(elsewhere)) > 0
    known = (first[place] != arrival[node]) | outside[place]
    carriers = _distinct(place, linkage.lead[node], len(first))
    file = node * np.int64(1 << 24) + numbers(side.table, "file")[hashes]
    owner, known_file = _any_by(file, known)
    senders = np.zeros(corpus.nodes, np.int64)
    np.maximum.at(senders, node, carriers[place])
    owner >>= 24
    files = np.bincount(owner, minlength=corpus.nodes)
    return files, np.bincount(owner[~known_file], minlength=corpus.nodes), senders


def _any_by(group: Indexes, flag: Flags) -> tuple[Indexes, Flags]:
    groups, place = np.unique(group, return_inverse=True)
    found = np.zeros(len(groups), bool)
    found[place[flag]] = True
    return groups, found


def _arrival(corpus: Corpus) -> Indexes:
    """The place of each referral in the order of its time, then its id: who brought a file first."""
    order = np.lexsort((corpus.node_ids, _event_time(corpus)))
    arrival = np.empty(corpus.nodes, np.int64)
    arrival[order] = np.arange(corpus.nodes)
    return arrival


def _event_time(corpus: Corpus) -> NDArray[np.int64]:
    incident = seconds(corpus.referrals, "incident")[corpus.current]
    return np.where(incident == UNKNOWN_TIME, seconds(corpus.referrals, "received")[corpus.current], incident)


def _newest_ip(corpus: Corpus) -> NDArray[np.int64]:
    side = corpus.mentions
    rows = np.flatnonzero((numbers(side.table, "kind") == KINDS["ip"].code) & (side.row >= 0))
    newest = np.full(corpus.nodes, UNKNOWN_TIME)
    np.maximum.at(newest, corpus.node[side.row[rows]], seconds(side.table, "at")[rows])
    return newest


def _distinct(group: Indexes, values: NDArray[np.generic], size: int) -> Indexes:
    """How many distinct values each group has."""
    order = np.lexsort((values, group))
    fresh = np.ones(len(order), bool)
    fresh[1:] = (group[order[1:]] != group[order[:-1]]) | (values[order[1:]] != values[order[:-1]])
    return np.bincount(group[order[fresh]], minlength=size)


def _senders(corpus: Corpus) -> Indexes:
    """A number for each referral's sender: one for “Facebook” and “Facebook, Inc.”; unknown ones share the last."""
    reporter, names = words(corpus.referrals, "reporter")
    scheme, _ = words(corpus.referrals, "scheme")
    _, sender = np.unique(np.array([platform(name) or "" for name in [*names, ""]]), return_inverse=True)
    return (scheme * (1 << 32) + sender[reporter])[corpus.current]


def _months(corpus: Corpus) -> Indexes:
    return _event_time(corpus).view("datetime64[s]").astype(_MONTH).astype(np.int64)


def _network_accounts(corpus: Corpus, linkage: Linkage, lead: Indexes, leads: int) -> Indexes:
    side = corpus.mentions
    chosen = (numbers(side.table, "kind") == KINDS["account"].code) & (numbers(side.table, "role") == _REPORTED)
    rows = np.flatnonzero(chosen & (side.row >= 0))
    _, network = np.unique(linkage.network, return_inverse=True)
    node = corpus.node[side.row[rows]]
    accounts = _distinct(network[node], numbers(side.table, "key")[rows], int(network.max(initial=-1)) + 1)
    of_lead = np.zeros(leads, np.int64)
    of_lead[lead] = accounts[network]
    return of_lead


def _independent(corpus: Corpus) -> Flags:
    """Referrals that are reports of their own: a supplement adds to one, and is no repeat of it."""
    side = corpus.chains
    kind, kinds = words(side.table, "kind")
    adds = np.array([*(name == "supplement" for name in kinds), False])[kind] & (side.row >= 0)
    independent = np.ones(corpus.nodes, bool)
    independent[corpus.node[side.row[adds]]] = False
    return independent


def _local(corpus: Corpus, group: Indexes, groups: int) -> NDArray[np.int8]:
    """For groups of rows: 1 where any document places the person in this country, -1 where those that say anything
    all point abroad, 0 where nothing is known."""
    is_local = stated(corpus.referrals, "is_local")
    local = np.zeros(groups, np.int8)
    local[group[is_local == 0]] = -1
    local[group[is_local == 1]] = 1
    return local


def _units(corpus: Corpus, lead: Indexes, leads: int) -> tuple[Indexes, Flags]:
    """For each lead the row that is surest about the unit (of equals the newest), and whether any is sure at all."""
    confidence = numbers(corpus.referrals, "unit_confidence")
    of_row = lead[corpus.node]
    source, received = numbers(corpus.referrals, "source_key"), seconds(corpus.referrals, "received")
    order = np.lexsort((source, corpus.node_ids[corpus.node], received, confidence, of_row))
    last = np.searchsorted(of_row[order], np.arange(leads), side="right") - 1
    best = order[last]
    return best, confidence[best] > 0


def _reaches_abroad(corpus: Corpus, lead: Indexes, leads: int) -> Flags:
    abroad = np.zeros(leads, bool)
    abroad[lead[corpus.node[corpus.abroad.row[corpus.abroad.row >= 0]]]] = True
    return abroad
