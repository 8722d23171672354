"""A small delivery and its results for the tests of the commands; nobody changes them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from nigehban.synthetic import synth_referrals

from .made import DAY, nigehban


class Ranked(NamedTuple):
    """Documents, the results of triage, and what it printed."""

    documents: Path
    out: Path
    printed: str


@pytest.fixture(scope="session")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> Ranked:
    """120 referrals, ranked by the command."""
    folder = tmp_path_factory.mktemp("ranked")
    synth_referrals(120, 5, folder / "world", processes=1)
    done = nigehban("triage", folder / "world" / "documents", "--out", folder / "out", *DAY)
    assert done.returncode == 0, done.stderr
    return Ranked(folder / "world" / "documents", folder / "out", done.stdout)
