"""What happened in a case. Deadlines and statistics are computed from these rows and from nothing else."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models.case import Case
from nigehban.desk.cases.models.party import Party

WITHDRAWN = "withdrawn"
"""The type of an event that takes another back; no pack has one of this name."""


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    """Events as they stand."""

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        withdrawals = CaseEvent.objects.filter(withdraws=OuterRef("pk"))
        return self.filter(~Exists(withdrawals), withdraws=None)


class CaseEvent(models.Model):
    """Rows are added only; a mistake is taken back by an event that ``withdraws`` it, with the reason in ``data``.

    ``type`` and ``data`` are those of the pack (``procedure/events.toml``). ``at`` is when it happened, as stated by
    whoever recorded it, ``recorded_at`` when the desk learned of it: a late entry stays visible as one. ``ref`` ties it
    to the notice, exhibit or request that it answers.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    type = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="events_recorded")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="events")
    ref = models.CharField(max_length=80, blank=True, default="")
    data = models.JSONField(default=dict, blank=True)
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by")

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["case", "at", "id"], name="caseevent_case"),
            models.Index(fields=["type", "at"], name="caseevent_type"),
            models.Index(fields=["at", "id"], name="caseevent_at"),
        ]

    def __str__(self) -> str:
        return f"{self.type} in case {self.case_id}"
