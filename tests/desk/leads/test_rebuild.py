"""The list is replaced whole, readers never see half of it, and what officers decided stands."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol
from nigehban.desk.leads.derived import TARGETS
from nigehban.desk.leads.models import Lead, LeadDecision, LeadMember, LeadReason, Link, Network, State
from nigehban.desk.leads.rebuild import replace_leads
from nigehban.desk.leads.use_cases import archive_lead, reopen_lead
from nigehban.priority import Band

from .lists import lead_row, list_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    return enrol("officer-1")


def definitions() -> dict[str, str]:
    """Every index and constraint of the derived tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)", [list(TARGETS.values())])
        found = dict(cursor.fetchall())
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s)",
            [list(TARGETS.values())],
        )
        return found | dict(cursor.fetchall())


def test_the_new_list_stands_in_place_of_the_old_one() -> None:
    replace_leads(list_of([lead_row(1), lead_row(2)]))
    replace_leads(list_of([lead_row(3)]))
    assert [lead.id for lead in Lead.objects.all()] == ["L3"]


def test_reasons_members_networks_and_links_come_with_it() -> None:
    reason = {"lead_id": "L1", "position": 0, "axis": "danger", "rule": "sextortion", "points": 95, "text": "Stated."}
    because = [{"rule": "same_email", "detail": "Same address.", "pointer_a": "/a", "pointer_b": "/b"}]
    replace_leads(
        list_of(
            [lead_row(1, network="N1", missing=["new_file"]), lead_row(2, network="N1")],
            reasons=[reason],
            members=[{"lead_id": "L1", "node_id": (1 << 64) - 1, "referral": "NCMEC:1", "status": "open"}],
            networks=[{"id": "N1", "leads": 2, "referrals": 2, "countries": ["XX"], "alarm": False, "answer": "One."}],
            links=[{"id": 1, "a": "NCMEC:1", "b": "NCMEC:2", "lead_a": "L1", "lead_b": "L2", "level": "network",
                    "kind": "email", "score": 0.9, "reasons": because}],
        )
    )  # fmt: skip
    assert Lead.objects.get(id="L1").missing == ["new_file"]
    assert LeadReason.objects.get(lead="L1").pointer is None
    assert LeadMember.objects.get().node_id == -1
    assert Network.objects.get().countries == ["XX"]
    assert Link.objects.get().reasons == because


def test_indexes_and_constraints_keep_their_names_and_definitions() -> None:
    before = definitions()
    replace_leads(list_of([lead_row(1)]))
    replace_leads(list_of([lead_row(2)]))
    assert definitions() == before
    assert {"lead_state_rank", "lead_unit_state_rank", "lead_band_state_rank", "leads_lead_pkey"} <= set(before)


def test_a_list_that_can_not_be_taken_leaves_the_old_one() -> None:
    replace_leads(list_of([lead_row(1)]))
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_leads(list_of([lead_row(2), lead_row(2)]))
    assert [lead.id for lead in Lead.objects.all()] == ["L1"]


def test_a_lead_set_aside_by_an_officer_stays_aside_with_the_officers_reason(officer: Officer) -> None:
    replace_leads(list_of([lead_row(1), lead_row(2)]))
    archive_lead(officer, "L1", "Passed on to the unit abroad.")
    replace_leads(list_of([lead_row(1), lead_row(2)]))
    lead = Lead.objects.get(id="L1")
    assert (lead.state, lead.archive_reason) == ("archived", "Passed on to the unit abroad.")
    assert Lead.objects.get(id="L2").state == "open"


@pytest.mark.parametrize("change", [{"referrals": 2}, {"band": int(Band.URGENT)}])
def test_a_lead_set_aside_wakes_when_it_gains_a_referral_or_danger(officer: Officer, change: dict[str, int]) -> None:
    replace_leads(list_of([lead_row(1)]))
    archive_lead(officer, "L1", "Nothing to go on.")
    replace_leads(list_of([lead_row(1, **change)]))
    assert Lead.objects.get(id="L1").state == "open"


def test_a_reopened_lead_stays_open_at_the_end_of_its_band_whatever_is_computed(officer: Officer) -> None:
    computed = [
        lead_row(1, band=int(Band.URGENT)),
        lead_row(2),
        lead_row(3, band=int(Band.ROUTINE)),
        lead_row(4, state="archived", archive_reason="abroad_only"),
    ]
    replace_leads(list_of(computed))
    reopen_lead(officer, "L4", "A colleague knows the school.")
    now = list(Lead.objects.filter(state=State.OPEN).order_by("rank", "id").values_list("id", flat=True))
    replace_leads(list_of(computed))
    then = list(Lead.objects.filter(state=State.OPEN).order_by("rank", "id").values_list("id", flat=True))
    assert now == then == ["L1", "L2", "L4", "L3"]
    assert Lead.objects.get(id="L4").archive_reason is None


def test_of_several_decisions_the_newest_counts(officer: Officer) -> None:
    replace_leads(list_of([lead_row(1)]))
    archive_lead(officer, "L1", "A mistake.")
    reopen_lead(officer, "L1", "Undone.")
    replace_leads(list_of([lead_row(1)]))
    assert Lead.objects.get().state == "open"
    assert LeadDecision.objects.count() == 2


def test_a_decision_on_a_lead_that_is_gone_harms_nothing(officer: Officer) -> None:
    replace_leads(list_of([lead_row(1)]))
    archive_lead(officer, "L1", "Done.")
    replace_leads(list_of([lead_row(2)]))
    assert [(lead.id, lead.state) for lead in Lead.objects.all()] == [("L2", "open")]


@pytest.mark.django_db(transaction=True)
def test_readers_see_the_old_list_or_the_new_one_and_no_decision_is_lost() -> None:
    officer = enrol("officer-1")
    replace_leads(list_of([lead_row(number) for number in range(200)]))
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
        replace_leads(list_of([lead_row(number) for number in range(200)]))
    decider.join()
    done.set()
    reader.join()
    assert seen == {200}
    assert len(decided) == 60
    assert set(Lead.objects.filter(state=State.ARCHIVED).values_list("id", flat=True)) == set(decided)
