"""The files under some paths, in an order that depends on their names alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """Each path that is no folder, and everything under those that are, sorted by name.

    Links, pipes and devices are given too, and so is a folder that cannot be listed: whoever reads them says what is
    wrong with them. Links to folders are not followed.
    """
    for path in paths:
        waiting = [(path, os.path.isdir(path) and not os.path.islink(path))]  # noqa: PTH112, PTH114 - text stays text
        while waiting:
            one, is_folder = waiting.pop()
            inside = _listed(one) if is_folder else None
            if inside is None:
                yield one
            else:
                waiting += reversed(inside)


def _listed(folder: str) -> list[tuple[str, bool]] | None:
    """What a folder holds, and which of it are folders; ``None`` when it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return None
    return sorted(found, key=lambda one: os.fsencode(one[0]))
