"""The documents say what the program does: commands, options, variables, columns; and what they show runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from nigehban.cli.app import app
from nigehban.known import ANSWER
from nigehban.priority import RULES
from nigehban.runs.recognition import MEDIA
from nigehban.runs.results import FACTS, KNOWN, LEADS, LINKS, REFERRALS

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs/commands.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with its options."""
    waiting = [("nigehban", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        children = getattr(command, "commands", {})
        waiting += [(f"{name} {child}", one) for child, one in children.items()]
        options = [option for one in command.params for option in one.opts if option.startswith("--")]
        if not children or options:
            yield name, options


@pytest.mark.parametrize(("name", "options"), list(commands()))
def test_every_command_and_option_is_documented(name, options):
    assert f"`{name}" in COMMANDS
    missing = [option for option in options if f"`{option}" not in COMMANDS and option != "--help"]
    assert not missing


def test_every_variable_that_the_program_reads_is_documented():
    read = set()
    for path in (ROOT / "src").rglob("*.py"):
        read |= set(re.findall(r'"(NIGEHBAN_[A-Z_]+|DATABASE_URL)"', path.read_text("utf-8")))
    assert len(read) > 4
    assert not {name for name in read if f"`{name}`" not in COMMANDS}


@pytest.mark.parametrize("schema", [REFERRALS, LEADS, LINKS, FACTS, MEDIA])
def test_every_column_of_the_results_is_documented(schema):
    text = (ROOT / "docs/results.md").read_text("utf-8")
    axes = {"danger", "solvability", "novelty", "deadline"}
    assert not {name for name in schema.names if f"`{name}`" not in text} - axes


def test_every_column_of_known_files_is_documented():
    results, sets = ((ROOT / "docs" / name).read_text("utf-8") for name in ("results.md", "known-sets.md"))
    assert not {name for name in KNOWN.names if f"`{name}`" not in (sets if name in ANSWER.names else results)}


def test_every_rule_of_known_files_is_documented():
    text = (ROOT / "docs/known-sets.md").read_text("utf-8")
    assert not {name for name in RULES if name.startswith("known_") and f"`{name}`" not in text}


def test_every_link_between_the_documents_leads_somewhere():
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "packs/SOURCES.md"]:
        links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
        targets = [link for link in links if not link.startswith("https://")]
        broken += [f"{page.name}: {target}" for target in targets if not (page.parent / target).exists()]
    assert not broken


def test_the_readme_begins_with_the_two_commands():
    first = [line for line in README.splitlines() if line.startswith("make ")][:2]
    assert [line.split("#")[0].strip() for line in first] == ["make demo", "make test"]


def test_the_commands_of_the_readme_run(tmp_path):
    lines = re.findall(r"^(?:\.venv/bin/nigehban|echo) [^\n]+", README, re.MULTILINE)
    library = [line for line in lines if line.split()[1] not in {"load", "serve", "doctor", "admin"}]
    words = [" ".join(line.split()[1:3]) for line in library if line.startswith(".venv")]
    assert words[:3] == ["synth referrals", "triage month/documents", "explain 1"]
    assert words[3:] == ["media hash", "known import", "triage month/documents", "known --help"]
    command = f"{sys.executable} -m nigehban.cli"
    environment = os.environ | {"NIGEHBAN_HOME": str(tmp_path / "home")}
    for line in library:
        shown = line.replace(".venv/bin/nigehban", command).replace("--count 2000", "--count 200")
        done = subprocess.run(
            ["/bin/sh", "-c", shown], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr


def test_the_target_of_make_that_the_readme_names_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) - {"on"} <= targets
