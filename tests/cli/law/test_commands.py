"""The commands of law as an officer gives them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.made import nigehban, refused

PACKS = Path(__file__).parents[3] / "packs"


def asked(*words: str | Path, status: int = 0) -> dict:
    done = nigehban(*words, "--json")
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def test_an_offence_is_answered_as_it_stood(tmp_path: Path) -> None:
    told = asked("law", "offence", "19A PECA", "--on", "2018-02-01")
    assert (told["code"], told["section"], told["aliases"]) == ("PECA-22", "22", ["19A (bill)"])
    assert set(told["title"]) == {"en", "ur"}
    assert told["penalty"]["imprisonment_max"] == "P7Y"
    assert told["penalty"]["imprisonment_min"] is None
    assert (told["cognizable"], told["bailable"], told["confidence"]) == (True, False, "P")
    assert told["review"] == "needs counsel's review"


def test_the_text_says_the_same(tmp_path: Path) -> None:
    done = nigehban("law", "offence", "PPC 292-C", "--on", "2020-01-01")
    assert done.returncode == 0
    assert "imprisonment 14 years to 20 years and fine at least 1,000,000 PKR" in done.stdout
    assert "needs counsel's review" in done.stdout


@pytest.mark.parametrize(
    ("text", "day", "reason"), [("22D PECA", "2024-01-01", "unknown"), ("22A PECA", "2020-01-01", "not_in_force")]
)
def test_what_has_no_answer_ends_with_1(text: str, day: str, reason: str) -> None:
    told = asked("law", "offence", text, "--on", day, status=1)
    assert told["error"] == reason
    assert reason != "unknown" or told["nearest"][0]["code"] == "PECA-22"
    assert told["message"] in refused(nigehban("law", "offence", text, "--on", day), status=1)


@pytest.mark.parametrize(
    "words",
    [
        ("law", "offence", "22 PECA", "--on", "01.02.2018"),
        ("law", "offence", "22 PECA", "--on", "2018-02-30"),
        ("law", "offence", "22 PECA", "--on", "2018-02-01", "--pack", "nowhere"),
        ("stats", "bulletin", "--from", "10.03.2026", "--to", "2026-03-20"),
        ("stats", "bulletin", "--from", "2026-03-10", "--to", "2026-02-29"),
        ("stats", "bulletin", "--from", "2026-03-10", "--to", "2026-03-01"),
        ("law", "deadlines", "missing.json"),
        ("law", "deadlines", "."),
        ("pack", "check", "nowhere"),
    ],
)
def test_what_cannot_be_asked_so_is_one_sentence(words: tuple[str, ...]) -> None:
    assert refused(nigehban(*words))


def events(tmp_path: Path, *told: object) -> Path:
    path = tmp_path / "events.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path


ARREST = {"type": "arrested", "at": "2026-03-02T10:00:00+05:00", "case": "1", "accused": "الف", "data": {"sex": "F"}}


def test_a_key_that_stands_twice_is_refused_and_named(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text('[{"type": "arrested", "at": "2026-03-02T10:00:00Z", "at": "2026-03-03T10:00:00Z", "case": "1"}]')
    assert "'at' stands twice" in refused(nigehban("law", "deadlines", path))


def test_a_file_that_is_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text("[" * 1000 + "]" * 1000)
    assert "nested too deep" in refused(nigehban("law", "deadlines", path))


def test_a_day_to_look_from_is_said_to_begin_at_midnight(tmp_path: Path) -> None:
    told = asked("law", "deadlines", events(tmp_path, ARREST), "--as-of", "2026-03-04")
    assert told["warnings"][0] == "--as-of: no time of day is stated; taken as 00:00 Asia/Karachi time."


def test_deadlines_are_rows(tmp_path: Path) -> None:
    path = events(tmp_path, ARREST, {"type": "arested", "at": "2026-03-02", "case": "1"})
    told = asked("law", "deadlines", path, "--as-of", "2026-03-03T09:00:00+05:00")
    assert told["as_of"] == "2026-03-03T09:00:00+05:00"
    (row,) = told["deadlines"]
    assert (row["id"], row["due"], row["state"]) == ("D1", "2026-03-03T10:00:00+05:00", "warning")
    assert {"basis", "confidence", "explanation", "blocks", "accused", "case"} <= set(row)
    assert "Did you mean 'arrested'?" in told["warnings"][0]


def test_a_block_is_printed(tmp_path: Path) -> None:
    order = {**ARREST, "type": "police_custody_ordered", "data": {"days": 3, "sex": "F"}}
    done = nigehban("law", "deadlines", events(tmp_path, order), "--as-of", "2026-03-03")
    assert done.returncode == 0, done.stderr
    assert "BLOCKED" in done.stdout
    assert "blocks: police_custody" in done.stdout
    assert done.stdout.rstrip().endswith("needs counsel's review")


def test_without_a_time_it_is_now(tmp_path: Path) -> None:
    assert asked("law", "deadlines", events(tmp_path, ARREST))["deadlines"][0]["state"] == "missed"


def test_no_event_is_no_row(tmp_path: Path) -> None:
    assert asked("law", "deadlines", events(tmp_path))["deadlines"] == []


@pytest.mark.parametrize("text", ["", "{}", "[", "nonsense", '{"events": []}', "[" * 5000, "\x00"])
def test_a_file_that_is_no_list_of_events_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.json"
    path.write_text(text, "utf-8")
    assert str(path) in refused(nigehban("law", "deadlines", path))


def test_another_country_needs_no_code(tmp_path: Path) -> None:
    told = asked("law", "offence", "cl. 5 NSA", "--on", "2024-01-01", "--pack", PACKS / "example")
    assert told["penalty"]["imprisonment_max"] == "P8Y"
    held = {"type": "held", "at": "2026-01-01T00:00:00Z", "case": "1", "accused": "A"}
    path = events(tmp_path, held)
    rows = asked("law", "deadlines", path, "--as-of", "2026-01-02T01:00:00Z", "--pack", PACKS / "example")["deadlines"]
    assert [(row["id"], row["due"], row["state"]) for row in rows] == [("T1", "2026-01-03T00:00:00+00:00", "warning")]


def test_a_pack_is_checked() -> None:
    told = asked("pack", "check", PACKS / "pk")
    assert told["valid"]
    assert told["counts"]["golden_deadlines"] > 20
    assert told["needs_review"]


def test_a_pack_without_its_head_is_a_pack_with_something_wrong(tmp_path: Path) -> None:
    told = asked("pack", "check", tmp_path, status=1)
    (problem,) = told["problems"]
    assert (problem["file"], told["valid"]) == (str(tmp_path / "pack.toml"), False)
    assert "is missing" in problem["problem"]


def test_a_pack_with_an_error_in_line_7_says_line_7(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKS / "example", tmp_path / "spoilt"))
    path = folder / "law/offences/nsa.toml"
    lines = path.read_text("utf-8").split("\n")
    lines[6] = "bailable = nein"
    path.write_text("\n".join(lines), "utf-8")
    told = asked("pack", "check", folder, status=1)
    assert [(problem["file"], problem["line"]) for problem in told["problems"]] == [(str(path), 7)]
    done = nigehban("pack", "check", folder)
    assert f"{path}: line 7: " in done.stdout
    assert "1 problem" in refused(done, status=1)
