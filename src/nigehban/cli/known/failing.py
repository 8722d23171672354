"""What is wrong with a set or with the file that is to be written becomes one sentence on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.text import printable


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what can go wrong with a set into an error of the command."""
    from nigehban.known import KnownError, NoSetError, NoSourceError, RadiusError

    try:
        yield
    except (NoSetError, NoSourceError, RadiusError) as error:
        raise UsageError(printable(str(error))) from error
    except KnownError as error:
        raise FailedError(printable(str(error))) from error


def check_writable(out: Path) -> None:
    """Refuse a file that cannot be written because of where it is to lie, before any work begins."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder. Name a file to write.")
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to write {out.name} into.")
