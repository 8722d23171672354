"""Custody, operations and the wanted list, in the installation: one world for all pages, made when the first asks."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from nigehban.desk.access.roles import Role
from nigehban.desk.access.use_cases import grant_role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.use_cases import enrol
from nigehban.desk.cases.models import Party, PartyRole
from nigehban.desk.cases.use_cases import open_case
from nigehban.desk.custody.use_cases import record_step
from nigehban.desk.operations.models import Conflict, Operation, What
from nigehban.desk.operations.use_cases import (
    Place,
    Seized,
    Subject,
    add_target,
    add_team,
    add_warrant,
    advance,
    plan_operation,
    record_arrest,
    record_child,
    record_seizure,
)
from nigehban.desk.wanted.models import WantedEntry
from nigehban.desk.wanted.use_cases import approve, propose

_CODE = "Blue Lamp"


def custody() -> str:
    party = _world().targets.get(number=1).party
    return reverse("custody:custody", args=[party.case.number, party.pk])


def arrest() -> str:
    party = _world().targets.get(number=1).party
    return reverse("custody:step", args=[party.case.number, party.pk, "arrest"])


def operation() -> str:
    return reverse("operations:operation", args=[_world().pk])


def board() -> str:
    return reverse("operations:board", args=[_world().pk])


def briefing() -> str:
    return reverse("operations:briefing", args=[_world().pk])


def seizure() -> str:
    return reverse("operations:record", args=[_world().pk, "seizure"])


def plan() -> str:
    _world()
    return reverse("operations:plan")


def conflict() -> str:
    return reverse("operations:conflict", args=[Conflict.objects.filter(operation_a=_world()).earliest("pk").pk])


def operations() -> str:
    _world()
    return reverse("operations:list")


def wanted() -> str:
    _world()
    return reverse("wanted:list")


def entry() -> str:
    _world()
    return reverse("wanted:entry", args=[WantedEntry.objects.earliest("pk").pk])


def propose_entry() -> str:
    return reverse("wanted:propose")


def _world() -> Operation:
    return Operation.objects.filter(code=_CODE).first() or _made()


def _officer(role: Role, unit: str = "") -> Officer:
    officer = enrol(f"proceedings-{role}-{unit or 'all'}")
    grant_role(None, officer, role, reason="Tests in a browser.", unit=unit)
    return officer


def _made() -> Operation:
    lead, other = _officer(Role.CIRCLE_IN_CHARGE, "ISB"), _officer(Role.CIRCLE_IN_CHARGE, "KHI")
    party = _suspect(lead)
    made = _planned(lead, party)
    elsewhere = plan_operation(
        other, "Green Lantern", purpose="Searches.", legal_basis="PECA 33", starts_at=_hours(24), circles=["KHI"]
    )
    made = advance(lead, advance(lead, made, 1), 2)
    add_target(other, elsewhere, "KHI", Subject(lead="L-1"))
    _results(lead, made, party)
    _custody(lead, party)
    _wanted(lead, party)
    return made


def _hours(count: float):
    return timezone.now() + timedelta(hours=count)


def _suspect(lead: Officer) -> Party:
    case = open_case(lead, "ISB", "A report of an account.")
    return Party.objects.create(case=case, role=PartyRole.SUSPECT, pseudonym="Accused A", sex="M", added_by=lead)


def _planned(lead: Officer, party: Party) -> Operation:
    made = plan_operation(
        lead, _CODE, purpose="Searches in two towns at one time.", legal_basis="PECA 33; warrants of the courts.",
        starts_at=_hours(-3), circles=["ISB", "KHI"],
    )  # fmt: skip
    plan = {"children_expected": True, "safeguarding_plan": "A woman officer stays with the children."}
    target = add_target(lead, made, "ISB", Subject(party=party), priority=1, risks="Two doors, a dog.", **plan)
    add_target(lead, made, "ISB", Subject(lead="L-1"))
    day = timezone.localdate()
    add_warrant(
        lead, made, number="W-17/2026", court="Sessions Court", issued_on=day, address="Invented street 1",
        expires_on=day + timedelta(days=7), target=target,
    )  # fmt: skip
    add_team(lead, made, "ISB", "Team 1", [lead], vehicles="One van.", woman_present=False)
    return made


def _results(lead: Officer, made: Operation, party: Party) -> None:
    target, warrant = made.targets.get(number=1), made.warrants.get()
    place = Place("ISB", party.case, _hours(-2), target, "Islamabad", "IS")
    record_arrest(lead, made, place, party, {"kind": "csam", "grounds_told": "yes"})
    items = {What.PHONE: 3, What.STORAGE: 2}
    record_seizure(lead, made, place, warrant, Seized("EX-1", items, listed=True, copy_given=True, witnesses=2))
    record_child(lead, made, place, "Child A")


def _custody(lead: Officer, party: Party) -> None:
    record_step(lead, party, "police_custody_requested", _hours(-1), {"days": 5})
    record_step(lead, party, "hearing_held", _hours(-1), {"result": "adjourned", "reason": "No judge."})


def _wanted(lead: Officer, party: Party) -> None:
    known = {
        "edition": "Red Book 13",
        "circle": "GRW",
        "basis": "FIR 1/2026",
        "expires_on": timezone.localdate() + timedelta(90),
    }
    papers = {"cnic": {"number": "00000-0000000-0", "blacklisted": True}}
    listed = propose(lead, serial="1", name="Invented Name", papers=papers, notice_type="red", party=party, **known)
    approve(_officer(Role.DIRECTOR), listed)
    propose(lead, serial="2", name="ایجاد شدہ نام", **known)
