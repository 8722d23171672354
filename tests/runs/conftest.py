"""One month of synthetic referrals and its triage for the tests of this room; nobody changes them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from nigehban.runs.triage import Summary
from nigehban.synthetic import synth_referrals

from .made import triaged


class Month(NamedTuple):
    """A delivery (``world``) and its results (``out``)."""

    world: Path
    out: Path
    summary: Summary


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """300 referrals in every format."""
    folder = tmp_path_factory.mktemp("month")
    synth_referrals(300, 3, folder / "world", processes=1)
    summary = triaged([folder / "world" / "documents"], folder / "out")
    return Month(folder / "world", folder / "out", summary)
