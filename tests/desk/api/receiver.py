"""A program that is told: a real server on this machine, which writes down what came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, NamedTuple


class Notice(NamedTuple):
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


class Receiver:
    """Answers with ``status``; while ``hangs`` is set, not at all."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.status = 204
        self.location = ""
        self.came, self.hangs, self.goes_on = Event(), False, Event()
        self.url = ""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver that listens for the block."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.notices.append(Notice(self.path, dict(self.headers.items()), body))
            told.came.set()
            if told.hangs:
                told.goes_on.wait(30)
                return
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/told?by=desk"
    try:
        yield told
    finally:
        told.goes_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
