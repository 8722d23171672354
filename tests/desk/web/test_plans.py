"""No list counts its rows or skips over them, and none reads a whole table, whatever was added to the addresses."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import officer_with
from tests.desk.work import run_each

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.matrix import addresses
from nigehban.desk.access.roles import Role

pytestmark = pytest.mark.django_db
NOT_OURS = "/account/"
"""The pages of the library for accounts: one's own few keys."""
LISTS = [one.route for one in addresses() if "<" not in one.route and not one.name.startswith("api")]
COUNTS = re.compile(r"\bOFFSET\b|COUNT\(\*\)")
MANY = """
INSERT INTO cases_case (number, unit, state, gist, register_number, sealed, pack, opened_by_id, version)
SELECT 'C-' || n, CASE n %% 2 WHEN 0 THEN 'ISB' ELSE 'LHR' END, 'enquiry', 'x', '', false, 'pk', %(officer)s, 1
FROM generate_series(1, 5000) AS n;
INSERT INTO operations_operation (code, purpose, legal_basis, starts_at, circles, lead_id, pack, version)
SELECT 'O-' || n, 'x', 'x', now(), ARRAY[CASE n %% 2 WHEN 0 THEN 'ISB' ELSE 'LHR' END], %(officer)s, 'pk', 1
FROM generate_series(1, 5000) AS n;
ANALYZE;
"""


def test_no_page_skips_or_counts() -> None:
    browser = Client()
    browser.force_login(officer_with(*Role))
    routes = [route for route in LISTS if not route.startswith(NOT_OURS)]
    assert len(routes) > 30
    wrong = []
    for route in routes:
        with CaptureQueriesContext(connection) as asked:
            browser.get(route)
        wrong += [(route, query["sql"][:200]) for query in asked.captured_queries if COUNTS.search(query["sql"])]
    assert wrong == []


@pytest.mark.parametrize(("address", "table"), [("/cases/", "cases_case"), ("/operations/", "operations_operation")])
@pytest.mark.parametrize("unit", [None, "ISB"])
def test_a_page_of_thousands_is_read_by_its_key(address: str, table: str, unit: str | None) -> None:
    officer = officer_with(Role.SUPERVISOR)
    if unit:
        officer = officer_with(Role.CIRCLE_IN_CHARGE, unit=unit)
    run_each(MANY, {"officer": officer.pk})
    browser = Client()
    browser.force_login(officer)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.content.count(b"<tr>") > 50
    (page,) = [query["sql"] for query in asked.captured_queries if f'FROM "{table}"' in query["sql"]]
    with acting_as(officer), connection.cursor() as cursor:  # with row security, as the page asks it
        cursor.execute("EXPLAIN " + page)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert f"Index Scan Backward using {table}_pkey" in plan, plan
    assert f"Seq Scan on {table} " not in plan, plan
