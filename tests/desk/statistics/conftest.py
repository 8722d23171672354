"""A register to count in."""

from __future__ import annotations

import pytest
from tests.desk.statistics.world import World

from nigehban.desk.accounts.models import Officer


@pytest.fixture
def world(db: None) -> World:
    return World(Officer.objects.create_user("keeper", "a long enough secret"))
