"""Packs and tiny referrals for the tests of this room."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nigehban.jurisdiction import Pack, ip_table, load_pack

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="session")
def pk() -> Pack:
    return load_pack(PACKS / "pk")


@pytest.fixture(scope="session")
def testland() -> Pack:
    return load_pack(PACKS / "example")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The example pack in a folder of its own, to be spoilt."""
    return Path(shutil.copytree(PACKS / "example", tmp_path / "spoilt"))


@pytest.fixture(scope="session")
def american() -> str:
    """An address that the table puts into the United States: no reserved range is in any country."""
    return next(ip for n in range(1, 224) if ip_table().country(ip := f"{n}.0.0.1") == "US")
