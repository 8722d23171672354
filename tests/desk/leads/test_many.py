"""Ten thousand referrals on one lead: its page, its parts and what officers do with it take work in proportion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import officer_with
from tests.desk.work import counted

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Act, Lead, LeadMember
from nigehban.desk.leads.persons import scene
from nigehban.desk.leads.use_cases import judge, merge_leads, split_lead, undo

from .linked import World, numbered, referral

pytestmark = [pytest.mark.django_db, pytest.mark.volume]
MANY = 10_000
Done = TypeVar("Done")
PARTS = ("", "referrals/", "links/subject/", "reasons/", "decisions/")
CALLS_A_PAGE, ROWS_A_PAGE = 20 * MANY, 10 * MANY
CALLS_AN_ACT, ROWS_AN_ACT = 500 * MANY, 50 * MANY
"""Each takes less than half of that. What grows with the square of the referrals takes thousands of times as much."""


@pytest.fixture
def crowd() -> World:
    """One account with ten thousand referrals, joined to its first as linking does it, and one referral apart."""
    many = list(range(1, MANY + 1))
    groups = [many, [MANY + 1]]
    first = min(many, key=numbered)
    world = World(groups, groups, groups, [(first, number, 9.0) for number in many if number != first])
    world.relist()
    return world


@pytest.fixture
def officer() -> Officer:
    return officer_with(Role.TRIAGE_ANALYST)


def test_a_lead_of_ten_thousand_referrals_is_shown_split_merged_and_put_back(crowd: World, officer: Officer) -> None:
    large, small = Lead.objects.order_by("-referrals").values_list("pk", flat=True)
    _is_shown(officer, large)
    merged = _in_proportion(lambda: merge_leads(officer, [large, small], reason="One hand."))
    assert Lead.objects.get().referrals == MANY + 1
    _in_proportion(lambda: undo(officer, merged.pk))
    assert set(Lead.objects.values_list("pk", "referrals")) == {(large, MANY), (small, 1)}
    first, *_rest, last = sorted(range(1, MANY + 1), key=numbered)
    _in_proportion(lambda: split_lead(officer, large, [referral(first)]))
    _in_proportion(lambda: judge(officer, referral(last), referral(MANY + 1), Act.SAME))
    assert sorted(Lead.objects.values_list("referrals", flat=True)) == [1, MANY]
    assert dict(LeadMember.objects.values_list("referral", "lead_id")) == crowd.lead_of()
    _is_shown(officer, Lead.objects.get(referrals=MANY).pk)


def _is_shown(officer: Officer, lead: str) -> None:
    desk = Client()
    desk.force_login(officer)
    desk.get("/tray/")  # what a first page loads is no matter of the lead
    for part in PARTS:
        with CaptureQueriesContext(connection) as asked, counted() as work:
            answer = desk.get(f"/leads/{lead}/{part}")
        assert answer.status_code == 200
        assert work.calls < CALLS_A_PAGE, part
        assert work.rows < ROWS_A_PAGE, part
        assert len(asked) < 60, part
        assert answer.content.count(b"<tr") + answer.content.count(b"<li") < 400, part
        assert len(answer.content) < 150_000, part


def _in_proportion(act: Callable[[], Done]) -> Done:
    with counted() as work:
        done = act()
    assert work.calls < CALLS_AN_ACT
    assert work.rows < ROWS_AN_ACT
    return done


@pytest.mark.parametrize(
    ("question", "values", "index"),
    [
        (scene.MEMBERS, [[1]], "leadmember_subject"),
        (scene.LINKS, {"leads": ["L1"]}, "link_lead_b"),
    ],
)
def test_what_an_act_reads_is_found_by_index(question: str, values: object, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {question}", values)  # type: ignore[arg-type]
        assert index in "\n".join(row[0] for row in cursor.fetchall())
