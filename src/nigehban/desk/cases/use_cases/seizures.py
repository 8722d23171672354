"""Seizures: what was taken, item by item; complete once the law's list is whole."""

from __future__ import annotations

import re
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import BadValueError, DoneAlreadyError
from nigehban.desk.cases.models import Case, ItemKind, SeizedItem, Seizure
from nigehban.desk.cases.use_cases.records import locked, said, write_event

_log = structlog.get_logger("nigehban.desk.cases")
_LENGTHS = {32: "md5", 40: "sha1", 64: "sha256"}
_HEX = re.compile(r"[0-9a-f]+")


def record_seizure(officer: Officer, case: Case, at: datetime, place: str, *, warrant: str = "") -> Seizure:
    """Record that something was seized; the list follows. Raises ``NotPermittedError``, a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    place = said(place, _("Say where it was seized."))
    with transaction.atomic():
        now = locked(officer, case)
        ref = f"E{now.seizures.count() + 1}"
        seizure = Seizure.objects.create(
            case=now, ref=ref, at=at, place=place, warrant=warrant.strip(), made_by=officer
        )
        write_event(officer, now, "seizure", at, ref=ref, data={"warrant": warrant.strip() or False})
    _log.info("seizure recorded", case=case.pk, seizure=seizure.pk, officer=officer.pk)
    return seizure


def add_item(
    officer: Officer,
    seizure: Seizure,
    kind: ItemKind,
    description: str,
    *,
    serial: str = "",
    seal: str = "",
    digests: str = "",
) -> SeizedItem:
    """Add an item to the list; ``digests`` are hex digests, whose length tells the algorithm.

    Raises ``DoneAlreadyError`` once the list is complete, another leaf of ``CaseError``.
    """
    require(officer, Permission.WORK_CASES)
    description = said(description, _("Describe the item."))
    read = read_digests(digests)
    with transaction.atomic():
        now = _open(officer, seizure)
        last: int | None = now.items.aggregate(last=Max("number"))["last"]
        item = SeizedItem.objects.create(
            seizure=now,
            number=(last or 0) + 1,
            kind=kind,
            description=description,
            serial=serial.strip(),
            seal=seal.strip(),
            digests=read,
            added_by=officer,
        )
    _log.info("item seized", seizure=seizure.pk, item=item.pk, officer=officer.pk)
    return item


def strike_item(officer: Officer, item: SeizedItem) -> None:
    """Strike an item off a list that is not complete yet. Raises a leaf of ``CaseError``."""
    require(officer, Permission.WORK_CASES)
    with transaction.atomic():
        _open(officer, item.seizure)
        if not SeizedItem.objects.filter(pk=item.pk, struck_at=None).update(struck_at=timezone.now()):
            raise DoneAlreadyError(_("This item was struck off before."))
    _log.info("item struck off", item=item.pk, officer=officer.pk)


def complete_seizure(
    officer: Officer, seizure: Seizure, at: datetime, *, witness_one: str, witness_two: str, copy_given_to: str
) -> None:
    """Complete the list. The law refuses it without items, two witnesses and a copy: ``ForbiddenByLawError``."""
    require(officer, Permission.WORK_CASES)
    witnesses = {name.strip().casefold() for name in (witness_one, witness_two) if name.strip()}
    with transaction.atomic():
        now = _open(officer, seizure)
        items = now.items.filter(struck_at=None).count()
        data = {"items_listed": items > 0, "copy_given": bool(copy_given_to.strip()), "witnesses": len(witnesses)}
        write_event(officer, now.case, "seizure_list", at, ref=now.ref, data=data)
        now.witness_one, now.witness_two = witness_one.strip(), witness_two.strip()
        now.copy_given_to, now.completed_at = copy_given_to.strip(), at
        now.save(update_fields=["witness_one", "witness_two", "copy_given_to", "completed_at"])
    _log.info("seizure completed", seizure=seizure.pk, items=items, officer=officer.pk)


def read_digests(text: str) -> dict[str, str]:
    """Hex digests by algorithm. Raises ``BadValueError`` for what is none."""
    found: dict[str, str] = {}
    for word in text.casefold().replace(",", " ").split():
        name = _LENGTHS.get(len(word)) if _HEX.fullmatch(word) else None
        if name is None:
            raise BadValueError(_("'%(word)s' is no MD5, SHA-1 or SHA-256 in hex.") % {"word": word[:80]})
        found[name] = word
    return found


def _open(officer: Officer, seizure: Seizure) -> Seizure:
    locked(officer, seizure.case)
    now = Seizure.objects.select_for_update(of=("self",)).select_related("case").get(pk=seizure.pk)
    if now.completed_at is not None:
        raise DoneAlreadyError(_("The list of this seizure is complete."))
    return now
