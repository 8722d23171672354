"""A desk as a user has it: ``nigehban serve`` in a data folder of its own, filled by ``nigehban load``.

The server is another process with another database than the one of the other tests: what a test changes through
``do`` or in the browser stays, so each test makes the records that it changes.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from unittest.mock import patch

from django.conf import settings
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from nigehban.desk.database import address
from nigehban.desk.demonstration import make_demonstration
from nigehban.synthetic import synth_referrals

Given = ParamSpec("Given")
Made = TypeVar("Made")
NIGEHBAN = [sys.executable, "-m", "nigehban.cli"]
_REFERRALS, _SEED = 80, 7
_STARTS_WITHIN_SECONDS = 90.0
_LINK = re.compile(r"(http://\S+)/login/once/\S+/")


class Installation:
    """A desk that runs: where it answers, and a way to act in its database."""

    def __init__(self, home: Path, url: str, blocker: DjangoDbBlocker) -> None:
        self.home = home
        self.url = url
        self._blocker = blocker
        # A thread has connections of its own, and no event loop (Playwright's stands in the way of Django's).
        self._thread = ThreadPoolExecutor(1, "installation")

    def do(self, work: Callable[Given, Made], *args: Given.args, **changes: Given.kwargs) -> Made:
        """What ``work`` gives when it is done in this desk: a use case, a selector, a ``reverse``."""
        return self._thread.submit(self._done_here, work, *args, **changes).result()

    def close(self) -> None:
        """Let go of the database."""
        self._thread.submit(connections.close_all).result()
        self._thread.shutdown()

    def _done_here(self, work: Callable[Given, Made], *args: Given.args, **changes: Given.kwargs) -> Made:
        with patch.dict(os.environ, _environment(self.home)), self._blocker.unblock():
            where = address()
            connection = connections["default"]
            connection.settings_dict = connection.settings_dict | {
                "HOST": where.host,
                "PORT": where.port,
                "NAME": where.name,
                "USER": where.user,
            }
            return work(*args, **changes)


@contextmanager
def installed(folder: Path, blocker: DjangoDbBlocker) -> Iterator[Installation]:
    """A desk that serves a small synthetic world for the block."""
    home = _prepared(folder / "home")
    synth_referrals(_REFERRALS, _SEED, folder / "world", processes=1)
    with ExitStack() as ending:
        url = ending.enter_context(_served(home, folder / "serve.log"))
        _run("load", folder / "world" / "documents", home=home)
        installation = Installation(home, url, blocker)
        ending.callback(installation.close)
        yield installation


def _prepared(home: Path) -> Path:
    """An empty data folder, of a demonstration, whose key is that of the tests: what they sign is good there."""
    with patch.dict(os.environ, _environment(home)):
        assert make_demonstration()
    (home / "secret.key").write_text(settings.SECRET_KEY, "ascii")
    return home


def _environment(home: Path) -> dict[str, str]:
    """The variables that lead to the installation, and to its embedded server."""
    return {"NIGEHBAN_HOME": str(home), "NIGEHBAN_DEMO": "1", "DATABASE_URL": ""}


def _run(*words: str | Path, home: Path) -> None:
    done = subprocess.run(
        [*NIGEHBAN, *map(str, words)], env=os.environ | _environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def _served(home: Path, log: Path) -> Iterator[str]:
    """Where ``nigehban serve`` answers for the block."""
    with log.open("w") as said:
        server = subprocess.Popen(
            [*NIGEHBAN, "serve", "--port", "0"],
            env=os.environ | _environment(home),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _address_in(log, server)
    finally:
        _end(server)


def _address_in(log: Path, server: subprocess.Popen[bytes]) -> str:
    """The address that the server printed with its login link."""
    deadline = time.monotonic() + _STARTS_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if found := _LINK.search(log.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"The desk did not start:\n{log.read_text()[-4000:]}")


def _end(server: subprocess.Popen[Any]) -> None:
    """Ask the server to end, and its database with it; one that hangs is ended with its workers."""
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
