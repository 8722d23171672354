"""The list is replaced whole, readers never see half of it, and what officers decided stands."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.copying import signed_key
from nigehban.desk.leads.models import Lead, LeadAct, LeadMember, LeadReason, Link, Network, State
from nigehban.desk.leads.rebuild import TABLES
from nigehban.desk.leads.use_cases import archive_lead, reopen_lead
from nigehban.runs.rows import node_id

from .lists import lead_row, network_row, replace_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    return officer_with(Role.TRIAGE_ANALYST, name="officer-1")


def definitions() -> dict[str, str]:
    """Every index and constraint of the derived tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)", [list(TABLES)])
        found = dict(cursor.fetchall())
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s)",
            [list(TABLES)],
        )
        return found | dict(cursor.fetchall())


def test_the_new_list_stands_in_place_of_the_old_one() -> None:
    replace_list([lead_row(1), lead_row(2)])
    replace_list([lead_row(3)])
    assert [lead.id for lead in Lead.objects.all()] == ["L3"]


def test_reasons_members_links_and_networks_come_with_it() -> None:
    stated = {
        "axis": "danger",
        "rule": "sextortion",
        "points": 95,
        "text": "It.",
        "referral": "NCMEC:1",
        "pointer": "/a",
    }
    around = {"axis": "novelty", "rule": "repeated", "points": 5, "text": "Three reports."}
    because = [
        {
            "rule": "email",
            "detail": "the same email",
            "referral_a": "NCMEC:4",
            "pointer_a": "/a",
            "referral_b": "NCMEC:1",
            "pointer_b": "/b",
        }
    ]
    replace_list(
        [
            lead_row(1, network="N1", missing=["new_file"], reasons=[stated, around]),
            lead_row(2, reasons=[]),
            lead_row(3, network="N1", referrals=2, reasons=[around]),
        ],
        [
            {"referral": f"NCMEC:{number}", "version": version, "lead": lead, "status": "open", "bundle": None}
            for number, version, lead in ((1, 1, "L1"), (1, 2, "L1"), (2, 1, "L2"), (3, 1, "L3"), (4, 1, "L3"))
        ],
        [
            {"a": a, "b": b, "level": "network", "kind": "email", "score": 0.5, "held": False, "reasons": because}
            for a, b in (("NCMEC:4", "NCMEC:1"), ("NCMEC:3", "NCMEC:4"))
        ],
        block=2,
    )
    assert Lead.objects.get(id="L1").missing == ["new_file"]
    rows = LeadReason.objects.order_by("lead_id", "position").values_list("lead_id", "position", "rule", "pointer")
    assert list(rows) == [("L1", 0, "sextortion", "/a"), ("L1", 1, "repeated", None), ("L3", 0, "repeated", None)]
    members = LeadMember.objects.order_by("referral").values_list("referral", "lead_id")
    assert list(members) == [("NCMEC:1", "L1"), ("NCMEC:2", "L2"), ("NCMEC:3", "L3"), ("NCMEC:4", "L3")]
    assert LeadMember.objects.get(referral="NCMEC:1").node_id == signed_key(node_id("NCMEC:1"))
    ends = Link.objects.order_by("id").values_list("id", "lead_a", "lead_b")
    assert list(ends) == [(1, "L3", "L1"), (2, "L3", "L3")]
    assert Link.objects.get(id=1).reasons == because
    assert list(Network.objects.values_list("id", "leads", "referrals", "countries")) == [("N1", 2, 3, [])]


def test_a_network_comes_with_its_answer_countries_and_reasons() -> None:
    leads = [lead_row(1, network="N1"), lead_row(2, network="N1")]
    because = [{"text": "its phone is of country XA", "referral": "NCMEC:1", "pointer": "/a"}]
    known = network_row("N1", leads, countries=["XA", "XB"], reaches_abroad=True, reasons=because)
    replace_list(leads, networks=[known])
    network = Network.objects.get()
    assert network.countries == ["XA", "XB"]
    assert network.answer == known["answer"]
    assert (network.one_ring, network.reaches_abroad, network.reasons) == (True, True, because)


