"""Officers spread over the workers of the server.

Workers listen at one socket, and a browser's connection stays with the worker that took it: by chance most may sit with
one while another has nothing to do (measured: eight of eight). So a worker that has more to do than another lets go of
the connection with its answer. The browser connects anew for its next request, and may get the other.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_VARIABLE = "NIGEHBAN_WORKERS"
_PLACES = 64
_APART = 2
"""Requests. With a difference of one, a connection would only change sides."""


class Spread:
    """A WSGI application with what its worker has to do.

    ``board`` is shared by all workers and has a place for each: 0 where there is none, else one more than the requests
    that it answers at this moment. Only the worker itself writes at its ``place``.
    """

    def __init__(self, application: WSGIApplication, board: memoryview, place: int) -> None:
        self._application, self._board, self._place = application, board, place
        self._lock = Lock()
        board[place] = 1

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The answer of the application. The connection ends with it where another worker has less to do."""

        def begin(status: str, headers: list[tuple[str, str]], *error: object) -> object:
            ends = environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and self._has_more_than_another()
            return start(status, [*headers, ("Connection", "close")] if ends else headers, *error)  # type: ignore[arg-type]

        self._count(1)
        try:
            return self._application(environ, begin)  # type: ignore[arg-type]
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._lock:
            self._board[self._place] += change

    def _has_more_than_another(self) -> bool:
        others = [count for place, count in enumerate(self._board) if count and place != self._place]
        return bool(others) and self._board[self._place] - min(others) >= _APART


@contextmanager
def board_for_workers() -> Iterator[None]:
    """For the process that starts the workers: they find the board by the environment."""
    with tempfile.NamedTemporaryFile(prefix="nigehban-workers-") as file:
        file.truncate(_PLACES)
        os.environ[_VARIABLE] = file.name
        try:
            yield
        finally:
            del os.environ[_VARIABLE]


def spread(application: WSGIApplication) -> WSGIApplication:
    """The application for a worker; as it is under a server that keeps no board."""
    path = os.environ.get(_VARIABLE)
    if path is None:
        return application
    file = os.open(path, os.O_RDWR | os.O_CLOEXEC)  # open as long as the worker runs: with it goes its place
    return Spread(application, memoryview(mmap.mmap(file, _PLACES)), _free_place(file))


def _free_place(file: int) -> int:
    """A place that no living worker has: the lock on it ends with its worker, however that ends."""
    for place in range(_PLACES):
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except BlockingIOError:
            continue
        return place
    raise RuntimeError(f"There are more than {_PLACES} workers.")
