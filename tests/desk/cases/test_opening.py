"""A case of a lead or of a complaint; a lead is worked once."""

from __future__ import annotations

import pytest
from tests.desk.cases.casework import a_case, hours_ago, investigator, leads
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.cases.errors import BadTimeError, BadValueError, LeadTakenError
from nigehban.desk.cases.models import CaseReferral
from nigehban.desk.cases.selectors import case_of_lead
from nigehban.desk.cases.use_cases import join_lead, move_case, open_case_from_complaint, open_case_from_lead

pytestmark = pytest.mark.django_db


def test_a_case_of_a_lead_holds_its_referrals_and_who_joined_them() -> None:
    leads("ISB")
    officer = investigator()
    with acting_as(officer):
        case = open_case_from_lead(officer, "L1", "ISB", "An account.", reason="One subject.")
        joined = CaseReferral.objects.filter(case=case)
        assert sorted(joined.values_list("referral", flat=True)) == ["NCMEC:10", "NCMEC:11"]
        assert {(one.added_by, one.reason) for one in joined} == {(officer, "One subject.")}
        assert join_lead(officer, case, "L1", "Once more.") == 0


def test_a_second_officer_is_told_which_case_has_the_lead_though_they_do_not_see_it() -> None:
    leads("ISB")
    first, second = investigator(), investigator()
    with acting_as(first):
        case = open_case_from_lead(first, "L1", "ISB", "An account.", reason="One subject.", sealed=True)
    with acting_as(second), pytest.raises(LeadTakenError, match=case.number) as error:
        open_case_from_lead(second, "L1", "ISB", "The same account.", reason="One subject.")
    assert error.value.case == case.number


def test_a_lead_is_free_again_once_its_case_is_closed() -> None:
    leads("ISB")
    head = officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB")
    with acting_as(head):
        case = open_case_from_lead(head, "L1", "ISB", "An account.", reason="One subject.")
        assert case_of_lead("L1") == case.number
        type(case).objects.filter(pk=case.pk).update(state="scrutiny")
        move_case(head, case, "closed", version=1, data={"reason": "Nobody can be found."})
        assert case_of_lead("L1") is None
        open_case_from_lead(head, "L1", "ISB", "Again.", reason="A new referral came.")


def test_a_lead_of_a_unit_that_the_officer_does_not_see_is_not_joined() -> None:
    leads("KHI")
    officer = investigator()
    case = a_case(officer)
    with acting_as(officer), pytest.raises(BadValueError, match="You see no lead L1"):
        join_lead(officer, case, "L1", "It may be the same.")


def test_a_complaint_starts_the_clocks_when_it_was_received() -> None:
    officer = investigator()
    case = open_case_from_complaint(officer, "ISB", "A letter.", hours_ago(3), data={"channel": "letter"})
    late = case.deadlines.get(rule="D24")
    assert late.state == "missed"
    with pytest.raises(BadTimeError, match="not come yet"):
        open_case_from_complaint(officer, "ISB", "A letter.", hours_ago(-3))


def test_a_case_is_opened_in_a_unit_of_the_officer_only() -> None:
    with pytest.raises(NotPermittedError):
        a_case(investigator("KHI"), "ISB")
