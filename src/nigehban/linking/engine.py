"""From evidence to linkage, all at once or by addition. The two give the same, always.

``link`` is ``update`` of an empty state. An update finds what the new evidence can change and does that part
anew, exactly:

1. Accounts: only strands with a new row, bond or verdict change; their referrals are *moved*.
2. A pair's points depend on its two accounts and on how many carry what they share. So the keys of all moved
   referrals are *touched*; the accounts that share a touched key within its cap, before or after, are *disturbed*;
   all pairs among these are scored anew, all others stay.
3. Subjects and networks: components (without the guard) that hold a disturbed account are clustered anew.
4. Bundles: file sets of given nodes, and of nodes whose file became viral or ceased to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nigehban.linking.atoms import bind, bonds
from nigehban.linking.bundles import FileSets, bundle, file_sets
from nigehban.linking.clustering import Clustered, Region, cluster
from nigehban.linking.columns import I32, I64, U64, Flags
from nigehban.linking.crowds import Crowds
from nigehban.linking.edges import Edges
from nigehban.linking.evidence import Elsewhere, Evidence, Verdict
from nigehban.linking.intake import Intake, take_in
from nigehban.linking.keysets import contained
from nigehban.linking.linkage import Linkage, linkage
from nigehban.linking.networks import Alarms
from nigehban.linking.pairs import score
from nigehban.linking.postings import Counted, Order, contest, count
from nigehban.linking.profiles import Profiles, profiles
from nigehban.linking.rows import BINDS, PROFILE, Rows
from nigehban.linking.spread import changed_keys, most_holders, viral_keys
from nigehban.linking.state import LinkState, Places
from nigehban.linking.store import Store
from nigehban.linking.unions import bars
from nigehban.linking.verdicts import Standing, changed, not_same, standing
from nigehban.linking.weights import Weights, standard


class Linked(NamedTuple):
    """The linkage of everything ever given, the state to go on from, and the nodes whose place or links the new
    evidence may have changed (a mask over the linkage's nodes)."""

    linkage: Linkage
    state: LinkState
    disturbed: Flags


def link(evidence: Evidence, weights: Weights | None = None) -> Linked:
    """Link referrals from nothing."""
    weights = weights or standard()
    return update(LinkState(weights.version), evidence, weights)


def update(state: LinkState, evidence: Evidence, weights: Weights | None = None) -> Linked:
    """Add evidence to a state: the same as linking everything from nothing. The given state stays as it is.

    Raises ``ValueError`` when the state was made with other weights, or when a chain starts at an unknown referral.
    """
    weights = weights or standard()
    if state.version != weights.version:
        raise ValueError(
            f"The state was made with weights version {state.version}, these are {weights.version}: link anew."
        )
    scene = _scene(state, take_in(state, evidence, weights), weights)
    accounts = _accounts(state, scene)
    effect = _effect(state, scene, accounts)
    edges = _edges(state, scene, accounts, effect)
    region = _region(state, effect)
    clustered = _clustered(scene, accounts, edges, region)
    files = _files(state, scene, effect)
    after = LinkState(
        weights.version,
        nodes=scene.intake.nodes,
        directory=scene.intake.directory,
        places=_places(state, scene, accounts, clustered, region),
        files=files,
        store=scene.store,
        chains=scene.intake.chains,
        judgements=scene.intake.judgements,
        edges=Edges(clustered.links, edges.start, edges.reasons),
        bonds=_bonds(state, scene, accounts),
        alarms=_alarms(state, scene, clustered, region),
        elsewhere=scene.elsewhere,
        viral=effect.viral,
        crowds=effect.crowds,
        over_cap=state.over_cap + effect.over_cap,
        mentions=state.mentions + len(evidence.mentions),
    )
    bundles = bundle(files, accounts.atom, after.nodes, scene.intake.directory, weights.viral_set)
    return Linked(linkage(after, bundles), after, region)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is there now. ``rank`` numbers the nodes by ``node_id``; ``by_rank`` is its inverse; the verdicts that stand
    are in ranks, ``judged`` marks nodes whose verdicts changed."""

    intake: Intake
    store: Store
    weights: Weights
    rank: I32
    by_rank: I32
    verdicts: Standing
    judged: I32
    elsewhere: Elsewhere


@dataclass(frozen=True, slots=True)
class _Accounts:
    """The strand and account of every node, as nodes; ``before`` the account it had (a new node: itself); ``moved``
    marks the nodes of strands that something happened to; ``binding`` their rows that bind."""

    strand: I32
    atom: I32
    before: I32
    moved: Flags
    binding: Rows


@dataclass(frozen=True, slots=True)
class _Effect:
    """What the change can reach. ``counted`` are the touched keys now, ``rows`` what it counts; ``disturbed`` marks
    nodes of accounts whose pairs must be scored anew, ``reviewed`` nodes whose file sets must; ``crowds`` are what is
    too common now."""

    rows: Rows
    counted: Counted
    disturbed: Flags
    reviewed: Flags
    viral: U64
    crowds: Crowds
    over_cap: I64


def _scene(state: LinkState, intake: Intake, weights: Weights) -> _Scene:
    """Lay out what is there."""
    rank = intake.directory.rank()
    before = standing(state.judgements, intake.directory)
    known = (before.a < len(state.nodes)) & (before.b < len(state.nodes))
    after = standing(intake.judgements, intake.directory)
    judged = changed(before.take(known), after)
    store = state.store.add(intake.rows)
    elsewhere = most_holders(state.elsewhere, intake.elsewhere)
    return _Scene(intake, store, weights, rank, intake.directory.node, after.ranked(rank), judged, elsewhere)


def _accounts(state: LinkState, scene: _Scene) -> _Accounts:
    """Strands and accounts, computed anew where something happened."""
    n, known = len(scene.rank), len(state.nodes)
    fresh = np.arange(known, n, dtype="i4")
    strand = np.concatenate([state.places.strand, fresh])
    before = np.concatenate([state.places.atom, fresh])
    moved = _spread(strand, _struck(state, scene))
    binding = scene.store.of_nodes(moved, BINDS).rows
    same = scene.verdicts.are(Verdict.SAME)
    bound = bind(binding, scene.rank[binding.node], same, not_same(scene.verdicts, n), n)
    nodes = np.flatnonzero(moved)
    atom = before.copy()
    strand[nodes] = scene.by_rank[bound.strand[scene.rank[nodes]]]
    atom[nodes] = scene.by_rank[bound.atom[scene.rank[nodes]]]
    return _Accounts(strand, atom, before, moved, binding)


def _struck(state: LinkState, scene: _Scene) -> Flags:
    """Nodes with new rows or verdicts, those that a new bond reaches, and those whose files went further than known."""
    struck = scene.intake.given.copy()
    struck[scene.judged] = True
    new = scene.intake.rows
    struck[new.node] = True
    if not struck.all():
        keys = new.key[(new.flags & np.uint8(BINDS)) != 0], changed_keys(state.elsewhere, scene.elsewhere)
        struck[scene.store.with_keys(np.concatenate(keys)).rows.node] = True
    return struck


def _spread(label: I32, marked: Flags) -> Flags:
    """The mask widened to everyone who shares a label with someone in it."""
    labels = np.zeros(len(label), "?")
    labels[label[marked]] = True
    return labels[label]


def _effect(state: LinkState, scene: _Scene, accounts: _Accounts) -> _Effect:
    """What the moved nodes' keys reach."""
    rows, fresh, keys, crowds = _touched(state, scene, accounts)
    now = count(rows, _order(scene, accounts.atom, rows), scene.weights, scene.elsewhere)
    old = rows.take(~fresh)
    then = count(old, _order(scene, accounts.before, old), scene.weights, state.elsewhere)
    disturbed = accounts.moved.copy()
    for atom, counted in ((accounts.atom, now), (accounts.before, then)):
        marks = np.zeros(len(atom), "?")
        marks[counted.postings.atom] = True
        disturbed |= marks[scene.rank[atom]]
    known = viral_keys(scene.elsewhere, scene.weights.viral_senders)
    viral = np.unique(np.concatenate([state.viral[~contained(state.viral, keys)], now.viral, known]))
    turned = np.setxor1d(viral, state.viral)
    reviewed = scene.intake.given.copy()
    if len(turned) and not reviewed.all():
        reviewed[scene.store.with_keys(turned).rows.node] = True
    return _Effect(rows, now, disturbed, reviewed, viral, crowds.with_counted(now.crowds), now.over_cap - then.over_cap)


class _Touched(NamedTuple):
    """Rows of touched keys, those of the new chunk marked; the keys themselves; the crowds that are not touched."""

    rows: Rows
    fresh: Flags
    keys: U64
    crowds: Crowds


def _touched(state: LinkState, scene: _Scene, accounts: _Accounts) -> _Touched:
    """The keys of moved nodes, but for those of crowds that stay crowds whatever happened."""
    if accounts.moved.all():
        return _Touched(*scene.store.repeated(), state.viral, Crowds.empty())
    known = accounts.moved.copy()
    known[len(state.nodes) :] = False
    crowds = state.crowds.less(scene.store.keys_of(known))
    keys = scene.store.keys_of(accounts.moved)
    keys = keys[~contained(keys, crowds.key)]
    return _Touched(*scene.store.with_keys(keys), keys, crowds)


def _order(scene: _Scene, atom: I32, rows: Rows) -> Order:
    """The ranks of the rows' accounts and nodes."""
    return Order(scene.rank[atom][rows.node], scene.rank[rows.node])


def _edges(state: LinkState, scene: _Scene, accounts: _Accounts, effect: _Effect) -> Edges:
    """The links that stay, and those among disturbed accounts scored anew."""
    disturbed, rows, postings = effect.disturbed, effect.rows, effect.counted.postings
    if not accounts.moved.all():
        keys = scene.store.keys_of(disturbed)
        rows = scene.store.with_keys(keys[~contained(keys, effect.crowds.key)]).rows
        postings = count(rows, _order(scene, accounts.atom, rows), scene.weights, scene.elsewhere).postings
    among = np.zeros(len(disturbed), "?")
    among[rows.node] = True
    profiles = _profiles(scene, accounts, _spread(accounts.atom, among))
    contest(postings, profiles, scene.weights)
    postings = postings.take(disturbed[scene.by_rank[postings.atom]])
    scored = score(postings, rows, profiles, scene.weights)
    links = state.edges.links
    return Edges.join(state.edges.take(~(disturbed[links.a] & disturbed[links.b])), scored)


def _profiles(scene: _Scene, accounts: _Accounts, nodes: Flags) -> Profiles:
    """The profiles of these nodes' accounts."""
    rows = scene.store.of_nodes(nodes, PROFILE).rows
    return profiles(rows, *_order(scene, accounts.atom, rows), len(scene.rank), scene.weights)


def _region(state: LinkState, effect: _Effect) -> Flags:
    """The nodes of all components, as they were, with a disturbed node."""
    new = np.arange(len(state.nodes), len(effect.disturbed), dtype="i4")
    return _spread(np.concatenate([state.places.whole, new]), effect.disturbed)


def _clustered(scene: _Scene, accounts: _Accounts, edges: Edges, nodes: Flags) -> Clustered:
    """The region's subjects and networks."""
    links = edges.links
    inside = np.flatnonzero(nodes[links.a])
    rank = scene.rank[accounts.atom]
    apart = scene.verdicts.are(Verdict.NOT_SAME)
    barred = bars(rank[scene.by_rank[apart.a]], rank[scene.by_rank[apart.b]], apart.row, len(rank))
    ids = scene.intake.directory.sorted_ids
    ends = rank[links.a[inside]], rank[links.b[inside]]
    region = Region(inside, *ends, _profiles(scene, accounts, nodes), barred, ids)
    return cluster(links, region, scene.weights)


def _places(state: LinkState, scene: _Scene, accounts: _Accounts, clustered: Clustered, region: Flags) -> Places:
    """Every node's place: new inside the region, as it was outside."""
    new = np.arange(len(state.nodes), len(region), dtype="i4")
    nodes = np.flatnonzero(region)
    rank = scene.rank[accounts.atom[nodes]]
    places = [accounts.strand, accounts.atom]
    for name in ("subject", "network", "whole"):
        place = np.concatenate([getattr(state.places, name), new])
        place[nodes] = scene.by_rank[getattr(clustered, name)[rank]]
        places.append(place)
    return Places(*places)


def _bonds(state: LinkState, scene: _Scene, accounts: _Accounts) -> Edges:
    """The bonds inside accounts: those of moved nodes anew."""
    rank, moved = scene.rank, accounts.moved
    same = scene.verdicts.are(Verdict.SAME)
    same = same.take(moved[scene.by_rank[same.a]])
    atom = rank[accounts.atom[scene.by_rank]]
    made = bonds(accounts.binding, rank[accounts.binding.node], atom, same, scene.by_rank, scene.weights)
    return Edges.join(state.bonds.take(~moved[state.bonds.links.a]), made)


def _alarms(state: LinkState, scene: _Scene, clustered: Clustered, region: Flags) -> Alarms:
    """The alarms outside the region and those inside it."""
    outside = ~region[scene.intake.directory.find(state.alarms.component)]
    return Alarms.join([state.alarms.take(outside), clustered.alarms])


def _files(state: LinkState, scene: _Scene, effect: _Effect) -> FileSets:
    """File sets: of reviewed nodes anew."""
    n = len(scene.rank)
    rows = scene.store.of_kind(effect.reviewed, scene.weights.code("file_hash"))
    made = file_sets(rows, n, effect.viral)
    kept = FileSets.join([state.files, FileSets.of(n - len(state.files))])
    return FileSets(
        np.where(effect.reviewed, made.digest, kept.digest), np.where(effect.reviewed, made.viral, kept.viral)
    )
