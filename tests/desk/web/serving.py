"""The desk behind its real server, on a free port of this machine, over the test database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.db import connection

from nigehban.desk.database import Address

_STARTS_WITHIN_SECONDS = 60.0


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a desk that runs for the block: a demonstration with the tables and the vault of the test."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NIGEHBAN_")}
    environment = {**kept, "NIGEHBAN_HOME": str(home), "NIGEHBAN_DEMO": "1", "DATABASE_URL": database_url()}
    (home / "demonstration").write_text(sha256(database_url().encode()).hexdigest(), "ascii")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--blocking-threads", "4", "--workers-kill-timeout", "5", "nigehban.desk.wsgi:application"]
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end; one that hangs on its way out is ended with its workers, or the database stays in use."""
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


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
