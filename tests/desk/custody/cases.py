"""A case with an accused, for tests of custody."""

from __future__ import annotations

from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.use_cases import open_case


def investigator(unit: str = "ISB") -> Officer:
    return officer_with(Role.INVESTIGATING_OFFICER, unit=unit)


def a_case(officer: Officer | None = None, unit: str = "ISB") -> Case:
    return open_case(officer or investigator(unit), unit, "A report of an account.")


def an_accused(case: Case | None = None, *, sex: str = "M", name: str = "Accused A", **known: object) -> Party:
    case = case or a_case()
    return Party.objects.create(
        case=case, role=PartyRole.SUSPECT, pseudonym=name, sex=sex, added_by=case.opened_by, **known
    )
