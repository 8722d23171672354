"""What the commands that read documents check before any work begins. Each raises ``UsageError``."""

from __future__ import annotations

from pathlib import Path

from nigehban.cli.errors import UsageError


def check_inputs(paths: list[Path], mapping: Path | None, pack: str) -> None:
    """Refuse paths that are not there, a wrong mapping file, a wrong pack."""
    from nigehban.jurisdiction import PackError, load_pack

    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"There is no {path}.")
    check_mapping(mapping)
    try:
        load_pack(pack)
    except PackError as error:
        raise UsageError(str(error)) from error


def check_mapping(mapping: Path | None) -> None:
    """Refuse a mapping file that is not there or is wrong; the message names the place in it."""
    if mapping is None:
        return
    from nigehban.formats import mapping_file

    try:
        mapping_file.load(mapping)
    except mapping_file.MappingError as error:
        raise UsageError(str(error)) from error


def check_apart(paths: list[Path], written: Path) -> None:
    """Refuse to write below a folder that is read: the next run would take its own results for documents."""
    for path in paths:
        if path.is_dir() and written.resolve().is_relative_to(path.resolve()):
            raise UsageError(f"{written} lies inside {path}, which is read. Name a folder outside of it.")
