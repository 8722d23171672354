"""One real PostgreSQL server for the whole session; Django's test database lives in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.http import HttpRequest

from nigehban.desk import database


@pytest.fixture(scope="session")
def desk_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the session's own, never the user's."""
    folder = tmp_path_factory.mktemp("home")
    before = os.environ.get("NIGEHBAN_HOME")
    os.environ["NIGEHBAN_HOME"] = str(folder)
    yield folder
    database.release()
    if before is None:
        del os.environ["NIGEHBAN_HOME"]
    else:
        os.environ["NIGEHBAN_HOME"] = before


@pytest.fixture(scope="session")
def django_db_modify_db_settings(desk_home: Path, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server before pytest-django makes its test database (settings were read before there was one)."""
    database.ensure()
    where = database.address()
    reached = {"HOST": where.host, "PORT": where.port, "USER": where.user, "PASSWORD": where.password}
    connections["default"].settings_dict.update(reached, OPTIONS=database.connection_options(where))


@pytest.fixture(autouse=True, scope="session")
def whom_a_test_logs_in_by_force_passed_a_second_factor() -> Iterator[None]:
    """``Client.force_login`` skips the login's pages, and with them what the session would remember of them."""

    def passed(request: HttpRequest, user: object, **_more: object) -> None:
        from allauth.account.internal.flows.login import record_authentication

        if not hasattr(request, "allauth"):
            record_authentication(request, user, "mfa", type="totp")

    user_logged_in.connect(passed)
    yield
    user_logged_in.disconnect(passed)
