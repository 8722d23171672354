"""Only what a page reads may be answered by a plan that was made before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role

pytestmark = pytest.mark.django_db


def mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('plan_cache_mode')")
        return str(cursor.fetchone()[0])


def test_an_act_is_planned_anew_also_within_a_page() -> None:
    officer = officer_with(Role.TRIAGE_ANALYST)
    assert mode() == "force_custom_plan"
    with acting_as(officer, reads=True):
        assert mode() == "auto"
        with acting_as(officer):
            assert mode() == "force_custom_plan"
        assert mode() == "auto"
    assert mode() == "force_custom_plan"


@pytest.mark.parametrize(
    ("method", "address", "expected"), [("get", "/", "auto"), ("post", "/worklist/L-0/take/", "force_custom_plan")]
)
def test_a_page_is_read_with_plans_that_were_kept_and_a_form_is_not(method: str, address: str, expected: str) -> None:
    desk, seen = Client(), set[str]()
    desk.force_login(officer_with(Role.TRIAGE_ANALYST))

    def see(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if '"leads_lead"' in sql:
            seen.add(mode())
        return execute(sql, *rest)

    with connection.execute_wrapper(see):
        getattr(desk, method)(address)
    assert seen == {expected}
