"""A case that is part of another goes into it, and nothing of it is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.cases.casework import a_case, leads, on
from tests.desk.officers import officer_with
from tests.desk.web.pages import get

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, NoSuchCaseError
from nigehban.desk.cases.models import Case
from nigehban.desk.cases.selectors import case_of_lead, merged_with
from nigehban.desk.cases.use_cases import move_case, open_case_from_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Officer:
    return officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB")


@pytest.fixture
def of_lead() -> Case:
    """A case that was made of lead L1."""
    leads("ISB", "ISB")
    officer = officer_with(Role.CIRCLE_IN_CHARGE, Role.ENQUIRY_OFFICER, Role.TRIAGE_ANALYST, unit="ISB")
    case = open_case_from_lead(officer, "L1", "ISB", "An account.", reason="One subject.")
    Case.objects.filter(pk=case.pk).update(state="enquiry")
    case.refresh_from_db()
    return case


def merged(head: Officer, case: Case, into: str) -> Case:
    with acting_as(head):  # as a request does it, behind the database's walls
        return move_case(head, case, "merged", version=case.version, data={"into": into})


def test_what_a_case_was_made_of_is_worked_in_the_other_and_both_numbers_lead_on(
    head: Officer, of_lead: Case, client: Client
) -> None:
    other = a_case(officer_with(Role.ENQUIRY_OFFICER, unit="ISB"))
    merged(head, of_lead, other.number)
    assert case_of_lead("L1") == other.number
    assert set(other.referrals.values_list("referral", flat=True)) == {"NCMEC:10", "NCMEC:11"}
    assert set(of_lead.referrals.values_list("referral", flat=True)) == {"NCMEC:10", "NCMEC:11"}
    client.force_login(head)
    assert f"Merged into case {other.number}" in get(client, f"/cases/{of_lead.number}/").text
    assert (of_lead.number, f"/cases/{of_lead.number}/") in get(client, f"/cases/{other.number}/").links


def test_who_does_not_see_the_other_case_is_told_so_and_gets_no_link(
    head: Officer, of_lead: Case, client: Client
) -> None:
    other = a_case(officer_with(Role.DIRECTOR), unit="KHI", sealed=True)
    on(other, head)
    merged(head, of_lead, other.number)
    stranger = on(of_lead, officer_with(Role.ENQUIRY_OFFICER, unit="ISB"))
    assert merged_with(stranger, of_lead) == ("", [])
    client.force_login(stranger)
    page = get(client, f"/cases/{of_lead.number}/")
    assert "Merged into a case that you do not see" in page.text
    assert f"/cases/{other.number}/" not in {where for _words, where in page.links}


def test_a_case_goes_into_no_ended_case_not_into_itself_and_not_into_nothing(head: Officer, of_lead: Case) -> None:
    ended = a_case(head, state="closed")
    for into, error in ((ended.number, BadValueError), (of_lead.number, BadValueError), ("", BadValueError)):
        with pytest.raises(error):
            merged(head, of_lead, into)
    with pytest.raises(NoSuchCaseError):
        merged(head, of_lead, a_case(officer_with(Role.ENQUIRY_OFFICER, unit="LHR"), unit="LHR").number)
    assert case_of_lead("L1") == of_lead.number
    assert not of_lead.events.filter(type="case_merged").exists()
