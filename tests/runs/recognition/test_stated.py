"""Hashes that senders state, looked up in sets: what is known, what goes round, what nobody has seen."""

from __future__ import annotations

from datetime import date

import pytest

from nigehban.linking.weights import standard
from tests.formats import samples
from tests.runs.made import report, rows, triaged, write
from tests.runs.recognition.made import IWF, MD5, asked, known, reasons, sent

NOT_KNOWN = {"known_material", "known_listed", "all_files_known", "known_viral", "harmless_files"}


def one(tmp_path, document, *sets):
    """The reasons of the only report, number 1, when these sets are asked."""
    asked([write(tmp_path / "in", a=document)], tmp_path / "out", *sets)
    return reasons(tmp_path / "out", "NCMEC:1")


def test_a_known_file_is_told_with_list_category_set_generation_and_place(tmp_path):
    known(tmp_path / "interpol", {"md5": MD5[5]}, content="first")
    hotline = known(tmp_path / "interpol", {"md5": MD5[0], "category": "A"}, name="Hotline", content="second")
    reason = one(tmp_path, sent(1, MD5[0]), hotline)["known_material"]
    assert "“Hotline”, category A of IWF (category A of the United Kingdom's guideline" in reason["text"]
    assert "set interpol, generation 2, same MD5" in reason["text"]
    assert reason["referral"] == "NCMEC:1"
    assert reason["pointer"].endswith("/uploadedFiles/0/verificationHash")
    assert reason["axis"] == "danger"
    assert reason["points"] > 0


def test_every_source_of_a_file_is_named_with_its_own_category(tmp_path):
    hotline = known(tmp_path / "hotline", {"md5": MD5[0], "category": "A"}, name="Hotline")
    baseline = known(tmp_path / "icse", {"md5": MD5[0], "category": "yes"}, name="Baseline", scheme="ICSE")
    text = one(tmp_path, sent(1, MD5[0]), hotline, baseline)["known_material"]["text"]
    assert "“Hotline”, category A of IWF" in text
    assert "“Baseline”, category yes of ICSE" in text
    table = rows(tmp_path / "out", "known")
    assert {(row["set"], row["source"], row["category"], row["scheme"], row["generation"]) for row in table} == {
        ("hotline", "Hotline", "A", "IWF", 1),
        ("icse", "Baseline", "yes", "ICSE", 1),
    }
    assert {(row["referral"], row["hash"], row["method"], row["path"]) for row in table} == {
        ("NCMEC:1", MD5[0], "exact", None)
    }


@pytest.mark.parametrize(
    ("name", "label", "value"),
    [
        ("md5", "MD5", "1" * 31 + "2"),
        ("sha1", "SHA-1", "1" * 39 + "2"),
        ("sha256", None, "1" * 63 + "2"),
        ("pdq", "PDQ", "1f" * 32),
    ],
)
def test_whatever_algorithm_the_sender_gave_is_looked_up(tmp_path, name, label, value):
    place = known(tmp_path / "set", {name: value, "category": "A"})
    document = sent(1, f"{label}:{value}" if label else value)
    assert "known_material" in one(tmp_path, document, place)


def test_a_pdq_hash_that_is_near_is_told_with_its_distance(tmp_path):
    place = known(tmp_path / "set", {"pdq": "1f" * 32, "category": "A"})
    text = one(tmp_path, sent(1, "pdq:" + "1f" * 31 + "10"), place)["known_material"]["text"]
    assert "4 bits from its PDQ" in text


