"""``nigehban triage`` as a user gives it: what it prints, what it refuses, and that it can be interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nigehban.jurisdiction import unit_names
from nigehban.synthetic import synth_referrals
from tests.formats import samples

from .made import COMMAND, DAY, nigehban, refused

TABLES = (
    "referrals",
    "leads",
    "links",
    "networks",
    "facts",
    "documents",
    "attachments",
    "known",
    "media",
    "quarantine",
)


def bytes_of(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


def test_the_top_of_the_list_and_the_counts_are_printed(ranked):
    lines = ranked.printed.splitlines()
    head = next(at for at, line in enumerate(lines) if "RANK" in line)
    assert lines[head].split() == ["RANK", "LEAD", "BAND", "REFS", "UNIT", "WHY"]
    first = lines[head + 1].split()
    assert first[0] == "1"
    assert first[1].startswith("L-")
    assert len([line for line in lines[head + 1 :] if line.split()[1:2] and line.split()[1].startswith("L-")]) == 10
    assert "in quarantine." in ranked.printed


def test_the_top_of_the_list_names_the_circles_in_a_column_that_stays_straight(ranked):
    lines = ranked.printed.splitlines()
    head = next(at for at, line in enumerate(lines) if "RANK" in line)
    begin, end = lines[head].index("UNIT"), lines[head].index("WHY")
    shown = [line[begin:end].rstrip() for line in lines[head + 1 : head + 11]]
    units = pq.read_table(ranked.out / "leads.parquet").slice(0, 10).column("unit").to_pylist()
    assert shown == [unit_names("pk").short(unit).text for unit in units]
    assert all(line[end - 2 : end] == "  " and line[end] != " " for line in lines[head + 1 : head + 11])
    assert json.loads((ranked.out / "summary.json").read_text("utf-8"))["pack"] == "pk"


def test_quarantined_documents_are_no_failure_and_progress_is_told_apart_from_the_result(tmp_path):
    (tmp_path / "broken.json").write_bytes(b"{")
    done = nigehban("triage", tmp_path / "broken.json", "--out", tmp_path / "out", "--top", "0")
    assert done.returncode == 0
    assert "1 in quarantine" in done.stdout
    assert str(tmp_path / "out" / "quarantine.parquet") in done.stdout
    assert pq.read_schema(tmp_path / "out" / "quarantine.parquet").names == ["path", "sha256", "reason"]
    assert "Reading: done" in done.stderr
    assert "Reading" not in done.stdout
    assert "RANK" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{none}", "--out", "{out}"], "There is no"),
        (["{documents}", "--out", "{file}"], "is a file"),
        (["{documents}", "--out", "{documents}/out"], "lies inside"),
        (["{documents}", "--out", "{out}", "--pack", "nowhere"], "nowhere"),
        (["{documents}", "--out", "{out}", "--judgements", "{none}"], "cannot be read"),
        (["{documents}", "--out", "{out}", "--judgements", "{bad_judgements}"], "line 2"),
        (["{documents}", "--out", "{out}", "--mapping", "{none}"], "No such file"),
        (["{documents}", "--out", "{out}", "--mapping", "{bad_mapping}"], "[[column]] number 1"),
        (["{documents}", "--out", "{out}", "--mapping", "{file}"], "is not TOML"),
    ],
)
def test_misuse_is_one_sentence_before_any_work(ranked, tmp_path, words, said):
    places = {
        "documents": ranked.documents,
        "out": tmp_path / "out",
        "none": tmp_path / "none",
        "file": tmp_path / "file",
        "bad_judgements": tmp_path / "bad.csv",
        "bad_mapping": tmp_path / "bad.toml",
    }
    places["file"].write_text("not a folder")
    places["bad_judgements"].write_text("a,b,verdict\nNCMEC:1,NCMEC:2,perhaps\n")
    places["bad_mapping"].write_text('name = "x"\nscheme = "OTHER"\n[[column]]\nheaders = ["a"]\nfield = "colour"\n')
    done = nigehban("triage", *(word.format(**places) for word in words))
    assert said in refused(done)
    assert not (tmp_path / "out").exists()
    assert "Reading" not in done.stderr


def test_text_of_a_sender_commands_no_terminal(tmp_path):
    evil = samples.report(
        incidentDetails={"chatIncident": [{"notes": [{"value": "I will kill you \x1b[2J\x1b]0;owned\x07 tomorrow"}]}]}
    )
    (tmp_path / "evil.json").write_bytes(samples.encode(evil))
    printed = nigehban("triage", tmp_path / "evil.json", "--out", tmp_path / "out").stdout
    explained = nigehban("explain", "1", "--out", tmp_path / "out").stdout
    assert "\\u001b[2J" in printed
    assert "\\u001b[2J" in explained
    assert "\x1b" not in printed + explained


def test_the_first_run_on_a_machine_says_why_it_takes_longer(tmp_path):
    (tmp_path / "one.json").write_bytes(samples.encode(samples.report()))
    fresh = {"NUMBA_CACHE_DIR": str(tmp_path / "compiled"), "NUMBA_DISABLE_JIT": "1"}  # nothing is compiled here
    said = nigehban("triage", tmp_path / "one.json", "--out", tmp_path / "out", *DAY, **fresh).stderr
    assert "Linking (its code is compiled first, once on this machine" in said


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough small units that a run is met half-way: a document beyond half a unit's bytes each."""
    folder = tmp_path_factory.mktemp("delivery")
    synth_referrals(60, 9, folder / "world", processes=1)
    documents = folder / "world" / "documents"
    for number in range(4):
        picture = documents / f"picture-{number}.jpg"
        with picture.open("wb") as file:
            file.write(b"\xff\xd8\xff\xe0")
            file.truncate(33 * 2**20)
    return documents


