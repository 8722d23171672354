"""The embedded server comes up, is shared, survives kills, and goes when nobody uses it. Nothing here is pretended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from nigehban.desk.database import NotStartedError, OtherVersionError
from nigehban.desk.database.cluster import Cluster
from nigehban.desk.database.processes import is_alive, working_in

USER = """
from nigehban.desk import database
print(database.ensure(), flush=True)
input()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A data folder with no server yet; whatever runs in it at the end is stopped."""
    cluster = Cluster(tmp_path / "home")
    cluster.home.mkdir()
    yield cluster
    cluster.stop()


@contextmanager
def user(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the server until it is told to end."""
    environment = {**os.environ, "NIGEHBAN_HOME": str(cluster.home)}
    environment.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", USER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        yield process
        if process.poll() is None:
            process.communicate("\n")


def connect(cluster: Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.address.url, autocommit=True)


def pid_of(cluster: Cluster) -> int:
    pid = cluster.pid()
    assert pid is not None
    return pid


def test_the_server_runs_while_somebody_uses_it_and_no_longer(cluster: Cluster) -> None:
    with user(cluster):
        assert cluster.answers()
    assert cluster.pid() is None
    assert not cluster.answers()


def test_the_one_who_started_it_may_leave_first(cluster: Cluster) -> None:
    with user(cluster) as first, user(cluster):
        first.communicate("\n")
        assert first.returncode == 0
        assert cluster.answers()
    assert cluster.pid() is None


def test_rows_are_there_after_a_restart_and_text_is_utf8_in_code_point_order(cluster: Cluster) -> None:
    with user(cluster), connect(cluster) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('نگہبان'), ('Z'), ('a')")
    with user(cluster), connect(cluster) as connection:
        assert [row[0] for row in connection.execute("SELECT word FROM kept ORDER BY word")] == ["Z", "a", "نگہبان"]


def test_nobody_reaches_it_over_the_network_or_through_the_folder(cluster: Cluster) -> None:
    with user(cluster), connect(cluster) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert Path(cluster.address.host).stat().st_mode & 0o077 == 0
        assert cluster.data.stat().st_mode & 0o077 == 0


def test_many_who_start_at_once_get_one_server(cluster: Cluster) -> None:
    environment = {**os.environ, "NIGEHBAN_HOME": str(cluster.home)}
    environment.pop("DATABASE_URL", None)
    start = [sys.executable, "-c", USER]
    users = [
        subprocess.Popen(start, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(5)
    ]
    assert all(one.stdout and one.stdout.readline().startswith("postgresql://") for one in users)
    assert cluster.answers()
    for one in users:
        one.communicate("\n")
    assert [one.returncode for one in users] == [0] * 5
    assert cluster.log.read_text().count("starting PostgreSQL") == 1
    assert cluster.pid() is None


def test_after_a_kill_of_the_server_it_starts_again_with_every_committed_row(cluster: Cluster) -> None:
    with user(cluster):
        with connect(cluster) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 50000) AS number")
        with closing(connect(cluster)):  # its backend is left an orphan
            os.kill(pid_of(cluster), signal.SIGKILL)
            with user(cluster), connect(cluster) as connection:
                assert connection.execute("SELECT count(*) FROM kept").fetchone() == (50000,)


def test_a_killed_user_leaves_a_server_that_the_next_one_takes_over_and_stops(cluster: Cluster) -> None:
    with user(cluster) as killed:
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        first = pid_of(cluster)
        assert cluster.answers()
    with user(cluster):
        assert pid_of(cluster) == first
    assert cluster.pid() is None


def test_a_number_in_postmaster_pid_that_now_belongs_to_another_process_is_seen_through(cluster: Cluster) -> None:
    with user(cluster):
        pass
    stale = cluster.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.data}\n1700000000\n5432\n\n\n")
    os.chown(stale, cluster.data.stat().st_uid, -1)
    assert cluster.pid() is None
    with user(cluster):
        assert cluster.answers()


def test_making_the_data_folder_is_started_over_when_it_was_cut_off(cluster: Cluster) -> None:
    (cluster.folder / "data.new").mkdir(parents=True)
    (cluster.folder / "data.new" / "PG_VERSION").write_text("18\n")
    with user(cluster):
        assert cluster.answers()


def test_a_data_folder_with_a_very_long_path_works(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("a" * 100) / ("b" * 100))
    cluster.home.mkdir(parents=True)
    with user(cluster), connect(cluster) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert not cluster.address.host.startswith(str(tmp_path))
    Path(cluster.address.host).rmdir()


def test_a_socket_folder_that_somebody_else_took_is_not_used(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("c" * 200))
    cluster.home.mkdir(parents=True)
    taken = Path(cluster.address.host)
    taken.symlink_to(tmp_path)
    try:
        with pytest.raises(NotStartedError, match="belongs to somebody else"):
            cluster.start()
    finally:
        taken.unlink()


def test_data_of_another_major_version_are_left_alone(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(OtherVersionError, match="12"):
        cluster.start()


def test_a_server_that_does_not_start_is_reported_with_its_last_words(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nigehban.desk.database.cluster._RETRY_SECONDS", 0)
    with user(cluster):
        pass
    (cluster.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(NotStartedError, match="no_such_setting"):
        cluster.start()


def test_a_backend_that_outlives_its_server_keeps_the_pid_file(cluster: Cluster) -> None:
    with user(cluster):
        pid = pid_of(cluster)
        assert pid in working_in(cluster.data)
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert cluster.pid() is None
