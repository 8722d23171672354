"""What the commands of the desk share: the database made ready, and errors as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nigehban.cli.errors import FailedError


@contextmanager
def desk() -> Iterator[None]:
    """The desk, set up and migrated, for the block. Raises ``FailedError`` when that can not be."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from nigehban.desk import migrate, setup
    from nigehban.desk.database import DatabaseServerError

    try:
        setup()
        migrate()
    except DatabaseServerError as error:
        raise FailedError(f"{error} (nigehban doctor tells more.)") from error
    except ImproperlyConfigured as error:
        raise FailedError(str(error)) from error
    except DatabaseError as error:
        said = str(error).splitlines()[0]
        raise FailedError(f"The database cannot be used: {said}. (nigehban doctor tells more.)") from error
    yield
