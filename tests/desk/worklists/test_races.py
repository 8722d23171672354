"""Many officers at the same moment: each lead goes to one of them, and none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError
from nigehban.desk.leads.models import Lead, LeadAct
from nigehban.desk.worklists import use_cases
from nigehban.desk.worklists.errors import LeasedToOtherError
from nigehban.desk.worklists.models import Act, Item, WorkAct
from nigehban.desk.worklists.policies import Queue

pytestmark = pytest.mark.django_db(transaction=True)


def in_own_connection(officer: Officer, work: object) -> object:
    """As a request would: a connection of the thread's own, the officer's name, row security."""
    try:
        with acting_as(officer):
            return work(officer)  # type: ignore[operator]
    except (LeasedToOtherError, AlreadySoError) as refusal:
        return type(refusal)
    finally:
        connection.close()


def test_eight_officers_take_forty_leads_and_nobody_gets_anothers() -> None:
    replace_list([lead_row(n) for n in range(40)])
    officers = [officer_with(Role.TRIAGE_ANALYST) for _ in range(8)]

    def five(officer: Officer) -> list[str | None]:
        taken = []
        for _ in range(5):
            lead_id = in_own_connection(officer, lambda one: use_cases.take_next(one, Queue.TRIAGE))
            taken.append(lead_id)
            if lead_id is not None:
                in_own_connection(officer, lambda one, own=lead_id: use_cases.send_to_circle(one, str(own)))
        return taken  # type: ignore[return-value]

    with ThreadPoolExecutor(8) as pool:
        taken = [lead_id for own in pool.map(five, officers) for lead_id in own]
    assert sorted(taken) == sorted(f"L{n}" for n in range(40))
    assert WorkAct.objects.filter(act=Act.LEASE).count() == 40


def test_of_two_officers_who_set_the_same_lead_aside_one_does_and_the_other_is_told() -> None:
    replace_list([lead_row(1)])
    officers = [officer_with(Role.TRIAGE_ANALYST) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        ends = list(
            pool.map(
                lambda officer: in_own_connection(officer, lambda one: use_cases.set_aside(one, "L1", "Nothing.")),
                officers,
            )
        )
    assert sum(isinstance(end, WorkAct) for end in ends) == 1
    assert AlreadySoError in ends
    assert LeadAct.objects.count() == 1
    assert Lead.objects.get(pk="L1").state == "archived"


def test_a_lead_that_another_took_and_decided_in_the_meantime_is_not_given_out_again() -> None:
    """The second officer's statement has begun, and waits for the row that the first one writes."""
    replace_list([lead_row(1), lead_row(2)])
    first, second = (officer_with(Role.TRIAGE_ANALYST) for _ in range(2))

    def take(officer: Officer) -> object:
        return in_own_connection(officer, lambda one: use_cases.take_next(one, Queue.TRIAGE))

    with ThreadPoolExecutor(1) as pool:
        with acting_as(first), connection.cursor() as cursor:
            cursor.execute("INSERT INTO worklists_item (lead, place, reason, referrals) VALUES ('L1', 'circle', '', 1)")
            waits = pool.submit(take, second)
            _until_somebody_waits()
        assert waits.result() == "L2"
    assert Item.objects.get(pk="L1").leased_to is None


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT pg_sleep(0.02), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    raise AssertionError("Nobody waited for the row.")
