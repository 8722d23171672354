"""The demonstration: generated data only, no second factor, and a banner on every page that says so.

``nigehban demo`` makes its data folder and leaves a mark in it that names the database. ``NIGEHBAN_DEMO=1`` counts
where that mark stands and nowhere else, so that no desk with real data ever waives the second factor.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from nigehban.desk.home import home, prepare_home

VARIABLE = "NIGEHBAN_DEMO"
_MARK = "demonstration"


def make_demonstration() -> bool:
    """Make the data folder of a demonstration, or find it; False for a folder that holds anything else."""
    folder = home()
    if not _mark().exists() and folder.exists() and any(folder.iterdir()):
        return False
    prepare_home()
    if not _mark().exists():
        _mark().write_text(_database(), encoding="ascii")
    return _is_marked()


def is_demonstration() -> bool:
    """Whether ``NIGEHBAN_DEMO`` is 1. Raises ``ImproperlyConfigured`` where the data are not a demonstration's."""
    if os.environ.get(VARIABLE) != "1":
        return False
    if _is_marked():
        return True
    raise ImproperlyConfigured(
        f"{VARIABLE}=1 waives the second factor, but {home()} was not made by nigehban demo for this database. "
        f"Unset {VARIABLE}, or run nigehban demo."
    )


def _is_marked() -> bool:
    with suppress(FileNotFoundError):
        return _mark().read_text(encoding="ascii") == _database()
    return False


def _database() -> str:
    """Which database goes with the data folder: its own, or the one that ``DATABASE_URL`` names (as a digest)."""
    named = os.environ.get("DATABASE_URL")
    return sha256(named.encode()).hexdigest() if named else "embedded"


def _mark() -> Path:
    return home() / _MARK