def test_a_file_that_no_set_has_is_told_to_be_new(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    found = one(tmp_path, sent(1, MD5[0], MD5[1], MD5[2]), place)
    assert found["in_no_set"]["text"].endswith("2 of 3 (set set, generation 1).")
    assert found["unseen_files"]["text"].endswith("before: 2.")
    assert "all_files_known" not in found


def test_a_known_file_is_not_counted_as_never_seen(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    found = one(tmp_path, sent(1, MD5[0]), place)
    assert {"known_material", "all_files_known"} <= found.keys()
    assert not {"unseen_files", "viewed_unseen_files", "in_no_set"} & found.keys()


def test_without_sets_nothing_is_known_and_nothing_is_told_to_be_new(tmp_path):
    triaged([write(tmp_path / "in", a=sent(1, MD5[0]))], tmp_path / "out")
    found = reasons(tmp_path / "out", "NCMEC:1")
    assert not (NOT_KNOWN | {"in_no_set"}) & found.keys()
    assert "unseen_files" in found
    assert rows(tmp_path / "out", "known") == []


def test_a_hash_that_no_set_could_have_is_neither_known_nor_new(tmp_path):
    place = known(tmp_path / "set", {"sha1": "1" * 39 + "2", "category": "A"})
    found = one(tmp_path, sent(1, MD5[0]), place)
    assert not (NOT_KNOWN | {"in_no_set"}) & found.keys()


def test_a_file_without_a_hash_keeps_the_rest_from_being_called_all_known(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    found = one(tmp_path, sent(1, MD5[0], None), place)
    assert "known_material" in found
    assert "all_files_known" not in found


def test_a_list_that_says_its_files_go_round_makes_the_report_viral(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A", "distributed": True}, {"md5": MD5[1]})
    assert "known_viral" in one(tmp_path, sent(1, MD5[0]), place)
    asked([write(tmp_path / "two", a=sent(1, MD5[0], MD5[1]))], tmp_path / "out2", place)
    assert "known_viral" not in reasons(tmp_path / "out2", "NCMEC:1")


def test_what_a_list_states_of_the_child_is_told_and_silence_is_not(tmp_path):
    place = known(
        tmp_path / "set",
        {"md5": MD5[0], "category": "A", "victim_identified": True},
        {"md5": MD5[1], "category": "A", "victim_identified": False},
        {"md5": MD5[2], "category": "A"},
    )
    rules = {}
    for number in range(3):
        out = tmp_path / f"out{number}"
        asked([write(tmp_path / f"in{number}", a=sent(1, MD5[number]))], out, place)
        rules[number] = reasons(out, "NCMEC:1").keys() & {"known_child_identified", "known_child_unidentified"}
    assert rules == {0: {"known_child_identified"}, 1: {"known_child_unidentified"}, 2: set()}


def test_known_software_is_set_aside_and_is_no_danger(tmp_path):
    place = known(tmp_path / "nsrl", {"md5": MD5[0]}, name="RDS", scheme="NSRL")
    found = one(tmp_path, sent(1, MD5[0]), place)
    assert "known software, to be set aside" in found["harmless_files"]["text"]
    assert not {"known_material", "known_listed", "unseen_files"} & found.keys()


def test_a_file_that_one_list_calls_harmless_and_another_abusive_is_abusive(tmp_path):
    harmless = known(tmp_path / "nsrl", {"md5": MD5[0]}, name="RDS", scheme="NSRL")
    abusive = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    found = one(tmp_path, sent(1, MD5[0]), harmless, abusive)
    assert "known_material" in found
    assert "harmless_files" not in found


def test_a_category_that_nobody_explains_is_told_as_it_is_and_adds_no_danger(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "7b"}, scheme="Ours")
    found = one(tmp_path, sent(1, MD5[0]), place)
    assert "category 7b of Ours" in found["known_listed"]["text"]
    assert "known_material" not in found


def test_a_withdrawn_entry_says_nothing(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"}, content="first")
    known(place, {"md5": MD5[0], "withdrawn": True}, content="second")
    assert not NOT_KNOWN & one(tmp_path, sent(1, MD5[0]), place).keys()


def test_a_list_whose_terms_ran_out_says_nothing_but_is_listed_as_expired(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"}, **IWF, expires=date(2026, 1, 1))
    assert not NOT_KNOWN & one(tmp_path, sent(1, MD5[0]), place).keys()
    (row,) = rows(tmp_path / "out", "known")
    assert row["expired"]


def test_a_version_that_was_superseded_says_nothing_any_more(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    later = sent(1, MD5[1]) | {"dateReceived": "2026-03-09T08:00:00Z"}
    asked([write(tmp_path / "in", a=sent(1, MD5[0]), b=later)], tmp_path / "out", place)
    assert "known_material" not in reasons(tmp_path / "out", "NCMEC:1")


def test_a_new_generation_tells_on_what_came_in_before(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[5]}, content="first")
    documents = write(tmp_path / "in", a=sent(1, MD5[0]))
    asked([documents], tmp_path / "out", place)
    assert "in_no_set" in reasons(tmp_path / "out", "NCMEC:1")
    known(place, {"md5": MD5[0], "category": "A"}, content="second")
    summary = asked([documents], tmp_path / "out", place)
    assert "generation 2" in reasons(tmp_path / "out", "NCMEC:1")["known_material"]["text"]
    assert (summary.known_files, summary.new_files, summary.sets) == (1, 0, ["set set, generation 2"])


def network(out, referral):
    return next(row["network"] for row in rows(out, "referrals") if row["referral"] == referral)


def test_files_that_are_known_to_go_round_tie_no_two_senders(tmp_path):
    hashes = MD5[:3]
    handle = {"screenName": {"value": "the.same.handle"}}
    both = {
        f"r{number}": sent(
            number, *hashes, reportedPeople={"reportedPersons": [samples.person(espUserId=f"user-{number}", **handle)]}
        )
        for number in (1, 2)
    }
    documents = write(tmp_path / "in", **both)
    triaged([documents], tmp_path / "alone")
    place = known(tmp_path / "set", *({"md5": value, "category": "A", "distributed": True} for value in hashes))
    asked([documents], tmp_path / "asked", place)
    assert standard().network_threshold <= 6
    assert network(tmp_path / "alone", "NCMEC:1") == network(tmp_path / "alone", "NCMEC:2")
    assert network(tmp_path / "asked", "NCMEC:1") != network(tmp_path / "asked", "NCMEC:2")


def test_a_hash_with_very_many_entries_names_the_first_and_counts_all(tmp_path):
    entries = [{"md5": MD5[0], "category": "A", "entry_id": f"{number:03}"} for number in range(50)]
    place = known(tmp_path / "set", *entries)
    asked([write(tmp_path / "in", a=sent(1, MD5[0]))], tmp_path / "out", place)
    table = rows(tmp_path / "out", "known")
    assert [row["entry_id"] for row in table] == [f"{number:03}" for number in range(20)]
    assert {row["entries"] for row in table} == {50}


def test_a_report_without_files_is_left_alone(tmp_path):
    place = known(tmp_path / "set", {"md5": MD5[0], "category": "A"})
    assert not (NOT_KNOWN | {"in_no_set"}) & one(tmp_path, report(1), place).keys()
