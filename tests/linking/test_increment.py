"""The increment gives exactly what a full rebuild gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.linking import link, update
from tests.linking.worlds import World, evidence, random_world, readable, tight

SEEDS = st.integers(0, 2**32 - 1)


def shuffled(world: World, rng: np.random.Generator) -> World:
    return World(
        [world.documents[i] for i in rng.permutation(len(world.documents))],
        [world.judgements[i] for i in rng.permutation(len(world.judgements))],
    )


def in_batches(world: World, batches: int, rng: np.random.Generator) -> list:
    documents = rng.integers(0, batches, len(world.documents))
    judgements = rng.integers(0, batches, len(world.judgements))
    return [
        evidence(
            [each for each, to in zip(world.documents, documents, strict=True) if to == i],
            [each for each, to in zip(world.judgements, judgements, strict=True) if to == i],
        )
        for i in range(batches)
    ]


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(1, 60), st.integers(1, 6))
def test_updates_in_any_order_give_what_linking_at_once_gives(seed: int, referrals: int, batches: int) -> None:
    world = random_world(seed, referrals)
    whole = evidence(world.documents, world.judgements)
    expected = readable(link(whole, tight()).linkage, [whole])
    rng = np.random.default_rng(seed + 1)
    parts = in_batches(shuffled(world, rng), batches, rng)
    linked = link(parts[0], tight())
    for part in parts[1:]:
        linked = update(linked.state, part, tight())
    result = readable(linked.linkage, parts)
    for name, value in expected.items():
        assert result[name] == value, name
