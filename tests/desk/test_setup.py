"""A command makes the desk usable with two calls, wherever it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from nigehban.desk import database

USE = """
from nigehban import desk
desk.setup()
desk.migrate()
desk.migrate()
from nigehban.desk.accounts.models import Officer
print(Officer.objects.count())
"""


def test_two_calls_make_the_tables_in_an_empty_data_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "NIGEHBAN_HOME": str(tmp_path / "home")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_package_is_cheap_to_import() -> None:
    code = "import sys, nigehban.desk; print({'django', 'psycopg', 'pyarrow'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_the_doctor_is_told_how_the_database_stands(desk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = database.status()
    assert found.usable
    assert "embedded PostgreSQL" in found.what
    monkeypatch.setenv("DATABASE_URL", "postgresql://officer:secret@/desk?host=/nowhere")
    missing = database.status()
    assert not missing.usable
    assert missing.advice
    assert "secret" not in missing.what + missing.advice
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    assert "postgresql://" in database.status().advice
