"""Every role begins on a page that opens for it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role

pytestmark = pytest.mark.django_db
FIRST = {
    Role.REGISTER_KEEPER: "/",
    Role.LEGAL_OFFICER: "/",
    Role.ENQUIRY_OFFICER: "/",
    Role.FORENSIC_EXAMINER: "/account/",
    Role.AUDITOR: "/audit/",
    Role.ADMINISTRATOR: "/officers/",
}


@pytest.mark.parametrize("role", Role)
def test_the_first_page_of_a_role_opens(role: Role, client: Client) -> None:
    client.force_login(officer_with(role))
    answer = client.get("/start/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [(FIRST.get(role, "/worklist/"), 302)]


def test_who_has_no_role_yet_lands_on_their_account(client: Client) -> None:
    client.force_login(officer_with())
    assert client.get("/start/").headers["Location"] == "/account/"
