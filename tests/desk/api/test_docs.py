"""docs/api.md says what the API does, and every command in it runs as it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tests.formats.samples import encode, report

from nigehban.desk.access.roles import Role
from nigehban.desk.api.models import Kind
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1 import operations
from nigehban.desk.api.v1.needs import OPERATIONS

from .programs import token_for

PAGE = (Path(__file__).parents[3] / "docs/api.md").read_text("utf-8")
COMMANDS = re.findall(r"^curl .+$", PAGE, re.MULTILINE)
assert operations.__all__


@pytest.mark.django_db(transaction=True)
def test_every_command_runs(live_server: Any, tmp_path: Path) -> None:
    replace_list([lead_row(1, band="immediate")])
    _token, secret = token_for(officer_with(Role.DIRECTOR, Role.REGISTER_KEEPER))
    (tmp_path / "report.json").write_bytes(encode(report() | {"reportId": 880001}))
    environment = {**os.environ, "DESK": live_server.url, "TOKEN": secret}
    told = []
    for command in COMMANDS:
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace("curl -sS", "curl -sS --fail-with-body")],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        told.append(json.loads(done.stdout))
    assert len(told) >= 6
    assert told[2]["outcome"] == "stored"
    assert told[3]["items"][0]["id"] == "L1"


def test_every_operation_scope_and_kind_is_written_down() -> None:
    assert not {one.value for one in [*Scope, *Kind] if f"`{one.value}`" not in PAGE}
    assert not {one.scope.permission for one in OPERATIONS.values() if one.scope and one.scope.permission not in PAGE}
    paths = {one.path.replace("{lead_id}", "{id}").replace("_id}", "}") for one in OPERATIONS.values()}
    assert not {path for path in paths if path not in PAGE}
