"""The two walls around a case say the same: ``.visible_to`` and the row security of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as, because
from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member, end_membership
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseEvent, Party, PartyRole, Person, SealedIdentity
from nigehban.desk.cases.use_cases import open_case, open_identity, seal_identity

pytestmark = pytest.mark.django_db
UNITS = ("ISB", "KHI")


def a_case(unit: str = "ISB", *, sealed: bool = False) -> Case:
    return open_case(officer_with(Role.DIRECTOR), unit, "A report of an account.", sealed=sealed)


def seen_through_the_database(officer: Officer) -> set[int]:
    with acting_as(officer):
        return set(Case.objects.values_list("pk", flat=True))


grants = st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(["", *UNITS])), max_size=3)
members = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["live", "ended", "later"])), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grants=grants, members=members)
def test_the_database_shows_an_officer_the_same_cases_as_the_resolver(
    grants: list[tuple[Role, str]], members: list[tuple[int, str]]
) -> None:
    with transaction.atomic():
        cases = [a_case(unit, sealed=sealed) for unit in UNITS for sealed in (False, True)]
        officer = officer_with()
        for role, unit in grants:
            officer.role_grants.create(role=role, unit=unit, reason="For the test.")
        for place, span in members:
            member = add_member(None, officer, RecordKind.CASE, cases[place].pk, reason="For the test.")
            if span == "ended":
                end_membership(None, member)
            elif span == "later":
                Membership.objects.filter(pk=member.pk).update(starts_at=F("ends_at"))
        resolved = set(Case.objects.visible_to(officer).values_list("pk", flat=True))
        assert seen_through_the_database(officer) == resolved
        transaction.set_rollback(True)


def test_an_officer_without_a_role_sees_no_case_and_nobody_sees_none() -> None:
    a_case()
    assert seen_through_the_database(officer_with()) == set()
    with acting_as(None):
        assert not Case.objects.exists()


def test_an_administrator_and_an_auditor_see_no_case() -> None:
    a_case()
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.TRIAGE_ANALYST, Role.FORENSIC_EXAMINER):
        assert not Case.objects.visible_to(officer_with(role)).exists()


def test_a_membership_opens_a_sealed_case_until_its_end() -> None:
    case = a_case(sealed=True)
    officer = officer_with(Role.INVESTIGATING_OFFICER)
    member = add_member(None, officer, RecordKind.CASE, case.pk, reason="Asked to help.")
    assert seen_through_the_database(officer) == {case.pk}
    Membership.objects.filter(pk=member.pk).update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    assert seen_through_the_database(officer) == set()


def test_what_belongs_to_a_case_is_behind_the_same_wall() -> None:
    case = a_case()
    director = case.opened_by
    person = Person.objects.create(name="Invented Name", recorded_by=director)
    party = Party.objects.create(case=case, role=PartyRole.SUSPECT, pseudonym="S1", person=person, added_by=director)
    CaseEvent.objects.create(case=case, type="assigned", at=timezone.now(), party=party, recorded_by=director)
    tables: list[Callable[[], bool]] = [
        Party.objects.exists,
        CaseEvent.objects.exists,
        Person.objects.exists,
        Case.history.rel.related_model.objects.exists,
        Party.history.rel.related_model.objects.exists,
    ]
    with acting_as(director):
        assert all(exists() for exists in tables)
    with acting_as(officer_with(Role.CIRCLE_IN_CHARGE, unit="KHI")):
        assert not any(exists() for exists in tables)


def test_a_victims_identity_has_no_row_until_it_is_opened_and_none_after() -> None:
    case = a_case()
    director = case.opened_by
    child = Party.objects.create(case=case, role=PartyRole.VICTIM, pseudonym="Child A", added_by=director)
    seal_identity(director, child, name="Invented Child", address="Invented street")
    with acting_as(director):
        assert not SealedIdentity.objects.exists()
        assert not SealedIdentity.history.rel.related_model.objects.exists()
        found = open_identity(director, child, "The court asks for the name.")
        assert found is not None
        assert found.name == "Invented Child"
        assert not SealedIdentity.objects.exists()


def test_the_desks_role_cannot_lift_its_own_wall() -> None:
    a_case()
    with acting_as(officer_with()):
        for statement in (
            "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
            "DROP POLICY seen_by_officer ON cases_case",
            "CREATE POLICY all_of_it ON cases_case USING (true)",
            "DELETE FROM django_migrations",
        ):
            with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_case_cannot_be_written_into_a_unit_that_the_officer_does_not_see() -> None:
    director = officer_with(Role.DIRECTOR)
    in_charge = officer_with(Role.CIRCLE_IN_CHARGE, unit="KHI")
    case = open_case(director, "KHI", "A report.")
    with acting_as(in_charge):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(unit="ISB")
        assert Case.objects.get(pk=case.pk).unit == "KHI"


def test_the_history_of_a_row_says_who_changed_it_and_why() -> None:
    case = a_case()
    with acting_as(case.opened_by), because("The gist was wrong."):
        Case.objects.filter(pk=case.pk).update(gist="A report of two accounts.")
    kept = case.history.order_by("pgh_id").last()
    assert (kept.gist, kept.pgh_label) == ("A report of two accounts.", "update")
    assert kept.pgh_context["officer"] == case.opened_by.pk
    assert kept.pgh_context["reason"] == "The gist was wrong."


def test_after_the_block_the_transaction_is_nobodys_again() -> None:
    with acting_as(officer_with()):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user, current_setting('nigehban.officer', true)")
        current, session, officer = cursor.fetchone()
    assert current == session
    assert not officer