def test_indexes_and_constraints_keep_their_names_and_definitions() -> None:
    before = definitions()
    replace_list([lead_row(1)])
    replace_list([lead_row(2)])
    assert definitions() == before
    assert {"lead_state_rank", "lead_unit_state_rank", "lead_band_state_rank", "leads_lead_pkey"} <= set(before)


def test_a_list_that_can_not_be_taken_leaves_the_old_one() -> None:
    replace_list([lead_row(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_list([lead_row(2), lead_row(2)])
    assert [lead.id for lead in Lead.objects.all()] == ["L1"]


def test_a_lead_set_aside_by_an_officer_stays_aside_with_the_officers_reason(officer: Officer) -> None:
    replace_list([lead_row(1), lead_row(2)])
    archive_lead(officer, "L1", "Passed on to the unit abroad.")
    replace_list([lead_row(1), lead_row(2)])
    lead = Lead.objects.get(id="L1")
    assert (lead.state, lead.archive_reason) == ("archived", "Passed on to the unit abroad.")
    assert Lead.objects.get(id="L2").state == "open"


@pytest.mark.parametrize("change", [{"referrals": 2}, {"band": "urgent"}])
def test_a_lead_set_aside_wakes_when_it_gains_a_referral_or_danger(officer: Officer, change: dict[str, object]) -> None:
    replace_list([lead_row(1)])
    archive_lead(officer, "L1", "Nothing to go on.")
    replace_list([lead_row(1, **change)])
    assert Lead.objects.get(id="L1").state == "open"


def test_a_reopened_lead_stays_open_at_the_end_of_its_band_whatever_is_computed(officer: Officer) -> None:
    computed = [
        lead_row(1, band="urgent"),
        lead_row(2),
        lead_row(3, band="routine"),
        lead_row(4, status="archived", archive_reason="abroad_only"),
    ]
    replace_list(computed)
    reopen_lead(officer, "L4", "A colleague knows the school.")
    now = list(Lead.objects.filter(state=State.OPEN).order_by("rank", "id").values_list("id", flat=True))
    replace_list(computed)
    then = list(Lead.objects.filter(state=State.OPEN).order_by("rank", "id").values_list("id", flat=True))
    assert now == then == ["L1", "L2", "L4", "L3"]
    assert Lead.objects.get(id="L4").archive_reason is None


def test_of_several_decisions_the_newest_counts(officer: Officer) -> None:
    replace_list([lead_row(1)])
    archive_lead(officer, "L1", "A mistake.")
    reopen_lead(officer, "L1", "Undone.")
    replace_list([lead_row(1)])
    assert Lead.objects.get().state == "open"
    assert LeadAct.objects.count() == 2


def test_a_decision_on_a_lead_that_is_gone_harms_nothing(officer: Officer) -> None:
    replace_list([lead_row(1)])
    archive_lead(officer, "L1", "Done.")
    replace_list([lead_row(2)])
    assert [(lead.id, lead.state) for lead in Lead.objects.all()] == [("L2", "open")]


@pytest.mark.django_db(transaction=True)
def test_readers_see_the_old_list_or_the_new_one_and_no_decision_is_lost() -> None:
    officer = officer_with(Role.TRIAGE_ANALYST, name="officer-1")
    replace_list([lead_row(number) for number in range(200)])
    seen: set[int] = set()
    decided: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(Lead.objects.count())
        connections.close_all()

    def decide() -> None:
        for number in range(60):
            archive_lead(officer, f"L{number}", "Set aside.")
            decided.append(f"L{number}")
        connections.close_all()

    reader, decider = threading.Thread(target=read), threading.Thread(target=decide)
    reader.start()
    decider.start()
    while decider.is_alive():
        replace_list([lead_row(number) for number in range(200)])
    decider.join()
    done.set()
    reader.join()
    assert seen == {200}
    assert len(decided) == 60
    assert set(Lead.objects.filter(state=State.ARCHIVED).values_list("id", flat=True)) == set(decided)
