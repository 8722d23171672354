"""Every operation x every scope and every role, generated from the operations: none without a policy, none too open."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.matrix import addresses
from nigehban.desk.access.policies import ANY_OFFICER
from nigehban.desk.access.roles import Role
from nigehban.desk.api.models import ApiToken
from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1 import operations
from nigehban.desk.api.v1.needs import OPERATIONS, Asked

from .programs import API, Program

pytestmark = pytest.mark.django_db
assert operations.__all__  # to import them is to add them
EVERY = list(OPERATIONS.values())


def asked_by(program: Program, one: Asked) -> int:
    path = re.sub(r"{\w+}", "L1", one.path)
    if one.method == "POST":
        return program.post(path, b"").status_code
    return program.get(path).status_code


def test_every_address_of_the_api_is_an_operation_with_its_policy() -> None:
    found = {address.name: address.asked for address in addresses() if address.route.startswith("/api/")}
    assert found == {f"api:{one.name}": one.policy for one in EVERY} | {"api:openapi": ANY_OFFICER}
    assert len(EVERY) >= 12


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_nobody_enters_without_a_token(one: Asked, client: Client) -> None:
    path = API + re.sub(r"{\w+}", "L1", one.path)
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 401


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_an_operation_lets_in_a_role_with_its_permission_and_a_token_with_its_scope(role: Role | None) -> None:
    replace_list([lead_row(1)])
    program = Program(officer_with(*([role] if role else [])), per_minute=1000)
    wrong = []
    for scope in Scope:
        ApiToken.objects.filter(pk=program.token.pk).update(scopes=[scope])
        for one in EVERY:
            permitted = one.scope is None or (role is not None and one.scope.permission in role.permissions)
            let_in = permitted and one.scope in {None, scope}
            status = asked_by(program, one)
            if status >= 500 or (status == 403) is let_in:
                wrong.append((one.name, scope.value, status))
    assert wrong == []
