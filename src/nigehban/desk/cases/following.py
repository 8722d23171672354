"""Deadlines follow their pack: when its rules have changed, those of every open case are made anew.

Nothing of an officer's stands in these rows; they follow from events alone (``cases.deadlines``). A pack is noted as
read only when all its cases are done: what was interrupted begins again.
"""

from __future__ import annotations

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from nigehban.desk.cases.deadlines import rederive
from nigehban.desk.cases.models import Case, PackRead
from nigehban.jurisdiction import PackError, find_pack, rules_digest
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.runs.steps import Step, Steps

_CHUNK = 200
_log = structlog.get_logger("nigehban.desk.cases")


def follow_packs(steps: Steps) -> list[str]:
    """Make the deadlines of open cases anew where the rules of their pack are others than when they were last made.

    Gives what keeps a pack from being read, a sentence each; the rows of its cases stay as they are.
    """
    problems = []
    for pack in Case.objects.order_by("pack").values_list("pack", flat=True).distinct():
        try:
            _follow(pack, steps)
        except PackError as error:
            _log.warning("deadlines not made anew", pack=pack, problem=str(error))
            problems.append(str(error))
    return problems


def _follow(pack: str, steps: Steps) -> None:
    digest = rules_digest(find_pack(pack))
    if PackRead.objects.filter(pack=pack, digest=digest).exists():
        return
    cases = _open_cases(pack)
    with steps("Deadlines by the rules of the pack") as step:
        step.total(cases.count())
        _anew(cases, step)
    PackRead.objects.update_or_create(pack=pack, defaults={"digest": digest, "at": timezone.now()})
    _log.info("deadlines made anew", pack=pack)


def _open_cases(pack: str) -> QuerySet[Case]:
    ended = [stand.id for stand in load_procedure(pack).stands if stand.final]
    return Case.objects.filter(pack=pack, merged_into=None).exclude(state__in=ended).order_by("pk")


def _anew(cases: QuerySet[Case], step: Step) -> None:
    """A transaction a case: officers who work in one wait for that one only."""
    last = 0
    while numbers := list(cases.filter(pk__gt=last).values_list("pk", flat=True)[:_CHUNK]):
        for number in numbers:
            with transaction.atomic():
                rederive(Case.objects.select_for_update().get(pk=number))
        last = numbers[-1]
        step.advance(len(numbers))
