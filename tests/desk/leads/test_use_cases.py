"""Officers decide of leads; each decision is kept, with its reason, for ever."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError, NoReasonError, NoSuchLeadError, NotAllowedError
from nigehban.desk.leads.models import Lead, LeadAct
from nigehban.desk.leads.use_cases import archive_lead, reopen_lead

from .lists import lead_row, replace_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    replace_list([lead_row(1), lead_row(2)])
    return officer_with(Role.TRIAGE_ANALYST, name="officer-1")


def test_a_lead_set_aside_leaves_the_open_list_and_the_decision_is_kept(officer: Officer) -> None:
    decision = archive_lead(officer, "L1", "  Passed on. ")
    assert Lead.objects.get(id="L1").state == "archived"
    assert (decision.reason, decision.officer, decision.referrals) == ("Passed on.", officer, 1)


def test_a_second_officer_can_undo_it(officer: Officer) -> None:
    archive_lead(officer, "L1", "Passed on.")
    reopen_lead(officer_with(Role.TRIAGE_ANALYST, name="officer-2"), "L1", "They sent it back.")
    assert Lead.objects.get(id="L1").state == "open"
    assert LeadAct.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_decision_without_a_reason_is_refused(officer: Officer, reason: str) -> None:
    with pytest.raises(NoReasonError):
        archive_lead(officer, "L1", reason)
    assert Lead.objects.get(id="L1").state == "open"


def test_an_officer_who_left_decides_nothing(officer: Officer) -> None:
    officer.is_active = False
    with pytest.raises(NotAllowedError):
        archive_lead(officer, "L1", "Why not.")


def test_a_lead_that_is_not_in_the_list_is_not_decided_of(officer: Officer) -> None:
    with pytest.raises(NoSuchLeadError):
        archive_lead(officer, "L9", "Gone.")


def test_the_second_of_two_who_decide_the_same_is_told(officer: Officer) -> None:
    archive_lead(officer, "L1", "Passed on.")
    with pytest.raises(AlreadySoError):
        archive_lead(officer, "L1", "Passed on.")
    assert LeadAct.objects.count() == 1


def test_the_database_refuses_to_change_or_remove_a_decision(officer: Officer) -> None:
    archive_lead(officer, "L1", "Passed on.")
    with pytest.raises(IntegrityError, match="added only"), transaction.atomic():
        LeadAct.objects.update(reason="Something else.")
    with pytest.raises(IntegrityError, match="added only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM leads_leadact")
    with pytest.raises(IntegrityError, match="has_reason"), transaction.atomic():
        LeadAct.objects.create(lead="L1", act="archive", reason="", referrals=1, band=1, officer=officer)
