"""Offences under the law of their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.cases.casework import a_case, suspect
from tests.desk.web.pages import get, read

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.charging import listed
from nigehban.desk.cases.errors import BadTimeError, DoneAlreadyError, NotTheLawError
from nigehban.desk.cases.models import Stage
from nigehban.desk.cases.use_cases import add_offence, set_stage, withdraw_offence

pytestmark = pytest.mark.django_db
IN_2018 = date(2018, 2, 1)


def test_conduct_of_2018_carries_the_penalty_of_2018(officer: Officer) -> None:
    case = a_case(officer)
    add_offence(officer, case, "19A PECA", IN_2018)
    (one,) = listed(case)
    assert one.law is not None
    assert one.law.code == "PECA-22"
    assert "7 years" in one.law.penalty
    assert one.law.bailable is False


def test_an_offence_that_was_not_in_force_on_the_day_is_refused_with_the_reason(officer: Officer) -> None:
    case = a_case(officer)
    with pytest.raises(NotTheLawError, match="not in force"):
        add_offence(officer, case, "PECA-22A", IN_2018)
    with pytest.raises(NotTheLawError, match="not in force"):
        add_offence(officer, case, "PPC 292-C", date(2025, 1, 1))
    assert not case.offences.exists()


def test_a_day_that_cannot_be_meant_is_refused(officer: Officer) -> None:
    case = a_case(officer)
    for day in (date(1899, 1, 1), timezone.localdate() + timedelta(days=2)):
        with pytest.raises(BadTimeError):
            add_offence(officer, case, "PECA-22", day)


def test_the_same_offence_stands_once_for_a_suspect_until_it_is_withdrawn(officer: Officer) -> None:
    case = a_case(officer)
    man = suspect(case)
    first = add_offence(officer, case, "PECA-22", IN_2018, man)
    add_offence(officer, case, "PECA-22", IN_2018)
    with pytest.raises(DoneAlreadyError):
        add_offence(officer, case, "PECA-22", IN_2018, man)
    set_stage(officer, first, Stage.CHARGED)
    withdraw_offence(officer, first, "Another section fits.")
    with pytest.raises(DoneAlreadyError):
        withdraw_offence(officer, first, "Again.")
    add_offence(officer, case, "PECA-22", IN_2018, man)
    assert [row.stage for row in case.offences.order_by("id")] == ["charged", "proposed", "proposed"]


def test_a_search_shows_penalty_bail_and_conflicts_of_the_day_and_the_usual_charges(
    desk: Client, officer: Officer
) -> None:
    address = reverse("cases:offences", args=[a_case(officer).number])
    page = get(desk, f"{address}?q=19A+PECA&on=2018-02-01")
    assert "Add PECA-22" in page.text
    assert "up to 7 years" in page.text
    assert "not bailable" in page.text
    assert "PPC-292C" in page.text
    assert not page.unlabelled
    wrong = get(desk, f"{address}?q=PECA+999&on=2018-02-01")
    assert "Meant perhaps" in wrong.text or "holds no section" in wrong.text


def test_what_is_ticked_of_a_charge_set_is_added_together_or_not_at_all(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    address = reverse("cases:add_offence", args=[case.number])
    refused = desk.post(address, {"on": "2018-02-01", "code": ["PECA-22", "PECA-22A"]})
    assert refused.status_code == 422
    assert "not in force" in read(refused).text
    desk.post(address, {"on": "2024-02-01", "code": ["PECA-22", "PECA-22A"]})
    assert sorted(case.offences.filter(committed_on=date(2024, 2, 1)).values_list("code", flat=True)) == [
        "PECA-22",
        "PECA-22A",
    ]
    assert not case.offences.filter(committed_on=IN_2018).exists()
