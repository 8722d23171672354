from __future__ import annotations

import pytest

from nigehban.jurisdiction.law import Law, load_law
from tests.jurisdiction.conftest import PACKS


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law(PACKS / "pk")


@pytest.fixture(scope="session")
def invented() -> Law:
    return load_law(PACKS / "example")
