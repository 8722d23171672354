"""Who belongs to one ring or household, and what is held back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nigehban.linking import ChainKind, Rule
from nigehban.linking.weights import standard
from nigehban.records import Role
from tests.linking.scenes import Scene, says


def ring(first: int, size: int, *rows: dict[str, object], scene: Scene | None = None) -> Scene:
    """Persons with accounts of their own who share these rows."""
    scene = scene or Scene()
    for number in range(first, first + size):
        scene.refer(number, says("account", number), *rows)
    return scene


@pytest.mark.parametrize("kind", ["iban", "wallet", "crypto", "group"])
def test_who_shares_a_payment_identifier_or_a_group_is_one_network_and_not_one_person(kind: str) -> None:
    assert ring(1, 2, says(kind, 1)).only_network(1, 2)


def test_a_shared_victim_ties_a_network() -> None:
    assert Scene().refer(1, victim_key=7).refer(2, victim_key=7).only_network(1, 2)


def test_a_victims_account_that_another_referral_reports_ties_a_network() -> None:
    scene = Scene().refer(1, says("account", 1, Role.VICTIM)).refer(2, says("account", 1))
    assert scene.only_network(1, 2)


def test_a_third_partys_account_ties_a_network() -> None:
    scene = Scene().refer(1, says("account", 1, Role.ASSOCIATED)).refer(2, says("account", 1))
    assert scene.only_network(1, 2)


def test_a_second_reported_persons_email_ties_a_network() -> None:
    scene = Scene().refer(1, says("email", 1, primary=False)).refer(2, says("email", 1))
    assert scene.only_network(1, 2)


def test_an_associated_referral_ties_a_network() -> None:
    assert Scene().refer(1).refer(2).chain(1, ChainKind.ASSOCIATED, 2).only_network(1, 2)


def test_a_network_over_its_limit_is_cut_at_its_weakest_links_with_an_alarm() -> None:
    scene = Scene(weights=replace(standard(), network_limit=3))
    ring(1, 3, says("wallet", 1), says("group", 1), scene=scene)
    ring(11, 3, says("wallet", 2), says("group", 2), scene=scene)
    scene.documents[2].mentions.append(says("group", 3))
    scene.documents[3].mentions.append(says("group", 3))
    assert scene.same_network(1, 2, 3)
    assert scene.same_network(11, 12, 13)
    assert scene.unlinked(3, 11)
    linkage = scene.linked.linkage
    assert linkage.alarms.size.tolist() == [6]
    assert linkage.alarms.component.tolist() == [1]
    assert linkage.alarms.held.tolist() == [1]
    assert linkage.edges.held.sum() == 1
    assert Rule.NETWORK_TOO_LARGE in scene.rules()


def test_a_value_over_its_cap_links_nothing_and_is_counted() -> None:
    scene = ring(1, 50, says("wallet", 1))
    assert scene.unlinked(1, 2)
    assert scene.linked.linkage.over_cap[standard().code("wallet")] == 1
