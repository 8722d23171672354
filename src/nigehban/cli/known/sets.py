"""The sets that a run is to ask, opened before any work begins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nigehban.runs.recognition import KnownSet


def opened_sets(folders: Sequence[Path]) -> list[KnownSet]:
    """The sets in these folders. Raises ``known.KnownError``."""
    if not folders:
        return []
    from nigehban.runs.recognition import open_sets

    return open_sets(folders)
