"""A case of the installation, for the pages that show one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Direction, ItemKind, PartyRole
from nigehban.desk.cases.use_cases import add_offence, add_party, open_case_from_complaint, record_event
from nigehban.desk.cases.use_cases.notes import write_diary
from nigehban.desk.cases.use_cases.parties import Known
from nigehban.desk.cases.use_cases.requests import register_foreign
from nigehban.desk.cases.use_cases.seizures import add_item, record_seizure

_GIST = "A letter about an account."


def of_case(name: str, *more: object) -> Callable[[], str]:
    """The address of a page of the case."""
    return lambda: reverse(f"cases:{name}", args=[_case().number, *more])


def of_victim(name: str) -> Callable[[], str]:
    """The address of a page of its victim."""
    return lambda: reverse(f"cases:{name}", args=[_case().number, _case().parties.get(role=PartyRole.VICTIM).pk])


def _case() -> Case:
    """A case in which something is to be seen, of the whole country's investigator."""
    found = Case.objects.filter(gist=_GIST).first()
    return found or _made_case()


def _made_case() -> Case:
    officer = Officer.objects.filter(role_grants__role=Role.SUPERVISOR).earliest("pk")
    now = timezone.now()
    case = open_case_from_complaint(officer, "ISB", _GIST, now - timedelta(hours=3), data={"channel": "letter"})
    man = add_party(officer, case, PartyRole.SUSPECT, Known(name="Invented Name", sex="M", age=40))
    add_party(officer, case, PartyRole.VICTIM, Known(name="Invented Child", age=9))
    record_event(officer, case, "arrested", now - timedelta(hours=20), party=man)
    add_offence(officer, case, "PECA-22", date(2024, 5, 1), man)
    add_item(officer, record_seizure(officer, case, now, "A house"), ItemKind.PHONE, "A phone")
    write_diary(officer, case, "The house was visited.", timezone.localdate())
    register_foreign(officer, case, Direction.IN, now, country="Examplia", purpose="An address.")
    return case
