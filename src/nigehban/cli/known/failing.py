"""What the set, the list or the file system says becomes one sentence on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
