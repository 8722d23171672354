"""Offences of a case: chosen by the law of their day, charged, decided, withdrawn."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, DoneAlreadyError, NotTheLawError, OtherCaseError
from nigehban.desk.cases.models import Case, CaseOffence, Party, PartyRole, Stage
from nigehban.desk.cases.times import check_offence_day
from nigehban.desk.cases.use_cases.records import locked, said
from nigehban.jurisdiction.law import LawError, answer, load_law

_log = structlog.get_logger("nigehban.desk.cases")


def add_offence(officer: Officer, case: Case, text: str, committed_on: date, party: Party | None = None) -> CaseOffence:
    """Propose an offence, by its code or as officers write it, under the law of the day of the conduct.

    Raises ``NotTheLawError`` for what was not in force then, a leaf of ``CaseError`` else.
    """
    require(officer, Permission.WORK_CASES)
    check_offence_day(committed_on)
    if party is not None and (party.case_id != case.pk or party.role != PartyRole.SUSPECT):
        raise OtherCaseError(_("%(party)s is no suspect of this case.") % {"party": party})
    try:
        chosen = answer(load_law(case.pack), text, committed_on).offence
    except LawError as error:
        raise NotTheLawError(str(error)) from error
    if chosen.kind != "offence":
        raise NotTheLawError(_("%(code)s is no offence: nobody is charged with it.") % {"code": chosen.code})
    try:
        with transaction.atomic():
            row = CaseOffence.objects.create(
                case=locked(officer, case), code=chosen.code, committed_on=committed_on, party=party, added_by=officer
            )
    except IntegrityError as error:
        raise DoneAlreadyError(_("%(code)s stands in the case already.") % {"code": chosen.code}) from error
    _log.info("offence added", case=case.pk, code=chosen.code, officer=officer.pk)
    return row


def set_stage(officer: Officer, offence: CaseOffence, stage: Stage) -> None:
    """Say how far it has come. Raises a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        row = _standing(officer, offence)
        row.stage = stage
        row.save(update_fields=["stage"])
    _log.info("offence staged", case=row.case_id, code=row.code, stage=stage.value, officer=officer.pk)


def withdraw_offence(officer: Officer, offence: CaseOffence, reason: str) -> None:
    """Take an offence out, with the reason; it stays in the record. Raises a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    reason = said(reason, _("Say why the offence is withdrawn."))
    with transaction.atomic():
        row = _standing(officer, offence)
        row.withdrawn_at, row.withdrawn_because = timezone.now(), reason
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _log.info("offence withdrawn", case=row.case_id, code=row.code, officer=officer.pk)


def _standing(officer: Officer, offence: CaseOffence) -> CaseOffence:
    locked(officer, offence.case)
    row = CaseOffence.objects.select_for_update().get(pk=offence.pk)
    if row.withdrawn_at is not None:
        raise DoneAlreadyError(_("This offence was withdrawn before."))
    return row


def stage_named(name: str) -> Stage:
    """The stage of that name. Raises ``BadValueError``."""
    if name not in Stage.values:
        raise BadValueError(_("There is no such stage."))
    return Stage(name)
