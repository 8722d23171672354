"""The deliverer: a loop that looks for what is due, in a process of its own or beside the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from django.db import DatabaseError, InterfaceError, connection

from nigehban.desk.api.webhooks.announcing import announce_missed
from nigehban.desk.api.webhooks.delivering import deliver_one, forget_old

LOOK_EVERY, SWEEP_ROUNDS = 2.0, 30
_log = structlog.get_logger("nigehban.desk.api")


def deliver_all() -> int:
    """Send everything that is due now; how many attempts were made."""
    announce_missed()
    attempts = 0
    while deliver_one():
        attempts += 1
    return attempts


def deliver_until(over: Event) -> None:
    """Deliver until told to end; a database that is away is asked again."""
    rounds = 0
    while not over.is_set():
        try:
            if rounds % SWEEP_ROUNDS == 0:
                announce_missed()
                forget_old()
            while not over.is_set() and deliver_one():
                pass
        except (DatabaseError, InterfaceError) as error:
            _log.warning("deliverer waits for the database", problem=type(error).__name__)
            connection.close()
        rounds += 1
        over.wait(LOOK_EVERY)


@contextmanager
def deliverer() -> Iterator[None]:
    """Deliver in a thread for the block. What it is at when the block ends is sent again."""
    over = Event()
    thread = Thread(target=_live, args=(over,), name="deliverer", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(LOOK_EVERY)


def _live(over: Event) -> None:
    try:
        deliver_until(over)
    finally:
        connection.close()
