"""The screens of custody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.custody.cases import an_accused
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.audit.models import Read
from nigehban.desk.cases.models import Party
from nigehban.desk.custody.steps import STEPS

pytestmark = pytest.mark.django_db


def local(**ago: float) -> str:
    return timezone.localtime(timezone.now() - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def party() -> Party:
    return an_accused()


@pytest.fixture
def desk(party: Party) -> Client:
    client = Client()
    client.force_login(party.case.opened_by)
    return client


def at(party: Party, name: str, *more: object) -> str:
    return reverse(f"custody:{name}", args=[party.case.number, party.pk, *more])


def test_an_arrest_is_recorded_with_what_statistics_count_and_the_page_shows_the_clock(desk, party):
    sent = {
        "at": local(hours=5),
        "kind": "csam",
        "province": "IS",
        "city": "Islamabad",
        "journey_start": local(hours=4),
        "journey_end": local(hours=3),
        "grounds_told": "yes",
    }
    assert desk.post(at(party, "step", "arrest"), sent).status_code == 302
    event = party.events.get()
    assert event.type == "arrested"
    kept = {key: event.data[key] for key in ("kind", "city", "province", "sex", "journey_hours", "grounds_told")}
    assert kept == {
        "kind": "csam", "city": "Islamabad", "province": "IS", "sex": "M", "journey_hours": 1.0, "grounds_told": "yes",
    }  # fmt: skip
    assert "medical" not in event.data
    page = desk.get(at(party, "custody")).content.decode()
    assert "data-countdown" in page
    assert "CrPC 61" in page
    assert Read.objects.filter(kind="party", record=str(party.pk)).exists()


def test_an_arrest_on_a_warrant_is_another_event(desk, party):
    sent = {"at": local(hours=5), "kind": "csam", "province": "IS", "city": "Islamabad", "warrant": "W-1"}
    desk.post(at(party, "step", "arrest"), sent)
    assert party.events.get().type == "arrested_on_warrant"


def test_what_the_law_forbids_is_told_with_its_section(desk, party):
    Party.objects.filter(pk=party.pk).update(sex="F")
    answer = desk.post(at(party, "step", "remand-asked"), {"at": local(hours=1), "days": 3})
    assert answer.status_code == 409
    assert "CrPC 167(5)" in answer.content.decode()
    assert not party.events.exists()


@pytest.mark.parametrize(
    ("step", "sent", "said"),
    [
        ("production", {"at": "2999-01-01T10:00"}, "future"),
        ("hearing", {"result": "adjourned"}, "why the court adjourned"),
        ("arrest", {"journey_end": local(hours=1)}, "when the journey began"),
        ("remand-asked", {"days": 0}, "greater than or equal to 1"),
    ],
)
def test_a_form_says_what_is_wrong(desk, party, step, sent, said):
    answer = desk.post(at(party, "step", step), {"at": local(hours=2)} | sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("step", [step.id for step in STEPS])
def test_every_step_has_a_page(desk, party, step):
    assert desk.get(at(party, "step", step)).status_code == 200


def test_a_step_is_taken_back_once(desk, party):
    desk.post(at(party, "step", "production"), {"at": local(hours=2)})
    address = at(party, "withdraw", party.events.get().pk)
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert desk.post(address, {"reason": "A slip."}).status_code == 302
    assert desk.post(address, {"reason": "A slip."}).status_code == 409
    assert "taken back because" in desk.get(at(party, "custody")).content.decode()


def test_who_does_not_see_the_case_gets_no_page(party):
    other = Client()
    other.force_login(officer_with(Role.INVESTIGATING_OFFICER, unit="KHI"))
    assert other.get(at(party, "custody")).status_code == 404
    assert other.post(at(party, "step", "production"), {"at": local(hours=2)}).status_code == 404
