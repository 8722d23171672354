"""Root lends the server another account, and finds one wherever the data lie."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from nigehban.desk.database import NoAccountError, account
from nigehban.desk.database.account import Account, choose_account
from nigehban.desk.database.cluster import Cluster
from nigehban.desk.database.programs import find_programs

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root must run the server as somebody else")


def usable(candidate: Account, folder: Path) -> bool:
    return account._can_run(candidate, find_programs()["postgres"], folder)


def open_folder() -> Path:
    """A new folder that others may pass through, which pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    return folder


@pytest.mark.skipif(os.geteuid() == 0, reason="an ordinary user runs the server as itself")
def test_an_ordinary_user_runs_the_server_as_itself(tmp_path: Path) -> None:
    assert choose_account("/bin/true", tmp_path).uid == os.geteuid()


@needs_root
def test_the_first_choice_is_nobody_where_the_way_is_open() -> None:
    assert choose_account("/bin/true", Path("/")).name == "nobody"


@needs_root
def test_a_closed_folder_on_the_way_is_passed_without_opening_it(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "inside").mkdir(parents=True)
    closed.chmod(0o700)
    chosen = choose_account(find_programs()["postgres"], closed / "inside")
    assert chosen.name != "nobody"
    assert closed.stat().st_mode & 0o777 == 0o700


@needs_root
@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_way_makes_starts_and_restarts_a_server(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ways = list(account._for_root())
    home = open_folder()
    cluster = Cluster(home)
    monkeypatch.setattr("nigehban.desk.database.account._for_root", lambda: iter(ways[number:]))
    try:
        if not usable(ways[number], home):
            pytest.skip(f"{ways[number].name} is not possible on this machine")
        for _ in range(2):
            cluster.start()
            assert cluster.answers()
            assert cluster.data.stat().st_uid == ways[number].uid
            cluster.stop()
    finally:
        cluster.stop()
        shutil.rmtree(home)


@needs_root
def test_data_made_one_way_are_taken_over_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = list(account._for_root())
    home = open_folder()
    cluster = Cluster(home)
    try:
        for way in (way for way in ways if usable(way, home)):
            monkeypatch.setattr("nigehban.desk.database.account._for_root", lambda way=way: iter([way]))
            cluster.start()
            assert cluster.answers()
            cluster.stop()
    finally:
        cluster.stop()
        shutil.rmtree(home)


@needs_root
def test_where_no_account_works_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("nigehban.desk.database.account._for_root", lambda: iter(()))
    with pytest.raises(NoAccountError, match="NIGEHBAN_HOME"):
        choose_account("/bin/true", tmp_path)


def test_the_server_never_sees_our_environment(tmp_path: Path) -> None:
    os.environ["NIGEHBAN_TEST_SECRET"] = "seen"
    try:
        with (tmp_path / "out").open("wb") as out:
            choose_account("/bin/true", Path("/")).popen(["/usr/bin/env"], out.fileno()).wait()
    finally:
        del os.environ["NIGEHBAN_TEST_SECRET"]
    assert "seen" not in (tmp_path / "out").read_text()
    assert subprocess.run(["/usr/bin/env"], capture_output=True, check=True).stdout
