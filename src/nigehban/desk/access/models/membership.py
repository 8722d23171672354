"""Need-to-know: an officer on one record, with a reason, a grantor and an end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models.spans import SpanQuerySet
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


class RecordKind(models.TextChoices):
    """The records that have members."""

    CASE = "case", _("case")
    OPERATION = "operation", _("operation")
    FORENSIC_REQUEST = "forensic", _("forensic request")


@audited
class Membership(models.Model):
    """``duty`` says what the officer does there (lead officer, verification …); ``record`` is the record's number."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=9, choices=RecordKind)
    record = models.BigIntegerField()
    duty = models.CharField(_("duty"), max_length=64, blank=True, default="")
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="memberships_granted")
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(_("until"))
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="memberships_ended")

    objects = SpanQuerySet["Membership"].as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(name="membership_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="membership_span", condition=Q(ends_at__gte=F("starts_at"))),
        ]
        indexes = [
            models.Index(fields=["officer", "kind", "record", "ends_at"], name="membership_officer"),
            models.Index(fields=["kind", "record", "ends_at"], name="membership_record"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} on {self.kind} {self.record}"
