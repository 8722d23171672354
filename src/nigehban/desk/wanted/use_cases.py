"""Putting somebody on the list, changing the entry, taking them off. Two officers answer for each entry."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.acting import because
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Party
from nigehban.desk.cases.use_cases import record_event
from nigehban.desk.wanted.errors import BadEndError, NoWhyError, SameOfficerError, WrongStandError
from nigehban.desk.wanted.models import Stand, WantedEntry

LONGEST = timedelta(days=2 * 366)
_IDENTITY = frozenset({"name", "parentage", "sex", "papers", "basis", "party", "edition", "serial"})
_log = structlog.get_logger("nigehban.desk.wanted")


def propose(officer: Officer, **stated: Any) -> WantedEntry:  # noqa: ANN401
    """Propose an entry; ``stated`` are the fields of ``WantedEntry``. Raises ``NotPermittedError``, ``BadEndError``."""
    require(officer, Permission.WORK_CASES)
    _check_end(stated["expires_on"])
    entry = WantedEntry.objects.create(proposed_by=officer, **stated)
    _log.info("wanted proposed", entry=entry.pk, officer=officer.pk)
    return entry


def approve(officer: Officer, entry: WantedEntry) -> None:
    """Put a proposed entry on the list; its case learns of it.

    Raises ``NotPermittedError``, ``SameOfficerError``, ``WrongStandError``, ``BadEndError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.APPROVE_WANTED)
    with transaction.atomic():
        current = _approvable(officer, entry, Stand.PROPOSED)
        _check_end(current.expires_on)
        WantedEntry.objects.filter(pk=current.pk).update(approved_by=officer, approved_at=timezone.now())
        _tell(officer, current, "wanted_listed", timezone.now(), until=current.expires_on.isoformat())
    _log.info("wanted approved", entry=entry.pk, officer=officer.pk)


def correct(officer: Officer, entry: WantedEntry, reason: str, **changes: Any) -> None:  # noqa: ANN401
    """Correct what an entry states, with the reason in its history. Who the person is, and why they are sought, is
    corrected by who may approve.

    Raises ``NotPermittedError``, ``NoWhyError``, ``WrongStandError``.
    """
    with transaction.atomic(), because(_why(reason)):
        current = _locked(entry, Stand.PROPOSED, Stand.LISTED, Stand.REVIEW)
        changed = {key: value for key, value in changes.items() if getattr(current, key) != value}
        is_identity = bool(_IDENTITY & changed.keys()) and current.stand is not Stand.PROPOSED
        require(officer, Permission.APPROVE_WANTED if is_identity else Permission.WORK_CASES)
        if changed:
            WantedEntry.objects.filter(pk=current.pk).update(**changed)
    _log.info("wanted corrected", entry=entry.pk, fields=sorted(changed), officer=officer.pk)


def review(officer: Officer, entry: WantedEntry, until: date, reason: str, basis: str = "") -> None:
    """Renew an entry until another day: who does answers for it from now on, on its old basis or on another one. Its
    case learns of it.

    Raises ``NotPermittedError``, ``SameOfficerError``, ``WrongStandError``, ``BadEndError``, ``NoWhyError``, a leaf of
    ``CaseError``.
    """
    require(officer, Permission.APPROVE_WANTED)
    _check_end(until)
    with transaction.atomic(), because(_why(reason)):
        current = _approvable(officer, entry, Stand.LISTED, Stand.REVIEW)
        now, on = timezone.now(), basis.strip() or current.basis
        WantedEntry.objects.filter(pk=current.pk).update(
            expires_on=until, basis=on, approved_by=officer, approved_at=now
        )
        _tell(officer, current, "wanted_renewed", now, until=until.isoformat(), basis=on)
    _log.info("wanted reviewed", entry=entry.pk, officer=officer.pk)


def remove(officer: Officer, entry: WantedEntry, reason: str) -> None:
    """Take somebody off. The case learns of it; of an entry that had ended, as of its last day.

    Raises ``NotPermittedError``, ``NoWhyError``, ``WrongStandError``, a leaf of ``CaseError``.
    """
    require(officer, Permission.LEAD_CIRCLE)
    why = _why(reason)
    with transaction.atomic(), because(why):
        current = _locked(entry, Stand.PROPOSED, Stand.LISTED, Stand.REVIEW)
        now = timezone.now()
        WantedEntry.objects.filter(pk=current.pk).update(removed_by=officer, removed_at=now, removal_reason=why)
        if current.stand is not Stand.PROPOSED:
            _tell(officer, current, "wanted_removed", min(now, _end_of(current.expires_on)))
    _log.info("wanted removed", entry=entry.pk, officer=officer.pk)


def _locked(entry: WantedEntry, *stands: Stand) -> WantedEntry:
    current = WantedEntry.objects.select_for_update().get(pk=entry.pk)
    if current.stand not in stands:
        raise WrongStandError(_("This entry is %(stand)s now. Look at it again.") % {"stand": current.stand.label})
    return current


def _approvable(officer: Officer, entry: WantedEntry, *stands: Stand) -> WantedEntry:
    current = _locked(entry, *stands)
    if current.proposed_by_id == officer.pk:
        raise SameOfficerError(_("You proposed this entry: another officer has to approve it."))
    return current


def _tell(officer: Officer, entry: WantedEntry, event: str, at: datetime, **more: str) -> None:
    """The event by which statistics count it, and until which day; an entry without a case has none."""
    if entry.party_id is None:
        return
    party = Party.objects.select_related("case").get(pk=entry.party_id)
    data = {"list": "interpol" if entry.notice_type else "red_book", "ref": str(entry), **more}
    record_event(officer, party.case, event, at, party=party, ref=str(entry)[:80], data=data)


def _check_end(until: date) -> None:
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise BadEndError(_("An entry ends after today and within two years; then it is looked at again."))


def _why(reason: str) -> str:
    if not reason.strip():
        raise NoWhyError(_("Say why: it stays in the history of the entry."))
    return reason.strip()


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
