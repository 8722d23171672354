"""How all tests are run: dealt to the workers of pytest-xdist by file, and traced where the trace tells something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

settings.register_profile("nigehban", deadline=None)  # on a busy machine an example takes what it takes
settings.load_profile("nigehban")

WHOLE = ("tests/browser/",)
"""Folders that one worker has to itself: what their fixtures start is too dear to be started twice."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run without the coverage tracer what would only be slowed by it, up to ten times.

    A property runs the same lines hundreds of times and others tomorrow; a test of volume or of time runs them
    thousands of times. What is covered is counted by the examples beside them.
    """
    for item in items:
        is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if is_property or item.get_closest_marker("volume"):
            item.add_marker("no_cover")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """Deal out files in their order, which begins with the long ones; whole folders where that is said above."""
    from xdist.scheduler import LoadFileScheduling

    class Folders(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((folder for folder in WHOLE if nodeid.startswith(folder)), super()._split_scope(nodeid))

    config.option.loadscopereorder = False
    return Folders(config, log)
