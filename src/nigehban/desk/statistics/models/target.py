"""What is to be reached."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Target(models.Model):
    """A number for a measure of a product in a period; rows are added only, and the latest of a measure holds.

    An empty ``unit`` is the whole country.
    """

    product = models.CharField(max_length=64)
    measure = models.CharField(_("measure"), max_length=64)
    unit = models.CharField(_("unit"), max_length=32, blank=True, default="")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    number = models.PositiveIntegerField(_("target"))
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="targets_set")

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        indexes = [models.Index(fields=["product", "unit", "first", "last"], name="target_period")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.number}"
