"""What may lie in a pack's folder: folders and plain files, nothing that leads out of it or has no end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from nigehban.jurisdiction.errors import PackFileError

_TABLES = (".toml", ".csv", ".html")


def odd_files(folder: Path) -> Iterator[PackFileError]:
    """Every link, pipe, device and folder with the name of a file; hidden ones are not the pack's."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(files)]:
            problem = None if name.startswith(".") else _problem(Path(here) / name)
            if problem:
                yield PackFileError(Path(here) / name, problem)


def _problem(path: Path) -> str | None:
    if path.is_symlink():
        return "is a link. A pack holds its own files, so that all of it is checked: put a copy of the file here."
    if path.is_dir():
        return "is a folder with the name of a file. Rename or remove it." if path.name.endswith(_TABLES) else None
    return None if path.is_file() else "is neither a file nor a folder. Remove it."
