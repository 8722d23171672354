"""``nigehban explain``: a lead by its number, its beginning, its rank or one of its referrals."""

from __future__ import annotations

import shutil

import pyarrow.parquet as pq
import pytest

from nigehban.jurisdiction import unit_names
from tests.formats import samples

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


def test_the_circle_is_told_by_its_name(ranked):
    first = leads(ranked)[0]
    name = unit_names("pk").full(first["unit"]).text
    assert f"\nGoes to {name}: {first['unit_reason']}." in nigehban("explain", "1", "--out", ranked.out).stdout


@pytest.fixture
def abroad(tmp_path):
    """Results of a pack of the user's own, named by a path from the folder where the command was given."""
    shutil.copytree("packs/example", tmp_path / "packs" / "mine")
    (tmp_path / "one.json").write_bytes(samples.encode(samples.report()))
    done = nigehban("triage", "one.json", "--out", "out", "--pack", "packs/mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_results_know_the_names_of_their_pack_from_any_folder(abroad):
    told = nigehban("explain", "1", "--out", abroad / "out")
    assert "\nGoes to Capital headquarters: " in told.stdout
    assert told.stderr == ""


def test_without_its_pack_a_circle_is_told_by_its_code(abroad):
    (abroad / "packs").rename(abroad / "elsewhere")
    told = nigehban("explain", "1", "--out", abroad / "out")
    assert "\nGoes to CAP: " in told.stdout
    assert "Circles are shown by their codes. There is no jurisdiction pack" in told.stderr


@pytest.mark.parametrize("summary", ["", "{}", "[1]", None])
def test_results_that_do_not_say_their_pack_tell_circles_by_their_codes(abroad, summary):
    if summary is None:
        (abroad / "out" / "summary.json").unlink()
    else:
        (abroad / "out" / "summary.json").write_text(summary)
    told = nigehban("explain", "1", "--out", abroad / "out")
    assert "\nGoes to CAP: " in told.stdout
    assert told.stderr == ""


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
