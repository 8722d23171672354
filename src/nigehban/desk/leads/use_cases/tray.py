"""An officer collects leads in a tray and decides of all of them at once: one batch, which is undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.leads.errors import AlreadySoError, NoSuchLeadError, TooFewError
from nigehban.desk.leads.models import Act, LeadAct, TrayItem
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.leads.use_cases.merging import merge_leads
from nigehban.desk.leads.use_cases.placing import archive_lead, assign_lead
from nigehban.desk.leads.use_cases.recording import given, permitted

MOST = 200
"""Leads in a tray: what is more is not decided by hand, and would keep others waiting."""
TRAY_ACTS = (Act.ARCHIVE, Act.MERGE, Act.ASSIGN)


class Batch(NamedTuple):
    """What was done at once: the acts, and the leads that were so already."""

    id: UUID
    acts: list[LeadAct]
    skipped: list[str]


def put_into_tray(officer: Officer, numbers: Iterable[str]) -> int:
    """Put leads that the officer may see into the tray; how many it holds. Raises ``TooFewError`` past ``MOST``."""
    permitted(officer)
    found = visible_leads(officer).filter(pk__in=list(numbers)[:MOST]).values_list("pk", flat=True)
    with transaction.atomic():
        TrayItem.objects.bulk_create((TrayItem(officer=officer, lead=lead) for lead in found), ignore_conflicts=True)
        held = TrayItem.objects.filter(officer=officer)[: MOST + 1].count()
        if held > MOST:
            raise TooFewError(_("A tray holds %(most)s leads. Decide of those that are in it first.") % {"most": MOST})
    return held


def drop(officer: Officer, numbers: Iterable[str] | None = None) -> None:
    """Take these leads out of the officer's tray; all when none are named."""
    items = TrayItem.objects.filter(officer=officer)
    (items if numbers is None else items.filter(lead__in=list(numbers))).delete()


def act_on_tray(
    officer: Officer, act: Act, numbers: Sequence[str], *, reason: str, unit: str = "", seen: Sequence[str | None] = ()
) -> Batch:
    """Do one thing with all these leads, or with none of them; then they leave the tray.

    ``seen`` are the versions of the leads that the officer looked at, in the same order. Leads that are so already are
    left out and told. Raises a leaf of ``LeadError``.
    """
    permitted(officer)
    reason, batch = given(reason), uuid4()
    versions = dict(zip(numbers, seen, strict=False))
    if act is Act.ASSIGN and not unit:
        raise NoSuchLeadError(_("Choose the circle to which they go."))
    with transaction.atomic():
        if act is Act.MERGE:
            acts = [merge_leads(officer, numbers, reason=reason, seen=seen, batch=batch)]
            skipped: list[str] = []
        else:
            acts, skipped = _each(numbers, lambda number: _one(officer, act, number, reason, unit, versions, batch))
        if not acts:
            raise AlreadySoError(_("All of them are so already: nothing was done."))
        drop(officer, numbers)
    return Batch(batch, acts, skipped)


def _each(numbers: Sequence[str], do: Callable[[str], LeadAct]) -> tuple[list[LeadAct], list[str]]:
    acts, skipped = [], []
    for number in sorted(set(numbers)):
        try:
            acts.append(do(number))
        except AlreadySoError:
            skipped.append(number)
    return acts, skipped


def _one(
    officer: Officer, act: Act, number: str, reason: str, unit: str, versions: dict[str, str | None], batch: UUID
) -> LeadAct:
    seen = versions.get(number)
    if act is Act.ARCHIVE:
        return archive_lead(officer, number, reason, seen=seen, batch=batch)
    return assign_lead(officer, number, unit, reason, seen=seen, batch=batch)
