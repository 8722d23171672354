"""Triage from documents to tables: nothing is lost, nothing depends on order, and people's decisions are obeyed."""

from __future__ import annotations

import random
import shutil
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from nigehban.runs.judgements import Judgement
from nigehban.runs.triage import OutInUseError, Summary

from .made import TABLES, person, report, rows, triaged, write

LEAD_COLUMNS = (
    "lead",
    "rank",
    "band",
    "danger",
    "solvability",
    "novelty",
    "deadline",
    "referrals",
    "network",
    "status",
)


def places(out: Path):
    """Every lead's number and place."""
    return [tuple(row[name] for name in LEAD_COLUMNS) for row in rows(out, "leads")]


def told(out: Path):
    """All that is said of leads, referrals and links, but for the order of the referral rows."""
    referrals = sorted(rows(out, "referrals"), key=lambda row: (row["referral"], row["version"]))
    return rows(out, "leads"), referrals, sorted(rows(out, "links"), key=lambda row: (row["a"], row["b"], row["kind"]))


def lead_of(out: Path) -> dict[str, str]:
    return {row["referral"]: row["lead"] for row in rows(out, "referrals")}


def shuffled(source: Path, target: Path, seed: int) -> Path:
    """The same documents under other names, so that they are met in another order."""
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    random.Random(seed).shuffle(paths)
    target.mkdir()
    for number, path in enumerate(paths):
        shutil.copy(path, target / f"{number:05}{path.suffix}")
    return target


def test_every_file_of_a_month_is_accounted_for(month):
    summary = month.summary
    assert summary.found == summary.documents + summary.repeats + summary.attachments + summary.quarantined
    assert min(summary.documents, summary.repeats, summary.attachments, summary.quarantined) > 0
    paths = [row["path"] for name in ("documents", "attachments", "quarantine") for row in rows(month.out, name)]
    assert len(paths) == len(set(paths)) == summary.found
    on_disk = {path for path in (month.world / "documents").rglob("*") if path.is_file()}
    assert {Path(path.split("!/")[0]) for path in paths} == on_disk


def test_every_document_that_was_read_has_its_referrals(month):
    stated = {row["source_sha256"] for row in rows(month.out, "referrals")}
    assert stated == {row["sha256"] for row in rows(month.out, "documents")}
    assert month.summary.referrals == len(rows(month.out, "referrals"))
    by_path = {row["path"]: row["sha256"] for row in rows(month.out, "documents") if "!/" not in row["path"]}
    for path, digest in list(by_path.items())[:50]:
        assert sha256(Path(path).read_bytes()).hexdigest() == digest


def test_every_referral_has_a_lead_and_every_lead_its_referrals(month):
    leads = {row["lead"]: row for row in rows(month.out, "leads")}
    members: dict[str, set[str]] = {}
    for row in rows(month.out, "referrals"):
        lead = leads[row["lead"]]
        assert all(row[name] == lead[name] for name in ("rank", "network", "danger", "solvability"))
        members.setdefault(row["lead"], set()).add(row["referral"])
    assert {lead: len(found) for lead, found in members.items()} == {k: row["referrals"] for k, row in leads.items()}
    assert sorted(row["rank"] for row in leads.values()) == list(range(1, len(leads) + 1))


def test_links_join_what_they_say_they_join(month):
    lead, network = lead_of(month.out), {row["referral"]: row["network"] for row in rows(month.out, "referrals")}
    links = rows(month.out, "links")
    assert links
    for link in links:
        assert (lead[link["a"]] == lead[link["b"]]) == (link["level"] == "subject")
        assert (network[link["a"]] == network[link["b"]]) != link["held"]
        assert link["reasons"]


def test_pointers_of_links_are_places_in_the_documents_of_the_referral_named_beside_them(month):
    known: dict[str, set[str]] = {}
    for fact in rows(month.out, "facts"):
        known.setdefault(fact["referral"], set()).add(fact["pointer"])
    reasons = [reason for link in rows(month.out, "links") for reason in link["reasons"]]
    assert reasons
    for reason in reasons:
        for end in ("a", "b"):
            pointer, found = reason[f"pointer_{end}"], known[reason[f"referral_{end}"]]
            # a file or a person is named by the object, whose leaves stand below it
            assert pointer is None or any(one.startswith(pointer) for one in found), reason


def test_a_reason_stands_in_a_referral_of_the_same_account_as_the_links_end(month):
    lead = lead_of(month.out)
    for link in rows(month.out, "links"):
        for reason in link["reasons"]:
            assert (lead[reason["referral_a"]], lead[reason["referral_b"]]) == (lead[link["a"]], lead[link["b"]])


def test_the_same_command_twice_gives_the_same_bytes(month, tmp_path):
    out = tmp_path / "out"
    triaged([month.world / "documents"], out)
    again = {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}
    assert again == {name: (month.out / f"{name}.parquet").read_bytes() for name in TABLES}
    assert (out / "summary.json").read_bytes() == (month.out / "summary.json").read_bytes()
    assert not (out / ".fresh").exists()


