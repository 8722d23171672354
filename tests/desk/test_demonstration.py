"""No desk with real data ever waives the second factor."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nigehban.desk.demonstration import is_demonstration, make_demonstration


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGEHBAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NIGEHBAN_DEMO", "1")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "home"


def test_a_folder_that_the_demonstration_made_is_one(folder: Path) -> None:
    assert make_demonstration()
    assert make_demonstration()
    assert is_demonstration()


def test_a_folder_that_was_there_before_never_becomes_one(folder: Path) -> None:
    folder.mkdir()
    (folder / "vault").mkdir()
    assert not make_demonstration()
    with pytest.raises(ImproperlyConfigured, match="was not made by nigehban demo"):
        is_demonstration()
    assert [path.name for path in folder.iterdir()] == ["vault"]


def test_another_database_is_not_the_demonstrations(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_demonstration()
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk@db.example/real")
    assert not make_demonstration()
    with pytest.raises(ImproperlyConfigured):
        is_demonstration()


def test_without_the_variable_it_is_a_desk_like_any_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_demonstration()
    monkeypatch.delenv("NIGEHBAN_DEMO")
    assert not is_demonstration()
