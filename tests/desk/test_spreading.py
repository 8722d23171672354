"""Connections move from a worker that has more to do than another; each living worker has a place of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from nigehban.desk import spreading
from nigehban.desk.spreading import Spread, board_for_workers, spread

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

WORKER = """
import sys
from nigehban.desk.spreading import spread
worker = spread(lambda environ, start: [])
print(worker._place, flush=True)
sys.stdin.read()
"""


def application(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Does in its midst what the test wants."""
    meanwhile: Callable[[], object] = environ["meanwhile"]
    meanwhile()
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"answer"]


def ends(worker: Spread, meanwhile: Callable[[], object] = bool, protocol: str = "HTTP/1.1") -> bool:
    """Whether the worker lets go of the connection on which it answers."""
    seen: list[tuple[str, str]] = []

    def start(_status: str, headers: list[tuple[str, str]], *_error: object) -> Any:
        seen.extend(headers)

    environ = {"SERVER_PROTOCOL": protocol, "meanwhile": meanwhile}
    assert list(worker(environ, start)) == [b"answer"]
    assert ("Content-Type", "text/plain") in seen
    return ("Connection", "close") in seen


def two_workers() -> tuple[memoryview, Spread, Spread]:
    board = memoryview(bytearray(8))
    return board, Spread(application, board, 0), Spread(application, board, 3)


def test_a_worker_with_two_requests_more_than_another_lets_go() -> None:
    board, busy, idle = two_workers()
    assert not ends(busy)
    assert ends(busy, lambda: ends(busy)) is False  # the inner one ended before the outer one began its answer
    inner: list[bool] = []
    ends(busy, lambda: inner.append(ends(busy)))
    assert inner == [True]
    ends(idle, lambda: ends(busy, lambda: inner.append(ends(busy))))
    assert inner == [True, False]
    assert list(board) == [1, 0, 0, 1, 0, 0, 0, 0]


def test_a_worker_alone_and_an_older_protocol_keep_the_connection() -> None:
    alone = Spread(application, memoryview(bytearray(8)), 5)
    inner: list[bool] = []
    ends(alone, lambda: ends(alone, lambda: inner.append(ends(alone))))
    _board, busy, _idle = two_workers()
    ends(busy, lambda: inner.append(ends(busy, protocol="HTTP/2.0")))
    assert inner == [False, False]


def test_what_fails_counts_no_longer() -> None:
    board, busy, _idle = two_workers()

    def fail() -> None:
        raise ZeroDivisionError

    for _ in range(3):
        try:
            ends(busy, fail)
        except ZeroDivisionError:
            continue
    assert board[0] == 1


def test_under_a_server_without_a_board_nothing_is_added() -> None:
    assert spread(application) is application


def test_each_living_worker_has_a_place_and_a_dead_one_leaves_it() -> None:
    with board_for_workers(), ExitStack() as workers:
        first, second = (_begun(workers) for _ in range(2))
        places = [_place(first), _place(second)]
        assert sorted(places) == [0, 1]
        first.kill()
        first.wait()
        assert _place(_begun(workers)) == places[0]
    assert spreading._VARIABLE not in spreading.os.environ


def _begun(workers: ExitStack) -> subprocess.Popen[str]:
    worker = subprocess.Popen([sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return workers.enter_context(worker)


def _place(worker: subprocess.Popen[str]) -> int:
    assert worker.stdout
    return int(worker.stdout.readline())
