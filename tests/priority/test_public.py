from __future__ import annotations

import subprocess
import sys

import pytest

from nigehban import priority


def test_every_public_name_is_there():
    assert all(getattr(priority, name) is not None for name in priority.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'luck'"):
        _ = priority.luck


def test_importing_the_room_loads_neither_numpy_nor_rules():
    probe = (
        "import sys, nigehban.priority; "
        "print([m for m in ('numpy', 'tomllib', 'nigehban.priority.rules') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
