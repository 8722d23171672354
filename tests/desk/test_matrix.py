"""Every address x every role, generated from the addresses: a new view without a policy fails, and so does one whose
policy is not written down in docs/permissions.md (``python tools/permissions.py`` writes it anew).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tools.permissions import PAGE, table

from nigehban.desk.access.matrix import Address, addresses
from nigehban.desk.access.policies import PUBLIC, Open
from nigehban.desk.access.roles import Role

pytestmark = pytest.mark.django_db
EVERY = [address for address in addresses() if not address.name.startswith("api")]
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_FILLED = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000", "slug": "x", "path": "x"}
ACCOUNTS = re.compile(r"^(mfa_|account_|login_once|usersessions)")
"""Pages of one's own account: what they let through is tested with the accounts."""


def filled(address: Address) -> str:
    return _PART.sub(lambda part: "L1" if part[2] == "lead_id" else _FILLED.get(part[1], "x"), address.route)


def browser_of(*roles: Role) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(officer_with(*roles))
    return client


def test_every_view_says_whom_it_lets_in() -> None:
    assert len(EVERY) > 60
    assert [address.route for address in EVERY if address.asked is None] == []


def test_who_may_open_what_is_written_down() -> None:
    assert Path(PAGE).read_text(encoding="utf-8") == table(), "Run: python tools/permissions.py"


@pytest.mark.parametrize("address", [one for one in EVERY if one.asked is not PUBLIC], ids=lambda one: one.route)
def test_nobody_enters_without_logging_in(address: Address, client: Client) -> None:
    for answer in (client.get(filled(address)), client.post(filled(address))):
        assert answer.status_code == 302, answer.status_code
        assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_a_role_opens_what_its_permissions_say_and_nothing_else(role: Role | None) -> None:
    replace_list([lead_row(1, unit="ISB")])
    client = browser_of(*([role] if role else []))
    wrong = []
    for address in EVERY:
        if ACCOUNTS.match(address.name):
            continue
        let_in = address.admits(role) if role else isinstance(address.asked, Open)
        for status in (client.get(filled(address)).status_code, client.post(filled(address)).status_code):
            refused = status == 403
            if status >= 500 or (refused if let_in else not refused):
                wrong.append((address.route, status, "let in" if let_in else "kept out"))
    assert wrong == []
