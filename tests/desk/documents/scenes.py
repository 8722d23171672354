"""A case with the people that documents speak of."""

from __future__ import annotations

from datetime import date

from tests.desk.officers import officer_with

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.models.offence import CaseOffence
from nigehban.desk.cases.use_cases import open_case, seal_identity

VICTIM = "Gulalai Testwala"


def investigator() -> Officer:
    return officer_with(Role.INVESTIGATING_OFFICER, unit="ISB")


def head() -> Officer:
    return officer_with(Role.CIRCLE_IN_CHARGE, unit="ISB")


def a_case(officer: Officer | None = None) -> Case:
    """A case with an accused and a victim under seal."""
    officer = officer or investigator()
    case = open_case(officer, "ISB", "An account was reported.")
    Party.objects.create(case=case, role=PartyRole.SUSPECT, pseudonym="Accused A", sex="M", age=31, added_by=officer)
    victim = Party.objects.create(case=case, role=PartyRole.VICTIM, pseudonym="V-1", sex="F", age=11, added_by=officer)
    seal_identity(officer, victim, name=VICTIM, address="Murree")
    CaseOffence.objects.create(case=case, code="PECA-22", committed_on=date(2025, 1, 1), added_by=officer)
    return case


def joined(case: Case, officer: Officer) -> Officer:
    """The officer, now a member of the case."""
    add_member(None, officer, RecordKind.CASE, case.pk, reason="For the test.")
    return officer
