"""A court's leave to search, and the address, which only members see."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.operations.models.operation import Operation
from nigehban.desk.operations.models.target import Target


@audited
class Warrant(models.Model):
    """``expires_on`` is the last day on which it holds; empty: none was set. Without a ``target`` it is for all."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="warrants")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="warrants")
    number = models.CharField(_("number"), max_length=80)
    court = models.CharField(_("court"), max_length=200)
    issued_on = models.DateField(_("issued"))
    expires_on = models.DateField(_("holds until"), null=True, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="warrants_recorded")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("warrant")
        verbose_name_plural = _("warrants")
        constraints = [
            models.UniqueConstraint(fields=["operation", "number"], name="warrant_number"),
            models.CheckConstraint(
                name="warrant_span", condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.number


@audited
class SealedAddress(models.Model):
    """Where a warrant leads. No row of it exists for who is no member of the operation, head of a circle or not."""

    warrant = models.OneToOneField(Warrant, models.PROTECT, primary_key=True, related_name="sealed")
    address = models.TextField(_("address"))

    class Meta:
        verbose_name = _("address under seal")
        verbose_name_plural = _("addresses under seal")

    def __str__(self) -> str:
        return f"address of warrant {self.pk}"
