"""Notes and the diary: written, and revised by another row; the row before stays."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadTimeError, StaleError
from nigehban.desk.cases.models import Case, CaseNote, NoteKind
from nigehban.desk.cases.times import FIRST
from nigehban.desk.cases.use_cases.records import locked, said

_log = structlog.get_logger("nigehban.desk.cases")


def write_note(officer: Officer, case: Case, text: str) -> CaseNote:
    """Write a note. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    return _write(officer, case, text, NoteKind.NOTE, None)


def write_diary(officer: Officer, case: Case, text: str, on: date) -> CaseNote:
    """Write the next entry of the case diary, for a day. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    if not on.year >= FIRST or on > timezone.localdate():
        raise BadTimeError(_("The diary tells of a day between 1970 and today."))
    return _write(officer, case, text, NoteKind.DIARY, on)


def revise_note(officer: Officer, note: CaseNote, text: str, *, seen: int) -> CaseNote:
    """Write the next revision of a note; ``seen`` is the revision that was on the officer's screen.

    Raises ``StaleError`` when somebody else revised it meanwhile, another leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    text = said(text, _("Write something."))
    with transaction.atomic():
        locked(officer, note.case)
        first = note.first or note
        last = newest(first)
        if last.revision != seen:
            raise StaleError(_("Somebody revised this note while you were writing. Your words are below."))
        revised = CaseNote.objects.create(
            case=note.case,
            kind=first.kind,
            first=first,
            revision=seen + 1,
            number=first.number,
            on=first.on,
            text=text,
            written_by=officer,
        )
    _log.info("note revised", case=note.case_id, note=first.pk, revision=revised.revision, officer=officer.pk)
    return revised


def newest(first: CaseNote) -> CaseNote:
    """The last revision of a note."""
    return first.later.order_by("-revision").first() or first


def _write(officer: Officer, case: Case, text: str, kind: NoteKind, on: date | None) -> CaseNote:
    require(officer, Permission.WORK_CASES)
    text = said(text, _("Write something."))
    with transaction.atomic():
        now = locked(officer, case)
        number = _next(now) if kind is NoteKind.DIARY else None
        note = CaseNote.objects.create(case=now, kind=kind, text=text, on=on, number=number, written_by=officer)
    _log.info("note written", case=case.pk, note=note.pk, kind=kind.value, officer=officer.pk)
    return note


def _next(case: Case) -> int:
    last: int | None = case.notes.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
