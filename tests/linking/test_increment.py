"""The increment gives exactly what a full rebuild gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.linking import LinkState, StateError, link, update
from tests.linking.worlds import Document, World, evidence, random_world, readable, tight

SEEDS = st.integers(0, 2**32 - 1)


def shuffled(world: World, rng: np.random.Generator) -> World:
    return World(
        [world.documents[i] for i in rng.permutation(len(world.documents))],
        [world.judgements[i] for i in rng.permutation(len(world.judgements))],
        world.elsewhere,
    )


def in_batches(world: World, batches: int, rng: np.random.Generator) -> list:
    documents = rng.integers(0, batches, len(world.documents))
    judgements = rng.integers(0, batches, len(world.judgements))
    elsewhere = rng.integers(0, batches, len(world.elsewhere))
    return [
        evidence(
            [each for each, to in zip(world.documents, documents, strict=True) if to == i],
            [each for each, to in zip(world.judgements, judgements, strict=True) if to == i],
            [each for each, to in zip(world.elsewhere, elsewhere, strict=True) if to == i],
        )
        for i in range(batches)
    ]


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(1, 60), st.integers(1, 6))
def test_updates_in_any_order_give_what_linking_at_once_gives(seed: int, referrals: int, batches: int) -> None:
    world = random_world(seed, referrals)
    whole = evidence(world.documents, world.judgements, world.elsewhere)
    expected = readable(link(whole, tight()).linkage, [whole])
    rng = np.random.default_rng(seed + 1)
    parts = in_batches(shuffled(world, rng), batches, rng)
    linked = link(parts[0], tight())
    for part in parts[1:]:
        linked = update(linked.state, part, tight())
    result = readable(linked.linkage, parts)
    for name, value in expected.items():
        assert result[name] == value, name


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(2, 60))
def test_what_an_update_calls_undisturbed_has_not_changed(seed: int, referrals: int) -> None:
    world = random_world(seed, referrals)
    rng = np.random.default_rng(seed)
    first, second = in_batches(world, 2, rng)
    before = link(first, tight())
    after = update(before.state, second, tight())
    old = readable(before.linkage, [first])
    new = readable(after.linkage, [first, second])
    for node in after.linkage.node_id[~after.disturbed].tolist():
        assert old["lead"][node] == new["lead"][node]
        assert old["network"][node] == new["network"][node]


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(1, 50), st.integers(2, 4))
def test_a_saved_state_goes_on_as_if_it_had_never_been_put_away(seed: int, referrals: int, batches: int) -> None:
    world = random_world(seed, referrals)
    rng = np.random.default_rng(seed)
    parts = in_batches(world, batches, rng)
    linked = link(parts[0], tight())
    with TemporaryDirectory() as folder:
        for part in parts[1:]:
            linked.state.save(Path(folder))
            linked = update(LinkState.load(Path(folder)), part, tight())
        result = readable(linked.linkage, parts)
    whole = evidence(world.documents, world.judgements, world.elsewhere)
    assert result == readable(link(whole, tight()).linkage, [whole])


def test_the_same_referrals_twice_change_nothing() -> None:
    world = random_world(7, 40)
    whole = evidence(world.documents, world.judgements, world.elsewhere)
    once = link(whole, tight())
    twice = update(once.state, whole, tight())
    assert readable(once.linkage, [whole]) == readable(twice.linkage, [whole, whole])


def test_an_update_leaves_the_state_it_was_given_as_it_is() -> None:
    world = random_world(3, 40)
    first, second = in_batches(world, 2, np.random.default_rng(3))
    state = link(first, tight()).state
    once = readable(update(state, second, tight()).linkage, [first, second])
    assert readable(update(state, second, tight()).linkage, [first, second]) == once


def test_many_small_updates_are_kept_in_few_chunks() -> None:
    world = random_world(11, 60)
    parts = [evidence([each]) for each in world.documents]
    linked = link(parts[0], tight())
    for part in parts[1:]:
        linked = update(linked.state, part, tight())
    assert len(linked.state.store.chunks) < 20
    whole = evidence(world.documents)
    assert readable(linked.linkage, parts) == readable(link(whole, tight()).linkage, [whole])


def test_a_second_save_writes_old_rows_no_second_time_and_leaves_nothing_behind(tmp_path: Path) -> None:
    world = random_world(5, 40)
    first, second = in_batches(world, 2, np.random.default_rng(5))
    linked = link(first, tight())
    linked.state.save(tmp_path)
    rows = {path: path.stat().st_mtime_ns for path in tmp_path.glob("rows-*")}
    update(LinkState.load(tmp_path), second, tight()).state.save(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in rows} == rows
    assert not list(tmp_path.glob("g1.*"))


def test_a_folder_without_a_state_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="link everything anew"):
        LinkState.load(tmp_path)
    (tmp_path / "state.json").write_text('{"format": 99}')
    with pytest.raises(StateError, match="another version"):
        LinkState.load(tmp_path)


def test_a_state_made_with_other_weights_is_refused() -> None:
    state = link(evidence([]), tight()).state
    with pytest.raises(ValueError, match="link anew"):
        update(state, evidence([]), replace(tight(), version=99))


def test_a_chain_from_nowhere_is_refused() -> None:
    document = Document({"node_id": 1, "time": 0}, [], [(5, 1, 0)])
    with pytest.raises(ValueError, match="not in the evidence"):
        link(evidence([document]))


def test_nothing_links_to_nothing() -> None:
    linkage = link(evidence([])).linkage
    assert len(linkage.node_id) == len(linkage.edges) == 0
