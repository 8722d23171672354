"""The corpus as numbers for linking."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.identifiers import KINDS
from nigehban.linking.evidence import ChainKind
from nigehban.runs.arrays import UNKNOWN_TIME
from nigehban.runs.evidence import country_code, country_number, evidence_of
from nigehban.runs.rows import node_id
from tests.formats import samples

from .made import corpus, person, report, write


def evidence(tmp_path, **documents):
    found = corpus([write(tmp_path / "in", **documents)], tmp_path / "unit")
    return found, evidence_of(found, np.zeros(found.nodes, bool))


@given(st.from_regex(r"[A-Z]{2}", fullmatch=True))
def test_a_country_survives_its_number(code):
    assert country_code(country_number(code)) == code


@pytest.mark.parametrize("code", [None, "", "P", "PAK", "پک"])
def test_what_is_no_country_code_is_zero(code):
    assert country_number(code) == 0


def test_a_referral_without_an_incident_is_timed_by_when_it_was_received(tmp_path):
    silent = report(1, incidentSummary={"incidentType": "x"}, received="2026-03-03T08:00:00Z")
    nothing = report(2, incidentSummary={"incidentType": "x"}, received=None)
    found, given_ = evidence(tmp_path, a=silent, b=nothing)
    times = dict(zip(found.node_ids.tolist(), given_.nodes.time.tolist(), strict=True))
    assert times == {node_id("NCMEC:1"): 1772524800, node_id("NCMEC:2"): UNKNOWN_TIME}


def test_mentions_of_a_repeat_are_given_once_and_in_the_order_of_the_kept_rows(tmp_path):
    found, given_ = evidence(tmp_path, a=report(1), b=report(1), c=report(2))
    kept = found.mentions.kept()
    assert len(given_.mentions) == len(kept) < len(found.mentions.table)
    keys = found.mentions.table.column("key").to_numpy()
    assert given_.mentions.key.tolist() == keys[kept].tolist()
    accounts = given_.mentions.node[given_.mentions.kind == KINDS["account"].code]
    assert sorted(accounts.tolist()) == [0, 1]


def test_a_chain_leads_to_the_named_referral_even_if_it_never_came(tmp_path):
    supplement = report(2)
    supplement["reportedInformation"]["incidentSummary"]["supplementToReportId"] = 999
    _, given_ = evidence(tmp_path, a=report(1), b=supplement)
    assert given_.chains.a.tolist() == [node_id("NCMEC:2")]
    assert given_.chains.b.tolist() == [node_id("NCMEC:999")]
    assert given_.chains.kind.tolist() == [ChainKind.SUPPLEMENT]


def test_the_victim_is_known_by_an_account_of_the_child_and_nobody_elses(tmp_path):
    child = samples.person(espUserId="child-1", espService="Examplebook")
    with_victim = report(1, childVictims={"childVictims": [child]})
    same_victim = report(2, childVictims={"childVictims": [child]})
    without = report(3, reportedPeople={"reportedPersons": [person(3)]})
    found, given_ = evidence(tmp_path, a=with_victim, b=same_victim, c=without)
    victims = dict(zip(found.node_ids.tolist(), given_.nodes.victim_key.tolist(), strict=True))
    assert victims[node_id("NCMEC:1")] == victims[node_id("NCMEC:2")] != 0
    assert victims[node_id("NCMEC:3")] == 0
