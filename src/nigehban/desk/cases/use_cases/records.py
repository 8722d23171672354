"""What all use cases of a case share: the case, locked; an event, held against the law and written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.deadlines import rederive
from nigehban.desk.cases.errors import BadValueError, ForbiddenByLawError, OtherCaseError, UnknownEventError
from nigehban.desk.cases.law import forbidding
from nigehban.desk.cases.models import Case, CaseEvent, Party
from nigehban.desk.cases.selectors import seen_case
from nigehban.desk.cases.times import check_happened
from nigehban.jurisdiction.procedure import load_procedure

_log = structlog.get_logger("nigehban.desk.cases")


def locked(officer: Officer, case: Case) -> Case:
    """The case as it is now; who else writes in it waits. Raises ``NoSuchCaseError``. Call it in a transaction."""
    seen_case(officer, case.number)
    return Case.objects.select_for_update().get(pk=case.pk)


def write_event(
    officer: Officer,
    case: Case,
    type: str,  # noqa: A002 - the pack's own word
    at: datetime,
    *,
    party: Party | None = None,
    ref: str = "",
    data: dict[str, Any] | None = None,
) -> CaseEvent:
    """Write an event of a locked case and its deadlines. Raises a leaf of ``CaseError``; asks for no permission."""
    if type not in load_procedure(case.pack).event_types:
        raise UnknownEventError(_("The pack %(pack)s has no event %(type)s.") % {"pack": case.pack, "type": type})
    if party is not None and party.case_id != case.pk:
        raise OtherCaseError(_("%(party)s is no party of case %(case)s.") % {"party": party, "case": case})
    check_happened(at)
    event = CaseEvent(case=case, type=type, at=at, party=party, ref=ref, data=data or {}, recorded_by=officer)
    refused = forbidding(case, event, timezone.now())
    if refused:
        _log.info("event refused by the law", case=case.pk, type=type, rules=[row.id for row in refused])
        raise ForbiddenByLawError(refused)
    event.save(force_insert=True)
    rederive(case)
    _log.info("event recorded", case=case.pk, type=type, number=event.pk, officer=officer.pk)
    return event


def said(text: str, missing: str) -> str:
    """The text without its margins. Raises ``BadValueError`` with the words ``missing`` when nothing is left."""
    if not text.strip():
        raise BadValueError(missing)
    return text.strip()
