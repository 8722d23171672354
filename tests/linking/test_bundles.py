"""Viral files: they link nobody, and fold their referrals away without hiding what matters."""

from __future__ import annotations

from dataclasses import replace

from nigehban.linking import link
from nigehban.linking.weights import standard
from tests.linking.scenes import Scene, file, says

CROWD = range(1, 31)


def crowd(*rows: dict[str, object]) -> Scene:
    """Thirty accounts that sent the same."""
    scene = Scene()
    for number in CROWD:
        scene.refer(number, says("account", number), *rows)
    return scene


def test_a_viral_file_links_nothing() -> None:
    scene = crowd(file(1))
    assert len({scene.network(number) for number in CROWD}) == len(CROWD)


def test_senders_of_one_viral_file_fold_behind_the_first_by_id() -> None:
    scene = crowd(file(1))
    assert scene.collapsed() == set(CROWD) - {1}
    assert set(scene.linked.linkage.bundle.tolist()) == {1}


def test_a_set_of_files_sent_by_five_is_a_bundle_although_none_of_them_is_viral() -> None:
    scene = Scene()
    for number in range(1, 6):
        scene.refer(number, says("account", number), file(1), file(2))
    assert scene.collapsed() == {2, 3, 4, 5}


def test_four_senders_of_a_set_are_no_bundle() -> None:
    scene = Scene()
    for number in range(1, 5):
        scene.refer(number, says("account", number), file(1), file(2))
    assert not scene.linked.linkage.bundle.any()


def test_one_account_that_sends_a_file_over_and_over_is_no_bundle() -> None:
    scene = Scene()
    for number in CROWD:
        scene.refer(number, says("account", 1), file(1))
    assert not scene.linked.linkage.bundle.any()


def test_a_member_with_a_danger_signal_is_never_folded_away() -> None:
    scene = crowd(file(1)).refer(40, file(1), danger=True)
    assert 40 not in scene.collapsed()
    assert 2 in scene.collapsed()


def test_a_member_with_another_victim_is_never_folded_away() -> None:
    scene = crowd(file(1)).refer(40, file(1), victim_key=5)
    assert 40 not in scene.collapsed()


def test_a_member_with_a_file_of_its_own_is_no_member() -> None:
    scene = crowd(file(1)).refer(40, file(1), file("new"))
    assert 40 not in scene.collapsed()


def test_a_viral_file_alone_in_its_bundle_is_none() -> None:
    scene = Scene(weights=replace(standard(), viral_senders=3, viral_set=3))
    for number in range(1, 5):
        scene.refer(number, says("account", number), file(1), file(100 + number))
    scene.refer(9, file(1))
    linkage = link(scene.evidence, scene.weights).linkage
    assert not linkage.bundle.any()
