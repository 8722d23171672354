"""Who takes part in a case. A victim is known by a pseudonym; everybody else has a name of any script."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import because
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.deadlines import rederive
from nigehban.desk.cases.errors import BadValueError, DoneAlreadyError
from nigehban.desk.cases.models import Case, Party, PartyRole, Person
from nigehban.desk.cases.use_cases.identities import seal_identity
from nigehban.desk.cases.use_cases.records import locked, said

_log = structlog.get_logger("nigehban.desk.cases")
_CALLED = {PartyRole.SUSPECT: "S", PartyRole.VICTIM: "V", PartyRole.WITNESS: "W", PartyRole.COMPLAINANT: "C"}
OLDEST = 120


class Known(NamedTuple):
    """What is known of somebody; what is empty is unknown."""

    name: str = ""
    name_local: str = ""
    parentage: str = ""
    sex: str = ""
    age: int | None = None
    born: date | None = None
    address: str = ""
    papers: dict[str, str] | None = None


def add_party(officer: Officer, case: Case, role: PartyRole, known: Known) -> Party:
    """Add somebody to a case under a pseudonym (S1, V1, …). What is known of a victim goes under seal at once.

    Raises ``NotPermittedError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    if known.age is not None and not 0 <= known.age <= OLDEST:
        raise BadValueError(_("An age lies between 0 and 120 years."))
    with transaction.atomic():
        now = locked(officer, case)
        party = Party(case=now, role=role, pseudonym=_pseudonym(now, role), sex=known.sex, age=known.age)
        party.added_by = officer
        if role is not PartyRole.VICTIM:
            party.person = _person(officer, known)
        party.save(force_insert=True)
        if role is PartyRole.VICTIM and known.name.strip():
            more = {"parentage": known.parentage, "name_local": known.name_local} | (known.papers or {})
            details = {key: value for key, value in more.items() if value}
            seal_identity(officer, party, name=known.name, born=known.born, address=known.address, details=details)
    _log.info("party added", case=case.pk, party=party.pk, role=role.value, officer=officer.pk)
    return party


def remove_party(officer: Officer, party: Party, reason: str) -> None:
    """Say that somebody has no part in the case any more; what was recorded of them stays. Raises ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    reason = said(reason, _("Say why they have no part in the case."))
    with transaction.atomic(), because(reason):
        case = locked(officer, party.case)
        if not Party.objects.filter(pk=party.pk, removed_at=None).update(removed_at=timezone.now()):
            raise DoneAlreadyError(_("They were taken out before."))
        rederive(case)
    _log.info("party removed", case=party.case_id, party=party.pk, officer=officer.pk)


def _pseudonym(case: Case, role: PartyRole) -> str:
    """The next letter and number: the case is locked, so nobody else takes it."""
    count = case.parties.filter(role=role).count() + 1
    taken = set(case.parties.values_list("pseudonym", flat=True))
    while (name := f"{_CALLED[role]}{count}") in taken:
        count += 1
    return name


def _person(officer: Officer, known: Known) -> Person:
    name = said(known.name or known.name_local, _("Write a name, or how the person is called."))
    return Person.objects.create(name=name, recorded_by=officer, **_stated(known))


def _stated(known: Known) -> dict[str, Any]:
    kept = ("name_local", "parentage", "sex", "born", "address")
    return {key: getattr(known, key) for key in kept} | {"papers": known.papers or {}}
