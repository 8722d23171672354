"""Three cases: one that was just opened, one with a suspect in custody, one before the court."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from nigehban.desk.cases.models import Case, Party, PartyRole
from nigehban.desk.cases.use_cases import move_case, open_case_from_complaint, open_case_from_lead, record_event
from nigehban.desk.cases.use_cases.offences import add_offence
from nigehban.desk.cases.use_cases.parties import Known, add_party
from nigehban.desk.leads.models import Lead, State
from nigehban.desk.showcase.people import Cast, on_case

_EXTORTION = {"kind": "sexual_extortion", "city": "islamabad"}
_CSAM = {"kind": "csam", "city": "lahore"}


def three_cases(people: Cast) -> Case:
    """Make them; the one with a suspect in custody is given back."""
    _just_opened(people)
    running = _in_custody(people)
    _before_the_court(people)
    return running


def _just_opened(people: Cast) -> None:
    lead = Lead.objects.filter(state=State.OPEN).exclude(unit=None).order_by("rank").first()
    if lead is None or lead.unit is None:
        return
    now = timezone.now()
    case = open_case_from_lead(
        people.visitor, lead.pk, lead.unit, "Several referrals on one account.", reason="The most urgent of the day."
    )
    record_event(people.visitor, case, "complaint_registered", now - timedelta(hours=1))
    _step(people, case, "scrutiny", now - timedelta(minutes=50))


def _in_custody(people: Cast) -> Case:
    """Registered five days ago; the arrest was nineteen hours ago, so that the clock of 24 hours warns."""
    now = timezone.now()
    case = _complaint(people, "ISB", "Threats over a messaging service.", now - timedelta(days=9))
    child = add_party(people.visitor, case, PartyRole.VICTIM, Known(name="Invented Name", sex="F", age=13))
    suspect = add_party(people.visitor, case, PartyRole.SUSPECT, Known(name="Invented Suspect", sex="M", age=27))
    add_party(people.visitor, case, PartyRole.COMPLAINANT, Known(name="Invented Parent", sex="F", age=39))
    _registered(people, case, now - timedelta(days=5), "27/2026", **_EXTORTION)
    day = timezone.localdate() - timedelta(days=20)
    for code in ("PECA-21.2", "PECA-24", "PPC-384"):
        add_offence(people.visitor, case, code, day)
    record_event(people.visitor, case, "suspect_tracked", now - timedelta(days=4), party=suspect, data=_EXTORTION)
    record_event(people.visitor, case, "preservation_notice", now - timedelta(days=4), ref="PN-1", data={})
    record_event(people.visitor, case, "court_told", now - timedelta(days=4, hours=-6), ref="PN-1", data={})
    _arrested(people, case, suspect, now - timedelta(hours=19), journey_hours=0, **_EXTORTION)
    record_event(people.visitor, case, "child_safeguarded", now - timedelta(hours=18), ref=child.pseudonym, data={})
    return case


def _before_the_court(people: Cast) -> None:
    now = timezone.now()
    case = _complaint(people, "LHR", "Files offered for sale.", now - timedelta(days=70))
    suspect = add_party(people.visitor, case, PartyRole.SUSPECT, Known(name="Another Invention", sex="M", age=41))
    _registered(people, case, now - timedelta(days=60), "11/2026", **_CSAM)
    add_offence(people.visitor, case, "PECA-22", date(now.year - 1, 12, 1), suspect)
    _arrested(people, case, suspect, now - timedelta(days=55), journey_hours=3, **_CSAM)
    record_event(people.visitor, case, "produced", now - timedelta(days=55, hours=-20), party=suspect)
    ordered = {"days": 4, "sex": "M"}
    _step(people, case, "physical_remand", now - timedelta(days=54), party=suspect, data=ordered)
    _step(people, case, "judicial_remand", now - timedelta(days=50), party=suspect)
    _step(people, case, "interim_challan", now - timedelta(days=48))
    record_event(people.visitor, case, "interim_report_forwarded", now - timedelta(days=46))
    _step(people, case, "final_challan", now - timedelta(days=30))
    _step(people, case, "cognizance", now - timedelta(days=21))
    _step(people, case, "charge", now - timedelta(days=14))


def _complaint(people: Cast, unit: str, gist: str, at: datetime) -> Case:
    case = open_case_from_complaint(people.visitor, unit, gist, at)
    for officer, duty in ((people.legal, "legal review"), (people.director, "oversight")):
        on_case(people, case, officer, duty)
    return case


def _registered(people: Cast, case: Case, at: datetime, number: str, **about: str) -> None:
    """From the complaint to the first information report, as the pack's steps go."""
    _step(people, case, "scrutiny", at - timedelta(hours=80))
    record_event(people.visitor, case, "number_given", at - timedelta(hours=79))
    record_event(people.visitor, case, "assigned", at - timedelta(hours=74))
    _step(people, case, "verification", at - timedelta(hours=72), data={"result": "complete"})
    _step(people, case, "enquiry", at - timedelta(hours=48))
    record_event(people.visitor, case, "first_diary", at - timedelta(hours=30))
    _step(people, case, "cfr", at - timedelta(hours=24))
    _step(people, case, "legal_review", at - timedelta(hours=20))
    _step(people, case, "case_registered", at, data={"register_number": number, **about})


def _arrested(people: Cast, case: Case, suspect: Party, at: datetime, **data: Any) -> None:  # noqa: ANN401
    _step(people, case, "arrest", at, party=suspect, data={"sex": suspect.sex, "age": suspect.age, **data})


def _step(people: Cast, case: Case, end: str, at: datetime, **more: Any) -> None:  # noqa: ANN401
    """Take a step by whoever may: the visitor, the legal officer, the director."""
    case.refresh_from_db()
    officer = people.legal if end == "case_registered" else people.visitor
    move_case(officer, case, end, version=case.version, at=at, **more)
