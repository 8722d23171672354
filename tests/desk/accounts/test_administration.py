"""Administrators keep accounts: each act is refused to everyone else, to the own account, and without a reason."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from tests.desk.officers import officer_with

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.models import RoleGrant
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts import administration as acts
from nigehban.desk.accounts.errors import (
    ClosedError,
    NameTakenError,
    NoReasonError,
    NoSuchCodeError,
    TwoPersonsError,
)
from nigehban.desk.accounts.models import FactorReset, Officer
from nigehban.desk.accounts.posting import posting

from .entering import PASSWORD, enter, is_in, officer_with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Officer:
    return officer_with(Role.ADMINISTRATOR)


@pytest.fixture
def second() -> Officer:
    return officer_with(Role.ADMINISTRATOR)


def test_an_officer_is_enrolled_with_rank_post_and_unit_of_the_pack_and_no_role(administrator: Officer) -> None:
    officer = acts.enrol_officer(administrator, "ayesha", service_number="PK-7", rank="INSP", post="IO", unit="KHI")
    assert (officer.rank, officer.post, officer.unit) == ("INSP", "IO", "KHI")
    assert posting().ranks["INSP"] == "Inspector"
    assert not RoleGrant.objects.filter(officer=officer).exists()
    assert not officer.has_usable_password()


@pytest.mark.parametrize("wrong", [{"rank": "GENERAL"}, {"post": "X"}, {"unit": "XXX"}])
def test_what_the_pack_does_not_know_is_refused_and_nobody_is_enrolled(
    administrator: Officer, wrong: dict[str, str]
) -> None:
    with pytest.raises(NoSuchCodeError, match="It has: "):
        acts.enrol_officer(administrator, "ayesha", service_number=None, **wrong)
    assert not Officer.objects.filter(username="ayesha").exists()


def test_a_name_is_taken_in_large_letters_as_well(administrator: Officer) -> None:
    acts.enrol_officer(administrator, "ayesha", service_number=None)
    with pytest.raises(NameTakenError):
        acts.enrol_officer(administrator, "AYESHA", service_number=None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_touches_an_account(role: Role) -> None:
    somebody, officer = officer_with(role), officer_with()
    for act in (
        lambda: acts.enrol_officer(somebody, "x", service_number=None),
        lambda: acts.place_officer(somebody, officer, rank="", post="", unit=""),
        lambda: acts.link_for(somebody, officer),
        lambda: acts.close_account(somebody, officer, "x"),
        lambda: acts.open_account(somebody, officer),
        lambda: acts.ask_reset(somebody, officer, "x"),
        lambda: acts.agree_to_reset(somebody, officer),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_an_officer_who_left_is_out_at_once_and_gets_no_link(administrator: Officer, client: Client) -> None:
    officer, secret = officer_with_app()
    enter(client, secret)
    with pytest.raises(NoReasonError):
        acts.close_account(administrator, officer, " ")
    acts.close_account(administrator, officer, "Posted elsewhere.")
    assert not is_in(client)
    refused = Client().post("/login/", {"login": "officer-1", "password": PASSWORD})
    assert "Name and password do not match" in refused.content.decode()
    officer.refresh_from_db()
    assert officer.left_because == "Posted elsewhere."
    with pytest.raises(ClosedError):
        acts.close_account(administrator, officer, "Again.")
    with pytest.raises(ClosedError):
        acts.link_for(administrator, officer)
    acts.open_account(administrator, officer)
    officer.refresh_from_db()
    assert acts.link_for(administrator, officer)


def test_second_factors_are_forgotten_when_two_administrators_say_so(
    administrator: Officer, second: Officer, client: Client
) -> None:
    officer, secret = officer_with_app()
    enter(client, secret)
    with pytest.raises(TwoPersonsError):
        acts.agree_to_reset(second, officer)
    acts.ask_reset(administrator, officer, "The telephone is lost; seen in person.")
    with pytest.raises(TwoPersonsError):
        acts.agree_to_reset(administrator, officer)
    assert Authenticator.objects.filter(user=officer).exists()
    acts.agree_to_reset(second, officer)
    assert not Authenticator.objects.filter(user=officer).exists()
    assert not is_in(client)
    with pytest.raises(TwoPersonsError):
        acts.agree_to_reset(second, officer)
    assert FactorReset.objects.get().agreed_by == second


def test_a_reset_that_nobody_agreed_to_is_void_after_a_day(administrator: Officer, second: Officer) -> None:
    officer = officer_with()
    acts.ask_reset(administrator, officer, "Lost.")
    FactorReset.objects.update(asked_at=F("asked_at") - acts.AGREED_WITHIN - timedelta(seconds=1))
    with pytest.raises(TwoPersonsError):
        acts.agree_to_reset(second, officer)


def test_the_database_itself_takes_no_reset_of_one_person(administrator: Officer) -> None:
    officer = officer_with()
    for one in (
        {"asked_by": administrator, "agreed_by": administrator},
        {"asked_by": officer},
        {"asked_by": administrator, "agreed_by": officer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.create(officer=officer, reason="x", **one)


def test_nobody_acts_on_the_own_account(administrator: Officer) -> None:
    for act in (
        lambda: acts.link_for(administrator, administrator),
        lambda: acts.close_account(administrator, administrator, "x"),
        lambda: acts.ask_reset(administrator, administrator, "x"),
        lambda: acts.agree_to_reset(administrator, administrator),
    ):
        with pytest.raises(ClosedError):
            act()


def test_an_administrator_enrols_gives_a_role_and_a_link_that_is_shown_once(administrator: Officer) -> None:
    desk = Client()
    desk.force_login(administrator)
    assert desk.get("/officers/").status_code == 200
    sent = {"username": "ayesha", "service_number": "PK-7", "rank": "INSP", "post": "IO", "unit": "KHI"}
    page = desk.post("/officers/new/", sent)["Location"]
    assert "Inspector" in desk.get(page).content.decode()
    given = {"role": Role.INVESTIGATING_OFFICER, "unit": "KHI", "reason": "Posted to Karachi."}
    assert "Posted to Karachi." in desk.post(f"{page}roles/", given, follow=True).content.decode()
    link = re.search(r"http://testserver(/login/once/[^/]+/)", desk.post(f"{page}link/").content.decode())
    assert link
    assert Client().post(link[1])["Location"] == "/start/"
    grant = RoleGrant.objects.get(reason="Posted to Karachi.")
    assert "The role is ended." in desk.post(f"{page}roles/end/", {"grant": grant.pk}, follow=True).content.decode()
    assert desk.post(f"{page}roles/end/", {"grant": "x"}).status_code == 404


def test_what_is_refused_is_said_on_the_officers_page(administrator: Officer) -> None:
    desk = Client()
    desk.force_login(administrator)
    officer = officer_with()
    for act, sent, says in (
        ("close", {"reason": ""}, "Say why."),
        ("roles", {"role": "emperor"}, "Role: "),
        ("second-factor/agree", {}, "Another administrator has to ask first"),
        ("posting", {"rank": "GENERAL"}, "Rank: "),
    ):
        answer = desk.post(f"/officers/{officer.pk}/{act}/", sent)
        assert answer.status_code == 409, act
        assert says in answer.content.decode(), act
    own = desk.post(f"/officers/{administrator.pk}/link/")
    assert "Nobody does this to the own account" in own.content.decode()
    taken = desk.post("/officers/new/", {"username": officer.username})
    assert (taken.status_code, "There is an officer" in taken.content.decode()) == (400, True)


def test_an_administrator_sees_no_lead_and_nobody_else_sees_officers(administrator: Officer) -> None:
    desk, other = Client(), Client()
    desk.force_login(administrator)
    other.force_login(officer_with(*(role for role in Role if role is not Role.ADMINISTRATOR)))
    assert desk.get("/").status_code == 403
    for address in ("/officers/", "/officers/new/", f"/officers/{administrator.pk}/"):
        assert other.get(address).status_code == 403


def test_officers_are_listed_in_pages(administrator: Officer) -> None:
    desk = Client()
    desk.force_login(administrator)
    Officer.objects.bulk_create(Officer(username=f"z-{number:03}") for number in range(60))
    first = desk.get("/officers/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = desk.get(f"/officers/{following[1]}").content.decode()
    assert "z-059" in second
    assert "z-059" not in first
