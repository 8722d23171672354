"""What an auditor said of a look that the weekly sample showed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models.read import Read


class Verdict(models.TextChoices):
    """Whether the look had a reason that the auditor understands."""

    EXPLAINED = "explained", _("explained")
    ASK = "ask", _("to be asked")
    MISUSE = "misuse", _("looks like misuse")


class SampleFinding(models.Model):
    """Rows are added only; the newest on a look counts."""

    read = models.ForeignKey(Read, models.PROTECT, related_name="findings")
    verdict = models.CharField(_("finding"), max_length=9, choices=Verdict)
    note = models.TextField(_("note"), blank=True, default="")
    auditor = models.ForeignKey(Officer, models.PROTECT, related_name="sample_findings")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("finding on a look")
        verbose_name_plural = _("findings on looks")
        constraints = [
            models.CheckConstraint(name="samplefinding_verdict", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(name="samplefinding_says_why", condition=Q(verdict="explained") | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.read_id}: {self.verdict}"
