"""The words of the field, everywhere in what is tracked: see the Terminology Guidelines, 2nd edition, 2025."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLD_PHRASE = re.compile("child porno" + "graph", re.IGNORECASE)
QUOTED = re.compile(r"Child Porno" + r"graphy \(possession, manufacture, and distribution\)")
"""The incident type by the words of the sender's own list: a quotation."""
HEADING = re.compile(r'^heading = "[^"]*"$', re.MULTILINE)
"""A statute's own title, in the law of a pack: documents must cite it as it stands."""


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout: there is no list of tracked files")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((path, data.decode("utf-8", "replace")))
    return found


def test_the_older_phrase_stands_only_in_quotations():
    guilty = [str(path) for path, text in texts() if OLD_PHRASE.search(_without_titles(path, QUOTED.sub("", text)))]
    assert not guilty


def _without_titles(path: Path, text: str) -> str:
    return HEADING.sub("", text) if path.match("packs/*/law/offences/*.toml") else text


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    hosts = re.compile(r"py" + r"pi\.org|pythonhosted|registry\.npm" + r"js|files\.python|index-url")
    paths = re.compile(r"(?<![\w.-])/(?:work|farm|root|home)/[a-z.]")
    guilty = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        if path.name != "test_words.py" and (found := hosts.search(text) or paths.search(text))
    ]
    assert not guilty


def test_locked_dependencies_have_hashes():
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[a-z0-9][^\n]*==", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
