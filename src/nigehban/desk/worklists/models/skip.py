"""Leads that an officer passed over, for a while."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Skip(models.Model):
    """The officer is not offered the lead again until then; everybody else is, at once."""

    pk = models.CompositePrimaryKey("officer_id", "lead")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="skips")
    lead = models.TextField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("skipped lead")
        verbose_name_plural = _("skipped leads")

    def __str__(self) -> str:
        return f"{self.officer_id} passes over {self.lead}"
