"""The pages' scripts, built. Where they are not, CI fails and a developer is told."""

from __future__ import annotations

import os

import pytest

from nigehban.desk.web.scripts import is_built


def require_bundle() -> None:
    """Without the bundle a test of scripts fails in CI (``CI=true``) and is skipped elsewhere."""
    if is_built():
        return
    missing = "The pages' scripts are not built (make setup, or python tools/frontend.py build)."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
