"""What is known of a file from elsewhere counts like further accounts that sent it."""

from __future__ import annotations

import numpy as np

from nigehban.linking import Elsewhere
from nigehban.linking.spread import changed_keys, holders_of, most_holders, viral_keys
from tests.linking.scenes import NETWORK, Scene, file, says


def two_who_sent_three_files() -> Scene:
    """Two persons with some files and a page in common: enough for a network."""
    scene = Scene()
    for number in (1, 2):
        scene.refer(number, says("account", number), says("handle", 7), *(file(value) for value in (1, 2, 3)))
    return scene


def points(scene: Scene) -> float:
    edges = scene.linked.linkage.edges
    return float(edges.score[edges.level == NETWORK].max(initial=0.0))


def test_a_file_that_went_round_elsewhere_ties_nobody() -> None:
    apart = two_who_sent_three_files()
    assert apart.only_network(1, 2)
    for value in (1, 2, 3):
        apart.hold(value, 500)
    known = Scene(apart.documents, held=apart.held)
    assert known.unlinked(1, 2)


def test_the_more_hold_a_file_elsewhere_the_less_it_says() -> None:
    def scene() -> Scene:
        return Scene().refer(1, says("group", 7), file(1)).refer(2, says("group", 7), file(1))

    assert points(scene()) > points(scene().hold(1, 1)) > points(scene().hold(1, 6))


def test_two_senders_of_a_file_known_to_be_viral_are_a_bundle() -> None:
    scene = Scene().refer(1, says("account", 1), file(1)).refer(2, says("account", 2), file(1)).hold(1, 500)
    assert scene.collapsed() == {2}


def test_a_sender_in_danger_is_not_folded_away_for_a_file_known_to_be_viral() -> None:
    scene = Scene().refer(1, says("account", 1), file(1)).refer(2, says("account", 2), file(1), danger=True)
    assert not scene.hold(1, 500).collapsed()


def test_of_several_statements_on_a_file_the_greatest_counts() -> None:
    joined = most_holders(Elsewhere.of(key=[7, 3], holders=[2, 9]), Elsewhere.of(key=[7], holders=[5]))
    assert (joined.key.tolist(), joined.holders.tolist()) == ([3, 7], [9, 5])
    assert holders_of(np.array([7, 8, 3], "u8"), joined).tolist() == [5, 0, 9]
    assert holders_of(np.array([7], "u8"), Elsewhere.empty()).tolist() == [0]
    assert changed_keys(Elsewhere.of(key=[3], holders=[9]), joined).tolist() == [7]
    assert viral_keys(joined, 5).tolist() == [3]
