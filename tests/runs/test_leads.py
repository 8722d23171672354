"""From linkage to what ranking is given."""

from __future__ import annotations

import pytest

from nigehban.linking import link
from nigehban.runs.evidence import evidence_of
from nigehban.runs.leads import in_danger, ranked, signal_rows
from nigehban.runs.results import lead_blocks
from tests.formats import samples

from .made import AS_OF, corpus, person, report, rows, triaged, write

MD5 = "0123456789abcdef0123456789abcdef"


def files(*numbers: int) -> samples.Json:
    return {"uploadedFiles": [samples.file(number) for number in numbers]}


def look(tmp_path, **documents):
    found = corpus([write(tmp_path / "in", **documents)], tmp_path / "unit")
    signals = signal_rows(found)
    linkage = link(evidence_of(found, in_danger(found, signals))).linkage
    return found, signals, linkage, ranked(found, signals, linkage, AS_OF)


def rules_of(out, referral):
    (row,) = [row for row in rows(out, "referrals") if row["referral"] == referral][:1]
    (lead,) = [lead for lead in rows(out, "leads") if lead["lead"] == row["lead"]]
    return {reason["rule"] for reason in lead["reasons"]}


def two_versions(tmp_path, stated):
    """The rules of a referral whose first version states something and whose second does not; before and after."""
    later = report(1, received="2026-03-05T00:00:00Z")
    triaged([write(tmp_path / "alone", a=stated)], tmp_path / "before")
    triaged([write(tmp_path / "both", a=stated, b=later)], tmp_path / "after")
    return rules_of(tmp_path / "before", "NCMEC:1"), rules_of(tmp_path / "after", "NCMEC:1")


def test_danger_once_stated_is_not_unsaid_by_a_later_version(tmp_path):
    first = report(1, received="2026-03-01T00:00:00Z")
    first["additionalNcmecInformation"] = samples.added(priority={"priorityId": "1", "value": "risk to life"})
    before, after = two_versions(tmp_path, first)
    assert "threat_to_life" in before & after


def test_of_a_superseded_version_nothing_but_floors_counts(tmp_path):
    first = report(1, received="2026-03-01T00:00:00Z")
    first["additionalNcmecInformation"] = samples.added(priority={"priorityId": "2", "value": "home-made"})
    before, after = two_versions(tmp_path, first)
    assert "home_made_production" in before
    assert "home_made_production" not in after


@pytest.mark.parametrize(("second", "another"), [("Examplebook, Inc.", False), ("Sampletalk", True)])
def test_a_sender_that_writes_its_name_in_two_ways_is_one_sender(tmp_path, second, another):
    reported = {"reportedPeople": {"reportedPersons": [person(1)]}}
    both = {
        name: report(at, reportingEsp={"espName": name}, **reported) for at, name in enumerate(["Examplebook", second])
    }
    triaged([write(tmp_path / "in", a=both["Examplebook"], b=both[second])], tmp_path / "out")
    assert ("repeat_senders" in rules_of(tmp_path / "out", "NCMEC:1")) is another


def test_a_hash_that_only_a_text_mentions_is_no_file(tmp_path):
    text = [{"value": f"The hash is {MD5}."}]
    found, _, _, leads = look(tmp_path, a=report(1, additionalInformations=text), b=report(2, uploadedFiles=files(7)))
    by_id = dict(zip(found.referrals.column("referral").to_pylist(), found.node.tolist(), strict=True))
    counts = leads.inputs.referrals
    assert counts.files[by_id["NCMEC:1"]] == 0
    assert counts.files[by_id["NCMEC:2"]] == 1
    assert counts.unseen_files[by_id["NCMEC:2"]] == 1


def test_who_sent_a_file_first_brought_it_and_the_next_did_not(tmp_path):
    early, late = (
        report(
            number,
            uploadedFiles=files(7),
            incidentSummary={"incidentType": "x", "incidentDateTime": f"2026-02-0{number}T00:00:00Z"},
        )
        for number in (1, 2)
    )
    found, _, _, leads = look(tmp_path, a=late, b=early)
    by_id = dict(zip(found.referrals.column("referral").to_pylist(), found.node.tolist(), strict=True))
    unseen = leads.inputs.referrals.unseen_files
    assert (unseen[by_id["NCMEC:1"]], unseen[by_id["NCMEC:2"]]) == (1, 0)


def test_the_numbers_of_every_referral_are_never_negative(month):
    assert all(row["referrals"] > 0 for row in rows(month.out, "leads"))
    assert all(row["rank"] > 0 for row in rows(month.out, "leads"))


def test_a_lead_goes_where_its_surest_referral_says(tmp_path):
    found, _, linkage, leads = look(tmp_path, a=report(1), b=report(2))
    confidence = found.referrals.column("unit_confidence").to_numpy()
    for lead, row in enumerate(leads.unit_row):
        members = [i for i in range(len(found.node)) if leads.lead[found.node[i]] == lead]
        assert row in members
        assert confidence[row] == max(confidence[i] for i in members)
    (block,) = lead_blocks(found, linkage, leads)
    assert block.column("rank").to_pylist() == sorted(block.column("rank").to_pylist())


@pytest.mark.parametrize("count", [1, 3])
def test_reasons_that_speak_of_a_document_point_into_it(tmp_path, count):
    documents = {f"d{n}": report(n, uploadedFiles=files(n)) for n in range(1, count + 1)}
    triaged([write(tmp_path / "in", **documents)], tmp_path / "out")
    facts = {(row["referral"], row["pointer"]) for row in rows(tmp_path / "out", "facts")}
    stated = [r for lead in rows(tmp_path / "out", "leads") for r in lead["reasons"] if r["referral"]]
    assert stated
    for reason in stated:
        found = [pointer for referral, pointer in facts if referral == reason["referral"]]
        assert any(pointer.startswith(reason["pointer"]) for pointer in found), reason
