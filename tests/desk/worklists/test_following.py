"""What officers have at work follows its lead when the lead is merged, split, put back, or listed anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.leads.linked import World, referral, small_world
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.models import Lead, LeadMember
from nigehban.desk.leads.use_cases import merge_leads, split_lead, undo
from nigehban.desk.worklists import selectors, use_cases
from nigehban.desk.worklists.errors import LeasedToOtherError
from nigehban.desk.worklists.models import Item, Joined, Place
from nigehban.desk.worklists.policies import Queue
from nigehban.desk.worklists.use_cases import take, take_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = small_world()
    world.relist()
    return world


@pytest.fixture
def officer(world: World) -> Officer:
    return officer_with(Role.TRIAGE_ANALYST)


@pytest.fixture
def other(world: World) -> Officer:
    return officer_with(Role.TRIAGE_ANALYST)


def lead_of(number: int) -> str:
    return LeadMember.objects.get(referral=referral(number)).lead_id


def merged_away() -> tuple[str, str]:
    """The two leads of referrals 1 and 7: that whose number goes when they are merged, and that which stays."""
    stays, goes = sorted([lead_of(1), lead_of(7)])
    return goes, stays


def test_a_lease_on_a_lead_that_another_officer_merged_goes_on(officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    take(officer, goes)
    merge_leads(other, [goes, stays])
    assert [work.lead.pk for work in selectors.own_work(officer).leased] == [stays]
    with pytest.raises(LeasedToOtherError):
        use_cases.escalate(other, stays, "Look.")
    use_cases.escalate(officer, stays, "Look.")
    assert Item.objects.get().place == Place.ESCALATED


def test_a_merged_lead_is_still_handed_over_and_both_are_when_it_is_put_back(officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    use_cases.hand_over(officer, goes, other, "Yours.")
    act = merge_leads(officer, [goes, stays])
    assert [work.lead.pk for work in selectors.own_work(other).given] == [stays]
    undo(officer, act.pk)
    assert goes in [work.lead.pk for work in selectors.own_work(other).given]
    assert take_next(other, Queue.TRIAGE) in {goes, stays}


def test_of_two_places_that_counts_for_which_somebody_waits(officer: Officer) -> None:
    goes, stays = merged_away()
    use_cases.escalate(officer, goes, "A child may be at risk.")
    use_cases.hold(officer, stays, "An answer is due.", timezone.now() + timedelta(days=3))
    merge_leads(officer, [goes, stays])
    item = Item.objects.get()
    assert (item.lead, item.place, item.reason) == (stays, Place.ESCALATED, "A child may be at risk.")


def test_a_held_lead_that_is_merged_comes_back_at_once(officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    use_cases.hold(officer, goes, "An answer is due.", timezone.now() + timedelta(days=3))
    merge_leads(officer, [goes, stays])
    offered = {take_next(other, Queue.TRIAGE), take_next(other, Queue.TRIAGE)}
    assert stays in offered


def test_both_parts_of_a_lead_wait_where_it_waited_and_the_lease_stays_with_the_number(officer: Officer) -> None:
    whole = lead_of(1)
    use_cases.send_to_circle(officer, whole)
    take(officer, whole)
    first = LeadMember.objects.filter(lead=whole).order_by("node_id")[0].referral
    split_lead(officer, whole, [first])
    person = LeadMember.objects.get(referral=first).subject
    parts = set(LeadMember.objects.filter(subject=person).values_list("lead", flat=True))
    assert len(parts) > 1
    assert set(Item.objects.filter(place=Place.CIRCLE).values_list("lead", flat=True)) == parts
    assert [work.lead.pk for work in selectors.own_work(officer).leased] == [whole]


def test_a_new_list_that_joins_two_leads_takes_the_work_along(world: World, officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    use_cases.hand_over(officer, goes, other, "Yours.")
    joined = World(
        accounts=[[1, 2, 3], [4], [5, 6], [7], [8], [9]],
        persons=[[1, 2, 3, 4, 5, 6, 7, 8], [9]],
        rings=[[1, 2, 3, 4, 5, 6, 7, 8], [9]],
        links=[(1, 2, 9.0), (1, 3, 9.0), (3, 4, 8.0), (4, 5, 5.0), (5, 6, 9.0), (7, 8, 4.0), (6, 7, 9.0)],
    )
    joined.relist()
    assert [work.lead.pk for work in selectors.own_work(other).given] == [stays]
    assert set(Item.objects.values_list("lead", flat=True)) == {stays}


def test_work_on_a_number_that_is_gone_is_not_undone_blindly_and_its_officer_comes_to_the_lead_it_became(
    officer: Officer, other: Officer
) -> None:
    goes, stays = merged_away()
    act = use_cases.escalate(officer, goes, "A child may be at risk.")
    merge = merge_leads(officer, [goes, stays])
    desk = Client()
    desk.force_login(officer)
    page = desk.post(f"/worklist/acts/{act.pk}/undo/", follow=True)
    assert page.redirect_chain[-1][0].startswith(f"/leads/{stays}/")
    assert f"Lead {goes} is part of lead {stays} now." in page.content.decode()
    assert Item.objects.get().place == Place.ESCALATED
    undo(officer, merge.pk)
    assert desk.post(f"/worklist/acts/{act.pk}/undo/").headers["Location"] == f"/leads/{goes}/"
    assert Item.objects.get(pk=goes).place == Place.TRIAGE


def test_work_on_a_number_that_became_a_lead_of_another_circle_is_not_told_of(officer: Officer) -> None:
    goes, stays = merged_away()
    act = use_cases.escalate(officer, goes, "A child may be at risk.")
    merge_leads(officer, [goes, stays])
    Lead.objects.filter(pk=stays).update(unit="ISB")
    desk = Client()
    desk.force_login(officer_with(Role.TRIAGE_ANALYST, unit="KHI"))
    assert desk.post(f"/worklist/acts/{act.pk}/undo/").status_code == 404


def work() -> dict[str, tuple[object, ...]]:
    items = Item.objects.exclude(place=Place.TRIAGE, leased_to=None)
    return {one.lead: (one.place, one.officer_id, one.reason, one.until, one.leased_to_id) for one in items}


def holding(officer: Officer, lead: str) -> None:
    use_cases.hold(officer, lead, "An answer is due.", timezone.now() + timedelta(days=3))


WORK = {
    "nothing": lambda officer, other, lead: None,
    "escalated": lambda officer, other, lead: use_cases.escalate(officer, lead, f"{lead}: look."),
    "held": lambda officer, other, lead: holding(officer, lead),
    "given": lambda officer, other, lead: use_cases.hand_over(officer, lead, other, "Yours."),
    "leased": lambda officer, other, lead: take(officer, lead),
    "leased by the other": lambda officer, other, lead: take(other, lead),
    "escalated and leased": lambda officer, other, lead: (use_cases.escalate(officer, lead, "."), take(officer, lead)),
}


@pytest.mark.parametrize("kept", WORK)
@pytest.mark.parametrize("gone", WORK)
def test_an_undone_merge_gives_each_lead_the_work_that_it_had(
    officer: Officer, other: Officer, gone: str, kept: str
) -> None:
    goes, stays = merged_away()
    WORK[gone](officer, other, goes)
    WORK[kept](officer, other, stays)
    before = work()
    merge = merge_leads(officer, [goes, stays])
    undone = undo(officer, merge.pk)
    assert work() == before
    again = undo(officer, undone.pk)
    undo(officer, again.pk)
    assert work() == before


def test_a_lease_that_ran_out_while_leads_were_one_stays_ended(officer: Officer) -> None:
    goes, stays = merged_away()
    take(officer, goes)
    merge = merge_leads(officer, [goes, stays])
    Item.objects.filter(pk=stays).update(leased_at=timezone.now() - timedelta(hours=2), leased_until=timezone.now())
    undo(officer, merge.pk)
    assert selectors.own_work(officer).leased == []


def test_a_lease_that_was_prolonged_while_leads_were_one_goes_on_where_it_was(officer: Officer) -> None:
    goes, stays = merged_away()
    take(officer, goes)
    merge = merge_leads(officer, [goes, stays])
    use_cases.take_more_time(officer, stays)
    until = Item.objects.get(pk=stays).leased_until
    undo(officer, merge.pk)
    assert [one.lead.pk for one in selectors.own_work(officer).leased] == [goes]
    assert Item.objects.get(pk=goes).leased_until == until


def test_a_lease_that_was_used_up_on_the_whole_does_not_come_back_with_a_part(officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    take(officer, goes)
    merge = merge_leads(officer, [goes, stays])
    use_cases.hand_over(officer, stays, other, "Yours.")
    undo(officer, merge.pk)
    assert selectors.own_work(officer).leased == []


def test_what_was_moved_while_two_leads_were_one_stays_moved_for_both(officer: Officer, other: Officer) -> None:
    goes, stays = merged_away()
    use_cases.hand_over(officer, goes, other, "Yours.")
    merge = merge_leads(officer, [goes, stays])
    use_cases.escalate(other, stays, "A child may be at risk.")
    undo(officer, merge.pk)
    assert {lead: place for lead, (place, *_rest) in work().items()} == {goes: "escalated", stays: "escalated"}
    assert not Joined.objects.exists()
