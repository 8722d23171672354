"""The desk is closed by default: no debug, no default officer, no foreign script, and nothing starts at import."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""
KEY = """
from nigehban.desk.home import prepare_home
prepare_home()
from django.conf import settings
print(settings.SECRET_KEY)
"""


def run(code: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with a data folder of its own."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "NIGEHBAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "nigehban.desk.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_the_settings_starts_and_writes_nothing(tmp_path: Path) -> None:
    done = run("import django; django.setup()", tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home").exists()


def test_djangos_own_check_for_deployment_finds_nothing_behind_https(tmp_path: Path) -> None:
    done = run(CHECK, tmp_path, NIGEHBAN_HTTPS="1")
    assert done.returncode == 0, done.stderr


def test_on_plain_http_the_check_asks_for_https_and_nothing_else(tmp_path: Path) -> None:
    found = {word.strip("():") for word in run(CHECK, tmp_path).stderr.split() if word.startswith("(security.")}
    assert found == {"security.W004", "security.W008", "security.W012", "security.W016"}


def test_debug_can_not_be_switched_on_from_outside(tmp_path: Path) -> None:
    done = run("from django.conf import settings; print(settings.DEBUG)", tmp_path, DEBUG="1", DJANGO_DEBUG="1")
    assert done.stdout == "False\n"


def test_the_key_that_signs_sessions_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first, second = run(KEY, tmp_path / "home"), run(KEY, tmp_path / "home")
    assert first.stdout == second.stdout
    assert len(first.stdout) > 60
    assert stat.S_IMODE((tmp_path / "home" / "secret.key").stat().st_mode) == 0o600


def test_a_host_that_was_not_named_is_refused(client: Client) -> None:
    assert client.get("/", HTTP_HOST="desk.example.org").status_code == 400


@pytest.mark.django_db
def test_every_answer_forbids_foreign_and_inline_content(client: Client) -> None:
    answer = client.get("/", follow=False)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_texts_are_english_and_urdu_and_times_are_stored_with_a_zone() -> None:
    assert [code for code, _ in settings.LANGUAGES] == ["en", "ur"]
    assert settings.USE_TZ
