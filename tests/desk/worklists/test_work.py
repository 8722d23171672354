"""A lead is leased to one officer at a time, comes back by itself, and every move of it can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.use_cases import open_case_from_lead
from nigehban.desk.leads.errors import AlreadySoError, NoSuchLeadError
from nigehban.desk.leads.models import Lead
from nigehban.desk.worklists import selectors, use_cases
from nigehban.desk.worklists.errors import (
    BadTimeError,
    ChangedSinceError,
    LeasedToOtherError,
    NoReasonError,
    NotForThemError,
)
from nigehban.desk.worklists.models import Act, Item, Look, Place, WorkAct
from nigehban.desk.worklists.policies import Queue
from nigehban.desk.worklists.sql import taking
from nigehban.desk.worklists.use_cases import take_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    replace_list([lead_row(n, unit="ISB" if n % 2 else "KHI") for n in range(1, 6)])
    return officer_with(Role.TRIAGE_ANALYST)


def another(*roles: Role, unit: str = "") -> Officer:
    return officer_with(*(roles or (Role.TRIAGE_ANALYST,)), unit=unit)


def run_out(lead_id: str) -> None:
    """Let the lease on a lead end, as the clock would."""
    past = timezone.now() - timedelta(minutes=1)
    Item.objects.filter(pk=lead_id).update(leased_at=past - timedelta(minutes=15), leased_until=past)


def place_of(lead_id: str) -> str:
    return Item.objects.get(pk=lead_id).place


def test_the_most_urgent_free_lead_is_leased_and_the_next_officer_gets_the_next(officer: Officer) -> None:
    assert take_next(officer, Queue.TRIAGE) == "L1"
    assert take_next(another(), Queue.TRIAGE) == "L2"
    lease = selectors.item_of("L1")
    assert lease is not None
    assert lease.leased_to == officer


def test_an_officer_who_asks_again_gets_the_lead_that_they_have(officer: Officer) -> None:
    assert [take_next(officer, Queue.TRIAGE), take_next(officer, Queue.TRIAGE)] == ["L1", "L1"]


def test_a_lead_that_an_open_case_has_is_offered_to_nobody(officer: Officer) -> None:
    open_case_from_lead(officer_with(Role.DIRECTOR), "L1", "ISB", "One account.", reason="Urgent.")
    assert take_next(officer, Queue.TRIAGE) == "L2"


def test_an_expired_lease_comes_back_without_any_job(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    run_out("L1")
    item = selectors.item_of("L1")
    assert item is not None
    assert not item.is_leased
    assert take_next(another(), Queue.TRIAGE) == "L1"


def test_a_lease_that_ran_out_is_told_apart_from_one_that_ended_in_an_act(officer: Officer) -> None:
    first, second = ("L1", "L2")
    hour = timedelta(hours=1)
    past = timezone.now() - hour
    for lead_id in (first, second):
        WorkAct.objects.create(lead=lead_id, act=Act.LEASE, officer=officer, until=past)
    WorkAct.objects.bulk_create([WorkAct(lead=second, act=Act.SKIP, officer=officer, at=past - hour / 4)])
    assert [act.lead for act in selectors.leases_run_out(past - hour, timezone.now())] == [first]


def test_an_officer_of_one_unit_gets_leads_of_that_unit_only(officer: Officer) -> None:
    local = another(unit="KHI")
    assert take_next(local, Queue.TRIAGE) == "L2"
    use_cases.skip(local, "L2")
    assert take_next(local, Queue.TRIAGE) == "L4"
    use_cases.skip(local, "L4")
    assert take_next(local, Queue.TRIAGE) is None


def test_who_decides_of_no_lead_takes_none(officer: Officer) -> None:
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.REGISTER_KEEPER):
        with pytest.raises(NotPermittedError):
            take_next(another(role), Queue.TRIAGE)
    with pytest.raises(NotPermittedError):
        take_next(officer, Queue.ESCALATED)


def test_a_lead_that_another_has_is_not_decided_and_its_holder_is_named(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    with pytest.raises(LeasedToOtherError, match=str(officer)):
        use_cases.set_aside(another(), "L1", "Nothing in it.")
    assert Lead.objects.get(pk="L1").state == "open"


def test_a_decision_after_the_lease_ran_out_counts_if_nobody_else_took_the_lead(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    run_out("L1")
    use_cases.set_aside(officer, "L1", "Nothing in it.")
    assert Lead.objects.get(pk="L1").state == "archived"


def test_a_decision_after_the_lease_ran_out_is_refused_if_another_took_the_lead(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    run_out("L1")
    second = another()
    take_next(second, Queue.TRIAGE)
    with pytest.raises(LeasedToOtherError, match=str(second)):
        use_cases.set_aside(officer, "L1", "Nothing in it.")


def test_a_referral_that_came_while_the_officer_read_is_shown_before_the_decision_counts(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    Lead.objects.filter(pk="L1").update(referrals=3)
    with pytest.raises(ChangedSinceError, match="2 more came"):
        use_cases.set_aside(officer, "L1", "Nothing in it.", seen=1)
    use_cases.set_aside(officer, "L1", "Nothing in it.", seen=3)


def test_a_lead_on_hold_is_out_of_the_way_until_its_time_or_until_a_referral_joins_it(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    use_cases.hold(officer, "L1", "The platform answers tomorrow.", timezone.now() + timedelta(days=1))
    assert take_next(another(), Queue.TRIAGE) == "L2"
    Lead.objects.filter(pk="L1").update(referrals=2)
    assert take_next(another(), Queue.TRIAGE) == "L1"


def test_a_hold_that_ended_brings_the_lead_back(officer: Officer) -> None:
    use_cases.hold(officer, "L1", "Tomorrow.", timezone.now() + timedelta(days=1))
    Item.objects.filter(pk="L1").update(until=timezone.now() - timedelta(seconds=1))
    assert take_next(another(), Queue.TRIAGE) == "L1"


@pytest.mark.parametrize("days", [-1, 0, 100])
def test_a_hold_ends_after_now_and_within_three_months(officer: Officer, days: int) -> None:
    with pytest.raises(BadTimeError):
        use_cases.hold(officer, "L1", "Later.", timezone.now() + timedelta(days=days))


def test_what_is_handed_over_is_offered_first_to_that_officer_and_to_nobody_else(officer: Officer) -> None:
    receiver = another()
    use_cases.hand_over(officer, "L4", receiver, "You know this account.")
    assert take_next(receiver, Queue.TRIAGE) == "L4"
    assert [work.lead.pk for work in selectors.own_work(receiver).given] == ["L4"]
    others = [take_next(another(), Queue.TRIAGE) for _ in range(5)]
    assert others == ["L1", "L2", "L3", "L5", None]


def test_nobody_is_handed_what_they_may_not_decide(officer: Officer) -> None:
    for wrong in (another(Role.AUDITOR), another(unit="ISB"), officer):
        with pytest.raises(NotForThemError):
            use_cases.hand_over(officer, "L2", wrong, "Please.")


def test_what_is_escalated_waits_for_a_supervisor(officer: Officer) -> None:
    use_cases.escalate(officer, "L1", "A colleague's relative is named.")
    assert take_next(officer, Queue.TRIAGE) == "L2"
    assert take_next(another(Role.SUPERVISOR), Queue.ESCALATED) == "L1"


def test_what_is_sent_to_the_circle_waits_for_its_officers(officer: Officer) -> None:
    use_cases.send_to_circle(officer, "L2")
    assert take_next(another(Role.VERIFICATION_OFFICER, unit="ISB"), Queue.CIRCLE) is None
    assert take_next(another(Role.VERIFICATION_OFFICER, unit="KHI"), Queue.CIRCLE) == "L2"


def test_a_supervisor_breaks_a_lease_and_that_is_kept(officer: Officer) -> None:
    take_next(officer, Queue.TRIAGE)
    supervisor = another(Role.SUPERVISOR)
    with pytest.raises(NoReasonError):
        use_cases.break_lease(supervisor, "L1", " ")
    use_cases.break_lease(supervisor, "L1", "Went home ill.")
    assert take_next(another(), Queue.TRIAGE) == "L1"
    hour = timedelta(hours=1)
    (kept,) = selectors.leases_broken(timezone.now() - hour, timezone.now() + hour)
    assert (kept.officer, kept.to, kept.reason) == (supervisor, officer, "Went home ill.")
    with pytest.raises(NotPermittedError):
        use_cases.break_lease(officer, "L1", "I want it.")
    elsewhere = another(Role.CIRCLE_IN_CHARGE, unit="KHI")
    with pytest.raises(NoSuchLeadError):
        use_cases.break_lease(elsewhere, "L1", "Mine.")


@pytest.mark.parametrize("act", ["set_aside", "to_circle", "hold", "hand_over", "escalate", "give_back"])
def test_every_move_can_be_undone_by_another_officer(officer: Officer, act: str) -> None:
    use_cases.escalate(officer, "L1", "First.")
    before = place_of("L1")
    done = {
        "set_aside": lambda: use_cases.set_aside(officer, "L1", "Nothing."),
        "to_circle": lambda: use_cases.send_to_circle(officer, "L1"),
        "hold": lambda: use_cases.hold(officer, "L1", "Later.", timezone.now() + timedelta(days=1)),
        "hand_over": lambda: use_cases.hand_over(officer, "L1", another(), "Yours."),
        "escalate": lambda: use_cases.escalate(officer, "L1", "Second."),
        "give_back": lambda: use_cases.give_back(officer, "L1"),
    }[act]()
    use_cases.undo(another(), done)
    item = Item.objects.get(pk="L1")
    assert (item.place, item.reason, item.officer) == (before, "First.", None)
    assert Lead.objects.get(pk="L1").state == "open"
    with pytest.raises(ChangedSinceError):
        use_cases.undo(officer, done)


def test_an_act_is_not_undone_over_a_later_one(officer: Officer) -> None:
    first = use_cases.escalate(officer, "L1", "First.")
    use_cases.give_back(officer, "L1")
    with pytest.raises(ChangedSinceError, match="gave back"):
        use_cases.undo(officer, first)


steps = st.lists(st.sampled_from(["circle", "hold", "give", "escalate", "back", "aside"]), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_undoing_a_sequence_backwards_passes_through_every_earlier_state(officer: Officer, steps: list[str]) -> None:
    with transaction.atomic():
        receiver = another()
        acts, states = [], [_state()]
        for step in steps:
            try:
                acts.append(_do(step, officer, receiver))
            except AlreadySoError:
                continue
            states.append(_state())
        for act in reversed(acts):
            assert _state() == states.pop()
            use_cases.undo(officer, act)
        assert _state() == states.pop()
        assert not states
        transaction.set_rollback(True)


def _do(step: str, officer: Officer, receiver: Officer) -> WorkAct:
    until = timezone.now() + timedelta(days=1)
    return {
        "circle": lambda: use_cases.send_to_circle(officer, "L1", "c"),
        "hold": lambda: use_cases.hold(officer, "L1", "h", until),
        "give": lambda: use_cases.hand_over(officer, "L1", receiver, "g"),
        "escalate": lambda: use_cases.escalate(officer, "L1", "e"),
        "back": lambda: use_cases.give_back(officer, "L1"),
        "aside": lambda: use_cases.set_aside(officer, "L1", "a"),
    }[step]()


def _state() -> tuple[object, ...]:
    item = Item.objects.filter(pk="L1").first() or Item(lead="L1")
    return (item.place, item.officer_id, item.reason, item.until, Lead.objects.get(pk="L1").state)


def test_what_was_done_is_neither_changed_nor_removed(officer: Officer) -> None:
    use_cases.escalate(officer, "L1", "First.")
    with pytest.raises(IntegrityError, match="added only"), transaction.atomic():
        WorkAct.objects.update(reason="Another.")


def test_referrals_that_came_since_an_officer_looked_are_counted_for_that_officer(officer: Officer) -> None:
    lead = Lead.objects.get(pk="L1")
    use_cases.note_look(officer, lead)
    Lead.objects.filter(pk="L1").update(referrals=4)
    lead.refresh_from_db()
    assert selectors.referrals_since_look(officer, [lead]) == {"L1": 3}
    assert selectors.referrals_since_look(another(), [lead]) == {}
    use_cases.note_look(officer, lead)
    assert Look.objects.get(officer=officer).referrals == 4


@pytest.mark.parametrize("queue", ["triage", "given", "circle", "escalated"])
def test_taking_reads_the_list_from_its_top_and_stops(officer: Officer, queue: str) -> None:
    replace_list([lead_row(n) for n in range(20_000)])
    wanted = {"officer": officer.pk, "units": ["ISB"], "minutes": 15}
    with acting_as(officer), connection.cursor() as cursor:
        for everywhere in (True, False):
            cursor.execute("EXPLAIN " + taking(queue, everywhere=everywhere), wanted)
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on leads_lead" not in plan, plan
            assert queue != "triage" or not everywhere or "using lead_state_rank" in plan, plan


def test_acts_of_one_officer_are_the_newest_first(officer: Officer) -> None:
    use_cases.escalate(officer, "L1", "a")
    use_cases.skip(officer, "L2")
    assert [act.act for act in selectors.acts_of(officer)] == [Act.SKIP, Act.ESCALATE]
    assert selectors.last_move_of(officer) is None
    assert place_of("L1") == Place.ESCALATED


def test_many_leads_on_hold_hide_none_that_was_handed_over(officer: Officer) -> None:
    many = range(1, selectors.SHOWN + 3)
    replace_list([lead_row(n) for n in many])
    held, handed = [f"L{n}" for n in many[:-1]], f"L{many[-1]}"
    until = timezone.now() + timedelta(hours=1)
    Item.objects.bulk_create(Item(lead=one, place=Place.HELD, officer=officer, until=until) for one in held)
    Item.objects.create(lead=handed, place=Place.GIVEN, officer=officer)
    own = selectors.own_work(officer)
    assert [work.lead.pk for work in own.given] == [handed]
    assert len(own.held) == selectors.SHOWN
