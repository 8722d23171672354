"""Who belongs to one ring or household, what is held back, and what a network's shape is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nigehban.linking import ChainKind, Rule
from nigehban.linking.answer import Shape, one_ring_or_groups
from nigehban.linking.network_facts import BUYER, COUNTRY, GROUP, PAYMENT, network_facts
from nigehban.linking.weights import standard
from nigehban.records import Role
from tests.linking.scenes import Scene, named, says


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


def test_persons_who_share_two_kinds_of_evidence_are_one_ring() -> None:
    scene = ring(1, 3, says("wallet", 1), says("group", 1))
    assert one_ring_or_groups(scene.linked.linkage, 1).shape is Shape.ONE_RING


def test_two_rings_joined_by_one_phone_alone_are_separate_groups() -> None:
    scene = ring(1, 3, says("wallet", 1), says("group", 1))
    ring(11, 3, says("wallet", 2), says("group", 2), scene=scene)
    scene.documents[0].mentions += [says("phone", 1), named("a")]
    scene.documents[3].mentions += [says("phone", 1), named("b")]
    answer = one_ring_or_groups(scene.linked.linkage, 1)
    assert answer.shape is Shape.SEPARATE_GROUPS
    assert answer.parts == ((1, 2, 3), (11, 12, 13))
    assert [(tie.leads, tie.evidence) for tie in answer.between] == [((1, 11), ("phone",))]


def test_one_persons_network_is_one_person() -> None:
    assert one_ring_or_groups(Scene().refer(1).linked.linkage, 1).shape is Shape.ONE_PERSON


def test_a_ring_with_one_loose_person_says_so() -> None:
    scene = ring(1, 3, says("wallet", 1), says("group", 1))
    scene.refer(9, says("crypto", 1))
    scene.documents[0].mentions.append(says("crypto", 1))
    answer = one_ring_or_groups(scene.linked.linkage, 1)
    assert (answer.shape, answer.parts) == (Shape.LOOSE_RING, ((1, 2, 3), (9,)))


def test_asking_about_no_network_is_refused() -> None:
    with pytest.raises(KeyError, match="no network 5"):
        one_ring_or_groups(Scene().refer(1).linked.linkage, 5)


def test_a_network_shows_its_countries_payments_groups_and_buyers() -> None:
    scene = Scene()
    scene.refer(1, says("wallet", 1), says("group", 1), says("ip", 1, country=7), commerce=1)
    scene.refer(2, says("wallet", 1), says("ip", 2, country=7), says("email", 3, Role.REPORTER, country=9))
    facts = network_facts(scene.evidence, scene.linked.linkage)
    assert set(facts.network.tolist()) == {1}
    assert facts.fact.tolist() == [COUNTRY, PAYMENT, GROUP, BUYER]
    assert facts.value[[0, 3]].tolist() == [7, 1]
    assert facts.leads.tolist() == [2, 2, 1, 1]
    assert scene.evidence.mentions.country[facts.mention[0]] == 7
    assert facts.mention[3] == -1


def test_nothing_gives_no_facts() -> None:
    scene = Scene().refer(1)
    assert len(network_facts(scene.evidence, scene.linked.linkage)) == 0
    assert np.array_equal(scene.linked.linkage.network, [1])
