from __future__ import annotations

import pytest

from nigehban.jurisdiction.procedure import Procedure, load_procedure
from tests.jurisdiction.conftest import PACKS


@pytest.fixture(scope="session")
def procedure() -> Procedure:
    return load_procedure(PACKS / "pk")
