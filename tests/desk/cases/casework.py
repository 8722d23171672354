"""Cases as a test needs them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.use_cases import open_case


def hours_ago(hours: float) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def investigator(unit: str = "ISB") -> Officer:
    return officer_with(Role.INVESTIGATING_OFFICER, unit=unit)


def a_case(officer: Officer, unit: str = "ISB", state: str = "received", **changes: object) -> Case:
    """A case of the officer's own, in that state."""
    case = open_case(officer, unit, "A report of an account.", **changes)
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return case


def suspect(case: Case, name: str = "S1", sex: str = "M") -> Party:
    return Party.objects.create(case=case, role=PartyRole.SUSPECT, pseudonym=name, sex=sex, added_by=case.opened_by)


def child(case: Case, name: str = "Child A") -> Party:
    return Party.objects.create(case=case, role=PartyRole.VICTIM, pseudonym=name, added_by=case.opened_by)


def on(case: Case, officer: Officer) -> Officer:
    """The officer, now a member of the case."""
    add_member(None, officer, RecordKind.CASE, case.pk, reason="For the test.")
    return officer


def leads(*units: str) -> None:
    """Leads L1, L2 …, one a unit, of two referrals each."""
    rows = [lead_row(number, unit=unit) for number, unit in enumerate(units, 1)]
    members = [
        {"referral": f"NCMEC:{number}{part}", "version": 1, "lead": f"L{number}", "status": "open", "network": "N1"}
        for number in range(1, len(units) + 1)
        for part in (0, 1)
    ]
    replace_list(rows, members, [])
