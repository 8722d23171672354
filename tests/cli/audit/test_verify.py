"""``nigehban audit verify`` from the command line, on a desk of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def nigehban(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NIGEHBAN_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "nigehban.cli", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_a_desk_whose_log_was_cut_is_told_apart_from_one_that_is_whole(tmp_path: Path) -> None:
    made = nigehban(tmp_path, "admin", "create", "first-administrator")
    assert made.returncode == 0, made.stderr
    whole = nigehban(tmp_path, "audit", "verify", "--json")
    assert whole.returncode == 0, whole.stderr
    answer = json.loads(whole.stdout)
    assert answer["ok"]
    assert answer["sealed"] > 0
    heads = tmp_path / "audit-heads.jsonl"
    heads.write_text(heads.read_text().replace('"number":1', '"number":100'))
    cut = nigehban(tmp_path, "audit", "verify")
    assert cut.returncode == 1
    assert "gone or another now" in cut.stdout
    assert "Keep the database as it is now" in cut.stderr
