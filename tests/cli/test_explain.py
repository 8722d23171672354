"""``nigehban explain``: a lead by its number, its beginning, its rank or one of its referrals."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from .made import nigehban, refused


def leads(ranked):
    return pq.read_table(ranked.out / "leads.parquet").to_pylist()


def test_a_lead_is_found_by_rank_number_beginning_and_referral(ranked):
    first = leads(ranked)[0]
    referral = first["reasons"][0]["referral"]
    told = [
        nigehban("explain", word, "--out", ranked.out) for word in ("1", first["lead"], first["lead"][:9], referral)
    ]
    assert {done.stdout for done in told} == {told[0].stdout}
    assert told[0].stdout.startswith(f"Lead {first['lead']} stands at place 1")


def test_every_reason_is_told_with_its_source(ranked):
    first = leads(ranked)[0]
    told = nigehban("explain", "1", "--out", ranked.out).stdout
    for reason in first["reasons"]:
        assert reason["text"] in told
        if reason["referral"]:
            assert f"[{reason['referral']} {reason['pointer']}]" in told
    assert first["raise_if"] is None or first["raise_if"] in told


def test_links_and_the_network_of_a_lead_are_told(ranked):
    by_network: dict[str, list[str]] = {}
    for lead in leads(ranked):
        by_network.setdefault(lead["network"], []).append(lead["lead"])
    network, members = max(by_network.items(), key=lambda item: len(item[1]))
    assert len(members) > 1
    told = nigehban("explain", members[0], "--out", ranked.out).stdout
    assert f"Network {network} of {len(members)} leads" in told
    assert all(other in told for other in members[1:20])
    assert "Links (" in told


def test_an_archived_lead_says_why_and_what_is_missing(ranked):
    archived = next(lead for lead in leads(ranked) if lead["status"] == "archived" and lead["missing"])
    told = nigehban("explain", archived["lead"], "--out", ranked.out).stdout
    assert "Archived: " in told
    assert "Missing: " in told


@pytest.mark.parametrize("wanted", ["L-zzzzzzzzzzzzz", "99999", "NCMEC:404", "L-", "nobody"])
def test_a_lead_that_is_not_there_is_misuse(ranked, wanted):
    assert "give a lead's number" in refused(nigehban("explain", wanted, "--out", ranked.out))


def test_a_folder_without_results_is_misuse(tmp_path):
    assert "nigehban triage" in refused(nigehban("explain", "1", "--out", tmp_path))
