"""What a program handed in, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.api.models.token import ApiToken
from nigehban.desk.fields import digest_field


class Outcome(models.TextChoices):
    """What became of a document."""

    STORED = "stored", _("stored")
    KNOWN = "known", _("known already")
    QUARANTINED = "quarantined", _("in quarantine")


class Receipt(models.Model):
    """Rows are added only. ``sha256`` is that of the bytes as they came; ``reason`` is the quarantine's."""

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="receipts")
    sha256 = digest_field()
    size = models.BigIntegerField()
    outcome = models.CharField(max_length=11, choices=Outcome)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [models.CheckConstraint(name="receipt_outcome", condition=Q(outcome__in=Outcome.values))]
        indexes = [models.Index(fields=["sha256"], name="receipt_sha256")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}: {self.outcome}"
