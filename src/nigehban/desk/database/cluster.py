"""One embedded PostgreSQL server under ``<data folder>/postgres``.

``data/`` appears whole or not at all: it is made aside and renamed. The server listens on a unix socket only, in a
folder that nobody else may enter; that folder is the authentication. The callers hold the lock of ``use``.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from nigehban.desk.database import processes
from nigehban.desk.database.account import Account, choose_account
from nigehban.desk.database.address import NAME, Address, socket_folder
from nigehban.desk.database.configuration import initdb_options, server_settings
from nigehban.desk.database.errors import NotStartedError
from nigehban.desk.database.programs import Programs, find_programs

_RETRY_SECONDS = 20
"""After a kill -9 of the server, its orphaned backends keep the data locked until they notice; it takes seconds."""
_RECOVERY_SECONDS = 600
"""A server that lives and does not answer yet is replaying its log: that is waited for."""
_LOG_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cluster:
    """The server of one data folder (``NIGEHBAN_HOME``)."""

    home: Path

    @property
    def folder(self) -> Path:
        """Everything of the server lies here."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def address(self) -> Address:
        """Where it answers when it runs."""
        return Address(str(socket_folder(self.home)), "5432", NAME, NAME)

    def programs(self) -> Programs:
        """The programs that can run these data. Raises ``NoPostgresError`` or ``OtherVersionError``."""
        version = self.data / "PG_VERSION"
        return find_programs(int(version.read_text()) if version.exists() else None)

    def start(self) -> None:
        """Make the data folder when missing, start the server, and return when it answers.

        Raises a leaf of ``DatabaseServerError``.
        """
        programs = self.programs()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        account = choose_account(programs["postgres"], self.folder)
        if not self.data.exists():
            self._initialise(programs, account)
        account.own(self.data)
        self._make_socket_folder(account)
        self._start_patiently(programs, account)
        self._create_database()

    def stop(self) -> None:
        """Ask the server to end (open transactions are rolled back), and wait until it has."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)  # PostgreSQL's fast shutdown
        deadline = time.monotonic() + _RECOVERY_SECONDS
        while processes.is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)

    def pid(self) -> int | None:
        """The server's process, ``None`` when it does not run; a stale ``postmaster.pid`` is seen through."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if pid in processes.working_in(self.data) else None

    def answers(self) -> bool:
        """Whether a connection can be made now."""
        import psycopg  # noqa: PLC0415 - only commands that use the database pay for the driver

        try:
            psycopg.connect(host=self.address.host, user=NAME, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initialise(self, programs: Programs, account: Account) -> None:
        aside = self.folder / "data.new"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        os.chown(aside, account.uid, -1)
        command = [programs["initdb"], "--pgdata", str(aside), "--username", NAME, *initdb_options(programs.major)]
        log = self._open_log()
        try:
            failed = account.popen(command, log).wait()
        finally:
            os.close(log)
        if failed:
            raise NotStartedError(f"The database could not be made in {self.data}. {self._last_words()}")
        aside.rename(self.data)

    def _make_socket_folder(self, account: Account) -> None:
        """A folder that only the server's account may enter. In ``/tmp`` somebody else may have taken the name."""
        folder = Path(self.address.host)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        ours = folder.is_relative_to(self.folder) or found.st_uid in {os.geteuid(), account.uid}
        if not stat.S_ISDIR(found.st_mode) or not ours:
            raise NotStartedError(
                f"{folder} belongs to somebody else. Set NIGEHBAN_HOME to a folder with a shorter path."
            )
        os.chown(folder, account.uid, -1, follow_symlinks=False)
        folder.chmod(0o700)

    def _start_patiently(self, programs: Programs, account: Account) -> None:
        deadline = time.monotonic() + _RETRY_SECONDS
        while True:
            processes.remove_stale_locks(self.data, Path(self.address.host))
            if self._start_once(programs, account):
                return
            if time.monotonic() > deadline:
                raise NotStartedError(f"PostgreSQL did not start. {self._last_words()}")
            time.sleep(0.3)

    def _start_once(self, programs: Programs, account: Account) -> bool:
        """Whether the server came up; ``False`` when it ended again."""
        log = self._open_log()
        command = [programs["postgres"], "-D", str(self.data), *server_settings(self.address.host)]
        try:
            server = account.popen(command, log)
        finally:
            os.close(log)
        deadline = time.monotonic() + _RECOVERY_SECONDS
        while server.poll() is None:
            if self.answers():
                _forget(server)
                return True
            if time.monotonic() > deadline:
                raise NotStartedError(
                    f"PostgreSQL runs but has not answered for {_RECOVERY_SECONDS} s. {self._last_words()}"
                )
            time.sleep(0.02)
        return False

    def _create_database(self) -> None:
        import psycopg  # noqa: PLC0415 - as above

        with psycopg.connect(host=self.address.host, user=NAME, dbname="postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME}")

    def _open_log(self) -> int:
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.rename(self.log.with_suffix(".log.old"))
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-4:] if self.log.exists() else []
        return f"It said: {' / '.join(lines) or 'nothing'}. The whole log is {self.log}."


def _forget(server: subprocess.Popen[bytes]) -> None:
    """The server outlives this object on purpose; Popen would warn that a child still runs."""
    server.returncode = 0
