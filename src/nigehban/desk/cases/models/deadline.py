"""How every deadline of a case stands: derived, and made anew with each event (``cases.deadlines``).

A row holds no state that the clock can make wrong: it holds how the deadline stood when the row was made, and from
which moments on it stands otherwise. ``standing_at`` says how it stands at a time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case as Choose
from django.db.models import F, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models.case import Case
from nigehban.desk.cases.models.party import Party


class Standing(models.TextChoices):
    """How a deadline stands: the states of ``nigehban.jurisdiction.procedure``."""

    RUNNING = "running", _("running")
    WARNING = "warning", _("time is short")
    MET = "met", _("met")
    MISSED = "missed", _("missed")
    BLOCKED = "blocked", _("not allowed yet")
    EXTENDED = "extended", _("more time was given")


class CaseDeadlineQuerySet(models.QuerySet["CaseDeadline"]):
    """Deadlines as an officer may see them, as they stand at a time."""

    def visible_to(self, officer: Officer) -> Self:
        """Those of the cases that the officer sees."""
        return self.filter(case__in=Case.objects.visible_to(officer).values("pk"))

    def standing_at(self, now: datetime) -> Self:
        """With ``standing``: how each stands at a time."""
        return self.annotate(standing=_standing(now))

    def unanswered_at(self, now: datetime) -> Self:
        """Those for which something is still to be done."""
        still = self.filter(done_at=None).exclude(state=Standing.MET)
        return still.exclude(turns_to=Standing.MET, turns_at__lte=now)

    def missed_at(self, now: datetime) -> Self:
        """Those that were missed, and that nothing answered since."""
        turned = Q(turns_to=Standing.MISSED, turns_at__lte=now)
        return self.filter(Q(state=Standing.MISSED) | turned, done_at=None)


def _standing(now: datetime) -> Combinable:
    turned = When(turns_at__lte=now, then=F("turns_to"))
    return Choose(turned, When(short_at__lte=now, then=Value(Standing.WARNING.value)), default=F("state"))


class CaseDeadline(models.Model):
    """A row of a case's board. ``rule`` is the id of the pack's deadline, ``ref`` nothing of a person.

    ``short_at``: from when on time is short; ``turns_at`` and ``turns_to``: from when on it is missed (or over).
    ``alarms`` are the stages of warning (ISO 8601), ``escalates_at`` the last of them or the time of being missed: from
    then on it stands in the list of the circle's in-charge. ``sort_at`` is the due time or, without one, the beginning.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="deadlines")
    rule = models.CharField(max_length=32)
    weight = models.CharField(max_length=9)
    since = models.DateTimeField()
    due = models.DateTimeField(null=True)
    was_due = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=Standing)
    short_at = models.DateTimeField(null=True)
    turns_at = models.DateTimeField(null=True)
    turns_to = models.CharField(max_length=8, blank=True, default="", choices=Standing)
    alarms = models.JSONField(default=list)
    escalates_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField()

    objects = CaseDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline of a case")
        verbose_name_plural = _("deadlines of cases")
        indexes = [
            models.Index(fields=["sort_at", "id"], name="casedeadline_due", condition=Q(done_at=None)),
            models.Index(fields=["case", "sort_at", "id"], name="casedeadline_case"),
            models.Index(fields=["escalates_at"], name="casedeadline_escalates", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.rule} in case {self.case_id}"
