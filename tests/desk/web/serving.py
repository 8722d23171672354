"""The desk behind its real server, on a free port of this machine, over the test database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.db import connection

from nigehban.desk.database import Address

_STARTS_WITHIN_SECONDS = 60.0


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a desk that runs for the block: the same tables and vault that the test sees."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NIGEHBAN_")}
    environment = {**kept, "NIGEHBAN_HOME": str(home), "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--blocking-threads", "4", "nigehban.desk.wsgi:application"]
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def database_url() -> str:
    known = connection.settings_dict
    fields = (str(known[name]) for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD"))
    return Address(*fields).url


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not start: {server.poll()}")