@pytest.fixture(scope="module")
def undisturbed(delivery: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run that nobody disturbs."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert nigehban("triage", delivery, "--out", out, *DAY).returncode == 0
    return bytes_of(out)


def started(delivery: Path, out: Path, units: int) -> subprocess.Popen[str]:
    """A run in a process group of its own that has begun, and has done some units of several."""
    hearing = ["env", "--default-signal=INT"]  # what a shell runs in the background does not hear Ctrl-C
    command = [*hearing, *COMMAND, "triage", str(delivery), "--out", str(out), "--workers", "2", *DAY]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while process.poll() is None and (not out.exists() or len([*(out / "units").glob("[!.]*")]) < units):
        time.sleep(0.005)
    assert process.poll() is None
    return process


@pytest.mark.parametrize("units", [0, 2])
def test_ctrl_c_is_one_sentence_and_the_same_command_goes_on(delivery, undisturbed, tmp_path, units):
    process = started(delivery, tmp_path / "out", units)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr.splitlines()[-1] == "nigehban: Interrupted; run the same command again to go on."
    assert "Traceback" not in stderr
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "units").glob("[!.]*")}
    assert len(kept) >= units
    assert nigehban("triage", delivery, "--out", tmp_path / "out", *DAY).returncode == 0
    assert bytes_of(tmp_path / "out") == undisturbed
    now = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "units").glob("*")}
    assert kept.items() <= now.items()


def kill_the_reader_of(name: str, units: Path, process: subprocess.Popen[str]) -> int:
    """End each worker that reads the source of this name, for as long as the program runs; how many were ended."""
    ended = set()
    while process.poll() is None:
        for trail in units.glob(".part-*/.at"):
            with suppress(OSError):
                holder = next((one for one in workers_of(process.pid) if reads(one, trail)), None)
                if holder and holder not in ended and trail.read_bytes().partition(b"\0")[0].endswith(name.encode()):
                    os.kill(holder, signal.SIGKILL)
                    ended.add(holder)
        time.sleep(0.005)
    return len(ended)


def workers_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def reads(process: int, trail: Path) -> bool:
    return any(handle.readlink() == trail for handle in Path(f"/proc/{process}/fd").iterdir())


def test_a_document_that_ends_its_reader_is_quarantined_and_the_others_are_read(tmp_path):
    """A stand-in for a fault in native code: whoever reads the one document is killed."""
    documents = tmp_path / "documents"
    documents.mkdir()
    notes = "All quiet. " * 100_000
    for number in range(3):
        (documents / f"{number}.json").write_bytes(samples.encode(samples.report(reportId=number + 1)))
    killer = documents / "1-killer.json"
    killer.write_bytes(samples.encode(samples.report(reportId=9, incidentDetails={"x": [notes] * 20})))
    command = [*COMMAND, "triage", str(documents), "--out", str(tmp_path / "out"), *DAY]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    assert kill_the_reader_of(killer.name, tmp_path / "out" / "units", process) == 2
    assert process.returncode == 0
    assert len(pq.read_table(tmp_path / "out" / "referrals.parquet")) == 3
    (refused,) = pq.read_table(tmp_path / "out" / "quarantine.parquet").to_pylist()
    assert refused["path"] == str(killer)
    assert refused["sha256"] == sha256(killer.read_bytes()).hexdigest()
    assert "The program that read it ended, twice" in refused["reason"]


def test_a_killed_run_goes_on_to_the_result_of_an_undisturbed_one(delivery, undisturbed, tmp_path):
    process = started(delivery, tmp_path / "out", 2)
    process.kill()
    process.communicate(timeout=30)
    assert nigehban("triage", delivery, "--out", tmp_path / "out", *DAY).returncode == 0
    assert bytes_of(tmp_path / "out") == undisturbed
    assert not list((tmp_path / "out" / "units").glob(".part-*"))


def hashed(out: Path) -> str:
    """A hash that some document states, of the results of an earlier run."""
    facts = pq.read_table(out / "facts.parquet").to_pylist()
    return next(row["value"] for row in facts if row["name"].endswith("verificationHash") and row["value"])


def test_known_files_are_counted_and_their_set_is_named(ranked, tmp_path):
    (tmp_path / "list.txt").write_text(hashed(ranked.out) + "\n")
    named = ("--set", tmp_path / "hotline", "--format", "list", "--algorithm", "md5", "--source", "Example")
    made = nigehban("known", "import", tmp_path / "list.txt", *named, NIGEHBAN_HOME=str(tmp_path / "home"))
    assert made.returncode == 0, made.stderr
    out = tmp_path / "out"
    done = nigehban("triage", ranked.documents, "--out", out, "--known", tmp_path / "hotline", *DAY)
    assert done.returncode == 0, done.stderr
    assert "files are known" in done.stdout
    assert "set hotline, generation 1" in done.stdout
    assert json.loads((out / "summary.json").read_text("utf-8"))["known_files"] >= 1
    reasons = [one for row in pq.read_table(out / "leads.parquet").column("reasons").to_pylist() for one in row]
    assert any(one["rule"] == "known_listed" and "“Example”" in one["text"] for one in reasons)


def test_a_folder_that_is_no_set_is_refused(ranked, tmp_path):
    said = refused(nigehban("triage", ranked.documents, "--out", tmp_path / "out", "--known", tmp_path))
    assert "is no set of known hashes" in said
    assert not (tmp_path / "out").exists()
