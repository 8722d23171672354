"""Pages of the list: complete, in order, and read from an index."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.access.standing import keep_standing
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, State
from nigehban.desk.leads.selectors import Place, lead_page, links_of, network_of, visible_leads
from nigehban.priority import Band

from .lists import lead_row, replace_list

pytestmark = pytest.mark.django_db
BANDS = [band.label for band in Band]


@pytest.fixture
def officer() -> Officer:
    return officer_with(Role.TRIAGE_ANALYST, name="officer-1")


def all_pages(officer: Officer, size: int, **filters: object) -> list[str]:
    found, place = [], None
    while True:
        page = lead_page(officer, after=place, size=size, **filters)  # type: ignore[arg-type]
        found += [lead.id for lead in page.leads]
        place = page.following
        if place is None:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_laid_end_to_end_are_the_list_without_gap_or_repeat(officer: Officer, size: int) -> None:
    replace_list([lead_row(number, rank=number // 3) for number in range(20)])
    assert all_pages(officer, size) == list(Lead.objects.order_by("rank", "id").values_list("id", flat=True))


def test_filters_narrow_the_list(officer: Officer) -> None:
    replace_list(
        [
            lead_row(1, unit="PK-KHI"),
            lead_row(2, unit=None),
            lead_row(3, status="archived"),
            lead_row(4, unit="PK-KHI", band="urgent"),
        ]
    )
    assert all_pages(officer, 2) == ["L1", "L2", "L4"]
    assert all_pages(officer, 2, unit="PK-KHI") == ["L1", "L4"]
    assert all_pages(officer, 2, unit="PK-KHI", band=Band.URGENT) == ["L4"]
    assert all_pages(officer, 2, state=State.ARCHIVED) == ["L3"]


def test_an_officer_who_left_sees_nothing(officer: Officer) -> None:
    replace_list([lead_row(1)])
    officer.is_active = False
    assert not visible_leads(officer).exists()


@pytest.mark.parametrize(
    ("filters", "index"),
    [({}, "lead_state_rank"), ({"unit": "PK-U3"}, "lead_unit_state_rank"), ({"band": 1}, "lead_band_state_rank")],
)
def test_a_page_deep_in_a_long_list_is_one_short_index_scan(
    officer: Officer, filters: dict[str, object], index: str
) -> None:
    rows = [
        lead_row(n, unit=f"PK-U{n % 5}", band=BANDS[n % 4], status=["open", "archived"][n % 2]) for n in range(20_000)
    ]
    replace_list(rows)
    keep_standing(officer)
    with CaptureQueriesContext(connection) as queries:
        lead_page(officer, after=Place(15_000, "L15000"), **filters)  # type: ignore[arg-type]
    assert len(queries) == 1
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert f"using {index} " in plan
    assert "Rows Removed by Filter: 1\n" in plan or "Rows Removed" not in plan


def test_a_lead_alone_has_no_network_and_no_links(officer: Officer) -> None:
    replace_list([lead_row(1), lead_row(2, network="N2"), lead_row(3, network="N2")])
    assert not network_of(officer, Lead.objects.get(id="L1")).exists()
    assert [lead.id for lead in network_of(officer, Lead.objects.get(id="L2"))] == ["L3"]
    assert not links_of(Lead.objects.get(id="L1")).exists()
