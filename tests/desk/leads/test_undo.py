"""Whatever officers do and undo: what stands decides, no number stops resolving, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import LeadError
from nigehban.desk.leads.models import (
    VERDICTS,
    Lead,
    LeadAct,
    LeadMember,
    LeadReason,
    Link,
    Network,
    State,
    Withdrawn,
)
from nigehban.desk.leads.persons import fate_of
from nigehban.desk.leads.use_cases import archive_lead, assign_lead, judge, merge_leads, reopen_lead, split_lead, undo

from .linked import World, referral, small_world

pytestmark = pytest.mark.django_db
SMALL = st.integers(0, 8)
OPS = st.one_of(
    st.tuples(st.just("merge"), SMALL, SMALL),
    st.tuples(st.just("split"), SMALL, st.integers(1, 62)),
    st.tuples(st.just("judge"), SMALL, SMALL, st.sampled_from(VERDICTS)),
    st.tuples(st.sampled_from(["archive", "reopen", "assign"]), SMALL),
    st.tuples(st.just("undo"), SMALL),
    st.tuples(st.just("relist")),
)


class Desk:
    """Officers at work on a small world, and what must always hold."""

    def __init__(self, officer: Officer, world: World) -> None:
        self.world, self.officer = world, officer
        self.numbers: set[str] = set()
        self.before: dict[frozenset[int], Any] = {}
        self.hold()

    def lead(self, number: int) -> str:
        found = sorted(Lead.objects.values_list("pk", flat=True))
        return found[number % len(found)]

    def merge(self, one: int, other: int) -> None:
        merge_leads(self.officer, [self.lead(one), self.lead(other)])

    def split(self, lead: int, mask: int) -> None:
        number = self.lead(lead)
        members = LeadMember.objects.filter(lead=number).order_by("referral").values_list("referral", flat=True)
        split_lead(self.officer, number, [one for place, one in enumerate(members) if mask >> place & 1])

    def judge(self, one: int, other: int, verdict: Any) -> None:
        judge(self.officer, referral(one + 1), referral(other + 1), verdict)

    def archive(self, lead: int) -> None:
        archive_lead(self.officer, self.lead(lead), "Passed on.")

    def reopen(self, lead: int) -> None:
        reopen_lead(self.officer, self.lead(lead), "It came back.")

    def assign(self, lead: int) -> None:
        assign_lead(self.officer, self.lead(lead), "PK-KHI", "They know the school.")

    def undo(self, back: int) -> None:
        acts = list(LeadAct.objects.order_by("-id").values_list("pk", flat=True))
        undo(self.officer, acts[back % len(acts)] if acts else 0)

    def relist(self) -> None:
        self.world.relist()
        self.before.clear()

    def hold(self) -> None:
        """What must hold after every act."""
        members = dict(LeadMember.objects.values_list("referral", "lead_id"))
        assert members == self.world.lead_of()
        self._is_consistent(members)
        self.numbers |= set(members.values())
        for number in self.numbers - set(members.values()):
            fate = fate_of(number)
            assert fate is not None
            assert Lead.objects.filter(pk=fate.lead).exists()
        standing = frozenset(
            LeadAct.objects.exclude(act="undo")
            .exclude(pk__in=Withdrawn.objects.values("act"))
            .values_list("pk", flat=True)
        )
        assert snapshot() == self.before.setdefault(standing, snapshot())

    def _is_consistent(self, members: dict[str, str]) -> None:
        counts = {lead: list(members.values()).count(lead) for lead in members.values()}
        assert dict(Lead.objects.values_list("pk", "referrals")) == counts
        for link in Link.objects.all():
            assert (link.lead_a, link.lead_b) == (members[link.a], members[link.b])
            assert (link.level == "subject") == (link.lead_a == link.lead_b)
        networks: dict[str, int] = {}
        for network in Lead.objects.values_list("network", flat=True):
            networks[network] = networks.get(network, 0) + 1
        found = {pk: leads for pk, leads in networks.items() if leads > 1}
        assert dict(Network.objects.values_list("pk", "leads")) == found


def snapshot() -> list[object]:
    """Everything that officers see of the list, but for the places of equals at the end of a band."""
    leads = Lead.objects.order_by("pk").values_list("pk", "band", "danger", "state", "unit", "referrals", "network")
    reasons = LeadReason.objects.order_by("lead_id", "position").values_list("lead_id", "axis", "referral", "text")
    return [
        list(leads),
        list(reasons),
        list(Network.objects.order_by("pk").values_list("pk", "leads", "referrals", "answer")),
    ]


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tried(work: Callable[..., None], *arguments: Any) -> None:
    """A step of a random sequence may be refused: then it changes nothing, and the sequence goes on."""
    with suppress(LeadError), transaction.atomic():
        work(*arguments)


@pytest.fixture
def listed(db: None) -> World:
    """The world, with its list in place."""
    world = small_world()
    world.relist()
    return world


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=st.lists(OPS, min_size=2, max_size=7))
def test_any_sequence_of_acts_and_undos_returns_to_what_its_inverse_says(listed: World, operations: list[Any]) -> None:
    with taken_back():
        desk = Desk(officer_with(Role.TRIAGE_ANALYST, name="officer-1"), listed)
        at_first = snapshot()
        for name, *arguments in operations:
            tried(getattr(desk, name), *arguments)
            desk.hold()
        for act in LeadAct.objects.order_by("-id"):
            tried(lambda act=act: undo(desk.officer, act.pk))
            desk.hold()
        if ("relist",) in operations:
            desk.relist()
            desk.hold()
        assert snapshot() == at_first


@pytest.fixture
def desk(listed: World) -> Desk:
    return Desk(officer_with(Role.TRIAGE_ANALYST, name="officer-1"), listed)


def lead_with(number: int) -> Lead:
    return Lead.objects.get(members__referral=referral(number))


def test_a_merge_makes_one_lead_and_its_undo_gives_both_back_as_they_were(desk: Desk) -> None:
    before, one, other = snapshot(), lead_with(1), lead_with(9)
    merged = merge_leads(desk.officer, [one.pk, other.pk], reason="The same handwriting.")
    now = lead_with(9)
    assert now == lead_with(1)
    assert (now.referrals, now.band, now.rank) == (7, max(one.band, other.band), min(one.rank, other.rank))
    gone = other if now == one else one
    assert fate_of(now.pk) == (now.pk, None)
    fate = fate_of(gone.pk)
    assert fate is not None
    assert fate.change is not None
    assert (fate.lead, fate.change.act) == (now.pk, merged)
    back = undo(desk.officer, merged.pk)
    assert snapshot() == before
    undo(desk.officer, back.pk)
    assert lead_with(9) == lead_with(1)


def test_what_is_taken_out_of_a_lead_keeps_its_reasons_and_place(desk: Desk) -> None:
    whole = lead_with(1)
    split_lead(desk.officer, whole.pk, [referral(5), referral(6)])
    part, rest = lead_with(5), lead_with(1)
    assert (part.referrals, rest.referrals) == (2, 4)
    assert (part.rank, rest.rank) == (whole.rank, whole.rank)
    said = set(LeadReason.objects.filter(lead=part).values_list("referral", flat=True))
    assert said == {referral(5), referral(6), None}


def test_a_lead_set_aside_and_merged_is_set_aside_again_when_the_merge_is_undone(desk: Desk) -> None:
    one, other = lead_with(7), lead_with(9)
    archive_lead(desk.officer, other.pk, "Passed on.")
    merged = merge_leads(desk.officer, [one.pk, other.pk])
    assert lead_with(9).state == State.OPEN
    undo(desk.officer, merged.pk)
    assert lead_with(9).state == State.ARCHIVED


def test_a_part_of_what_a_new_list_had_as_one_keeps_its_network_when_it_is_opened_again(desk: Desk) -> None:
    before, alone = snapshot(), lead_with(9)
    set_aside = archive_lead(desk.officer, alone.pk, "Passed on.")
    merged = merge_leads(desk.officer, [lead_with(1).pk, alone.pk])
    desk.relist()
    undo(desk.officer, merged.pk)
    undo(desk.officer, set_aside.pk)
    desk.hold()
    desk.relist()
    assert snapshot() == before


def test_an_act_done_while_the_list_is_made_is_in_the_new_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.desk.leads import linked

    world, real = desk.world, linked.replace_leads

    def meanwhile(*arguments: Any) -> None:
        judge(desk.officer, referral(7), referral(9), VERDICTS[0])
        real(*arguments)

    monkeypatch.setattr(linked, "replace_leads", meanwhile)
    world.relist()
    assert lead_with(7) == lead_with(9)
