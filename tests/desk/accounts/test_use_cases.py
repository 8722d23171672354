"""Officers enter by a link that works once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nigehban.desk.accounts.errors import LinkRefusedError, NameTakenError
from nigehban.desk.accounts.models import LoginLink, Officer
from nigehban.desk.accounts.use_cases import enrol, issue_login_link, redeem_login_link

pytestmark = pytest.mark.django_db


def test_a_link_lets_its_officer_in_once() -> None:
    officer = enrol("officer-1")
    secret = issue_login_link(officer)
    assert redeem_login_link(secret) == officer
    with pytest.raises(LinkRefusedError):
        redeem_login_link(secret)


def test_a_link_that_is_too_old_is_refused() -> None:
    secret = issue_login_link(enrol("officer-1"), life=timedelta(seconds=-1))
    with pytest.raises(LinkRefusedError):
        redeem_login_link(secret)


def test_a_link_of_an_officer_who_left_is_refused() -> None:
    officer = enrol("officer-1")
    secret = issue_login_link(officer)
    Officer.objects.update(is_active=False)
    with pytest.raises(LinkRefusedError):
        redeem_login_link(secret)


@pytest.mark.parametrize("secret", ["", "guess", "\ud800", "x" * 10_000])
def test_a_made_up_link_is_refused(secret: str) -> None:
    issue_login_link(enrol("officer-1"))
    with pytest.raises(LinkRefusedError):
        redeem_login_link(secret)


def test_the_secret_of_a_link_is_not_stored() -> None:
    secret = issue_login_link(enrol("officer-1"))
    assert secret not in str(LoginLink.objects.values().get())


def test_a_new_officer_has_no_password_and_no_rights() -> None:
    officer = enrol("officer-1", service_number="PK-0007")
    assert not officer.has_usable_password()
    assert not officer.is_superuser
    assert not officer.is_staff
    assert str(officer) == "PK-0007"


def test_no_officer_exists_until_one_is_enrolled() -> None:
    assert not Officer.objects.exists()


def test_a_name_or_number_is_given_once() -> None:
    enrol("officer-1", service_number="1")
    with pytest.raises(NameTakenError):
        enrol("officer-1")
    with pytest.raises(NameTakenError):
        enrol("officer-2", service_number="1")
    assert Officer.objects.count() == 1
