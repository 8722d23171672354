"""Help reads well, and small commands import nothing heavy: that is why they answer at once."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from nigehban import __version__

from .made import COMMAND, nigehban, refused

COMMANDS = ("triage", "read", "explain", "load", "serve", "demo", "doctor", "synth", "known", "admin")
HEAVY = {"pyarrow", "numpy", "numba", "django", "lxml", "phonenumbers", "scipy", "rich", "pyrage", "psycopg"}
WATCH = """
import sys
from nigehban.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("|" + " ".join(sorted(set(sys.argv[0:0]) | {name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["--help"], ["--version"], *([command, "--help"] for command in COMMANDS)])
def test_help_and_version_import_nothing_heavy(words):
    done = subprocess.run([sys.executable, "-c", WATCH, *words], capture_output=True, text=True, check=True)
    imported = set(done.stderr.rpartition("|")[2].split())
    assert "nigehban" in imported
    assert not imported & HEAVY


def test_reading_a_police_report_needs_neither_tables_nor_numbers_nor_the_desk(ranked):
    document = next(ranked.documents.rglob("*.json"))
    done = subprocess.run([sys.executable, "-c", WATCH, "read", document], capture_output=True, text=True, check=True)
    assert not set(done.stderr.rpartition("|")[2].split()) & (HEAVY - {"phonenumbers"})


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_says_what_it_does_in_lines_that_fit(command):
    done = nigehban(command, "--help", COLUMNS="80")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Usage: ")
    assert lines[2].strip().endswith((".", ","))
    assert max(map(len, lines)) <= 80


def test_the_list_of_commands_cuts_no_sentence_off():
    done = nigehban("--help", COLUMNS="80")
    assert "..." not in done.stdout.replace("COMMAND [ARGS]...", "")
    assert all(f"  {command} " in done.stdout for command in COMMANDS)


def test_without_a_command_help_is_shown():
    assert "Commands:" in nigehban().stdout + nigehban().stderr


def test_the_version_is_printed():
    assert nigehban("--version").stdout == f"nigehban {__version__}\n"


@pytest.mark.parametrize("words", [["no-such"], ["triage"], ["read"], ["triage", "x", "--workers", "many"]])
def test_a_command_line_that_is_wrong_is_misuse(words):
    done = nigehban(*words)
    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_a_terminal_that_knows_no_urdu_is_shown_what_it_can(ranked):
    done = nigehban("explain", "1", "--out", ranked.out, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    done = nigehban("synth", "referrals", "--count", "1", "--out", tmp_path / "file" / "below")
    assert "Not a directory" in refused(done, status=1)


def test_a_disk_that_takes_no_more_is_one_sentence_and_the_same_command_goes_on(ranked, tmp_path):
    words = ["triage", ranked.documents, "--out", tmp_path / "out", "--workers", "1"]
    full = subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert "too large" in refused(full, status=1)
    assert not list((tmp_path / "out").glob("*.parquet"))
    assert nigehban(*words).returncode == 0


def test_a_reader_that_leaves_early_is_not_complained_to(ranked):
    document = next(ranked.documents.rglob("*.json"))
    shell = f"{sys.executable} -m nigehban.cli read {document} | head -n 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    shell = f"{sys.executable} -m nigehban.cli read {document} | true"
    assert subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False).stderr == ""
