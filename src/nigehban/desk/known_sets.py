"""The sets of known files that the desk asks: those that lie in its data folder, under ``known/``, or are linked there.

A set that was named once is asked from then on, so that the list does not change with the options of the last load. To
stop asking it, remove its link.
"""

from __future__ import annotations

from pathlib import Path

from nigehban.desk.home import known_folder
from nigehban.known import open_current
from nigehban.runs.recognition import KnownSet, open_sets


class NameTakenError(Exception):
    """Another set of this name is asked already; the message says which, and what to do."""


def sets_in_use() -> list[KnownSet]:
    """The sets, by name, each at its current generation. Raises ``known.KnownError`` for one that cannot be asked."""
    folder = known_folder()
    return open_sets(sorted(folder.iterdir())) if folder.is_dir() else []


def remember(folder: Path) -> None:
    """Ask the set in this folder from now on. Raises ``NameTakenError``, ``known.KnownError`` when there is no set."""
    place, target = known_folder() / folder.resolve().name, folder.resolve()
    open_current(target)
    if place.resolve() == target:
        return
    if place.is_symlink() or place.exists():
        raise NameTakenError(
            f"A set named {place.name} is asked already: {place.resolve()}. Remove {place}, or rename the other folder."
        )
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.symlink_to(target)