def test_many_workers_give_the_same_bytes_as_one(month, tmp_path):
    halves = [month.world / "documents", month.world / "later"]
    one, two = tmp_path / "one", tmp_path / "two"
    triaged(halves, one)
    triaged(halves, two, workers=2)
    for name in TABLES:
        assert (one / f"{name}.parquet").read_bytes() == (two / f"{name}.parquet").read_bytes()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_arrival_changes_nothing_that_is_said(month, tmp_path, seed):
    source = shuffled(month.world / "documents", tmp_path / "in", seed)
    triaged([source], tmp_path / "out")
    assert told(tmp_path / "out") == told(month.out)


def test_a_delivery_in_two_halves_in_either_order_gives_the_leads_of_the_whole(month, tmp_path):
    every = sorted(path for path in (month.world / "documents").rglob("*") if path.is_file())
    for name, part in (("a", every[::2]), ("b", every[1::2])):
        (tmp_path / name).mkdir()
        for path in part:
            shutil.copy(path, tmp_path / name / path.name)
    for order in ("ab", "ba"):
        out = tmp_path / f"out-{order}"
        triaged([tmp_path / order[0]], out)
        triaged([tmp_path / name for name in order], out)
        assert places(out) == places(month.out)


def test_a_zip_of_the_folder_gives_the_same_list_as_the_folder(month, tmp_path):
    source = month.world / "documents"
    with ZipFile(tmp_path / "all.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(source))
    summary = triaged([tmp_path / "all.zip"], tmp_path / "out")
    assert told(tmp_path / "out") == told(month.out)
    assert summary.found == month.summary.found


def test_a_zip_that_is_named_json_is_looked_into(tmp_path):
    folder = write(tmp_path / "in", b=report(2))
    with ZipFile(folder / "a.json", "w", ZIP_DEFLATED) as archive:
        archive.write(folder / "b.json", "inside/1.json")
        archive.writestr("inside/empty.json", b"")
    (folder / "b.json").unlink()
    summary = triaged([folder], tmp_path / "out")
    assert (summary.found, summary.documents, summary.quarantined, summary.referrals) == (2, 1, 1, 1)
    assert [row["path"] for row in rows(tmp_path / "out", "documents")] == [f"{folder}/a.json!/inside/1.json"]


def alike() -> dict[str, object]:
    """Two reports of one account, and a third that shares nothing with them."""
    both = {"reportedPeople": {"reportedPersons": [person(1)]}}
    return {"a": report(1, **both), "b": report(2, **both), "c": report(3)}


def test_officers_join_and_part(tmp_path):
    folder = write(tmp_path / "in", **alike())
    triaged([folder], tmp_path / "out")
    before = lead_of(tmp_path / "out")
    assert before["NCMEC:1"] == before["NCMEC:2"] != before["NCMEC:3"]
    decided = [Judgement("NCMEC:1", "NCMEC:2", "not_same"), Judgement("NCMEC:3", "NCMEC:2", "same")]
    triaged([folder], tmp_path / "out", decided)
    after = lead_of(tmp_path / "out")
    assert after["NCMEC:1"] != after["NCMEC:2"] == after["NCMEC:3"]
    (link,) = [link for link in rows(tmp_path / "out", "links") if link["level"] == "subject"]
    assert "an officer judged them the same" in [reason["detail"] for reason in link["reasons"]]


def test_unsure_takes_an_earlier_judgement_back(tmp_path):
    folder = write(tmp_path / "in", **alike())
    decided = [Judgement("NCMEC:1", "NCMEC:2", "not_same"), Judgement("NCMEC:1", "NCMEC:2", "unsure")]
    triaged([folder], tmp_path / "out", decided)
    triaged([folder], tmp_path / "plain")
    assert lead_of(tmp_path / "out") == lead_of(tmp_path / "plain")


def test_a_judgement_on_a_referral_that_never_came_harms_nothing(tmp_path):
    folder = write(tmp_path / "in", **alike())
    triaged([folder], tmp_path / "out", [Judgement("NCMEC:1", "NCMEC:404", "same")])
    triaged([folder], tmp_path / "plain")
    assert lead_of(tmp_path / "out") == lead_of(tmp_path / "plain")


def test_an_empty_folder_gives_empty_tables(tmp_path):
    (tmp_path / "in").mkdir()
    assert triaged([tmp_path / "in"], tmp_path / "out") == Summary("pk")
    assert [len(rows(tmp_path / "out", name)) for name in TABLES] == [0] * len(TABLES)


def test_two_runs_do_not_write_into_one_folder_at_once(tmp_path):
    from nigehban.runs.triage import _alone

    folder = write(tmp_path / "in", a=report(1))
    (tmp_path / "out").mkdir()
    with _alone(tmp_path / "out"), pytest.raises(OutInUseError, match="Wait for it"):
        triaged([folder], tmp_path / "out")
    assert triaged([folder], tmp_path / "out").referrals == 1


def test_results_of_an_earlier_run_stand_until_new_ones_are_whole(tmp_path):
    folder = write(tmp_path / "in", a=report(1))
    out = tmp_path / "out"
    triaged([folder], out)
    before = rows(out, "leads")
    (out / ".fresh").mkdir()
    (out / ".fresh" / "leads.parquet").write_bytes(b"half")
    assert rows(out, "leads") == before
    write(folder, b=report(2))
    triaged([folder], out)
    assert len(rows(out, "leads")) == 2
    assert not (out / ".fresh").exists()
