"""People of a case: names of any script, victims under seal, safety first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.cases.casework import a_case, child, hours_ago, investigator
from tests.desk.officers import officer_with
from tests.desk.web.pages import get, read

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Read
from nigehban.desk.cases.errors import BadValueError
from nigehban.desk.cases.models import CareAction, PartyRole
from nigehban.desk.cases.use_cases import add_party, open_identity, record_care, record_event
from nigehban.desk.cases.use_cases.parties import Known

pytestmark = pytest.mark.django_db
SCRIPTS = {"Urdu": "محمد فرضی خان", "Sindhi": "ڄام ڳوٺائي", "Pashto": "ګل ښاد ړوند"}


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_a_name_of_any_script_is_kept_as_written_and_shown(desk: Client, officer: Officer, name: str) -> None:
    case = a_case(officer)
    sent = {"role": "suspect", "name": name, "sex": "M", "age": "40"}
    desk.post(reverse("cases:add_party", args=[case.number]), sent)
    assert case.parties.get().person.name == name
    page = get(desk, reverse("cases:people", args=[case.number]))
    assert name in page.text
    assert name not in page.title


def test_a_victim_has_a_pseudonym_and_the_name_goes_under_seal(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    sent = {"role": "victim", "name": "Invented Child", "age": "9", "address": "Invented street"}
    desk.post(reverse("cases:add_party", args=[case.number]), sent)
    victim = case.parties.get()
    assert (victim.pseudonym, victim.person) == ("V1", None)
    for name in ("cases:people", "cases:case", "cases:events"):
        assert "Invented" not in get(desk, reverse(name, args=[case.number])).text
    page = get(desk, reverse("cases:victim", args=[case.number, victim.pk]))
    assert "Invented" not in page.text
    assert page.title.startswith("V1")


def test_an_identity_is_opened_for_one_look_with_a_reason_that_is_logged(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    with acting_as(officer):
        victim = add_party(officer, case, PartyRole.VICTIM, Known(name="Invented Child"))
    address = reverse("cases:unseal", args=[case.number, victim.pk])
    assert "Invented" not in get(desk, address).text
    assert desk.post(address, {"reason": " "}).status_code == 422
    assert "Invented Child" in read(desk.post(address, {"reason": "The court asks."})).text
    assert Read.objects.get(kind="identity").reason == "The court asks."
    with acting_as(officer):
        assert open_identity(officer, victim, "Again.").name == "Invented Child"


def test_who_may_not_unseal_gets_no_form(at, officer: Officer) -> None:
    from tests.desk.cases.casework import on

    case = a_case(officer)
    victim = child(case)
    other = on(case, officer_with(Role.VERIFICATION_OFFICER, unit="ISB"))
    assert at(other).get(reverse("cases:unseal", args=[case.number, victim.pk])).status_code == 403


def test_the_next_pseudonym_is_free_also_after_somebody_was_taken_out(officer: Officer) -> None:
    case = a_case(officer)
    names = [add_party(officer, case, PartyRole.SUSPECT, Known(name=name)).pseudonym for name in "ABC"]
    assert names == ["S1", "S2", "S3"]


def test_somebody_other_than_a_victim_needs_a_name(officer: Officer) -> None:
    with pytest.raises(BadValueError, match="name"):
        add_party(officer, a_case(officer), PartyRole.WITNESS, Known())


def test_a_step_for_a_childs_safety_is_answered_by_somebody_at_a_time(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    victim = child(case)
    address = reverse("cases:care_step", args=[case.number, victim.pk])
    desk.post(address, {"step": "danger_now", "answer": "done", "note": "Visited."})
    assert desk.post(address, {"step": "medical", "answer": "not_needed"}).status_code == 422
    done = CareAction.objects.get()
    assert (done.step, done.done, done.recorded_by) == ("danger_now", True, officer)
    text = get(desk, reverse("cases:victim", args=[case.number, victim.pk])).text
    assert "Visited." in text
    with pytest.raises(BadValueError):
        record_care(officer, victim, "no_such_step", done=True, at=hours_ago(1))


def test_a_missing_child_starts_a_clock_of_two_hours_on_the_childs_page(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    victim = child(case)
    record_event(officer, case, "missing_child_reported", hours_ago(1.5))
    text = get(desk, reverse("cases:victim", args=[case.number, victim.pk])).text
    assert "the agency told within 2 hours" in text
    assert "time is short" in text
    assert case.deadlines.get(rule="D15b").state == "running"


def test_a_second_statement_of_a_child_is_refused_on_screen_until_a_reason_is_given(
    desk: Client, officer: Officer
) -> None:
    case = a_case(officer)
    victim = child(case)
    record_event(officer, case, "victim_statement", hours_ago(30), data={"victim": victim.pseudonym})
    sent = {
        "at": timezone.localtime(hours_ago(1)).strftime("%Y-%m-%dT%H:%M"),
        "victim": victim.pseudonym,
        "video_recorded": "true",
    }
    address = reverse("cases:record", args=[case.number, "victim_statement"])
    refused = desk.post(address, sent)
    assert refused.status_code == 422
    assert "ARA 14" in read(refused).text
    assert desk.post(address, sent | {"reason": "The recording broke."}).status_code == 302


def test_care_of_a_child_is_behind_the_wall_of_its_case(officer: Officer) -> None:
    victim = child(a_case(officer))
    with acting_as(officer):
        record_care(officer, victim, "danger_now", done=True, at=hours_ago(1))
        assert CareAction.objects.exists()
    with acting_as(investigator()):
        assert not CareAction.objects.exists()
