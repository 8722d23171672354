"""Whoever serves the desk starts the embedded server again when it was killed, for as long as the desk is served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog

from nigehban.desk.database.errors import DatabaseServerError
from nigehban.desk.database.use import revive

LOOK_EVERY = 1.0
_log = structlog.get_logger("nigehban.desk.database")


@contextmanager
def kept_running() -> Iterator[None]:
    """Watch over the embedded server in a thread for the block; a server that ``DATABASE_URL`` names is not ours."""
    over = Event()
    thread = Thread(target=_watch, args=(over,), name="keeper of the database", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()  # or it would start what is being stopped


def _watch(over: Event) -> None:
    while not over.wait(LOOK_EVERY):
        try:
            if revive():
                _log.warning("database started again")
        except (DatabaseServerError, OSError) as error:
            _log.error("database does not start", problem=str(error))
