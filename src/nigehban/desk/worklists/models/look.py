"""What an officer has seen of a lead, so that what came since can be marked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Look(models.Model):
    """How many referrals the lead had when the officer last looked."""

    pk = models.CompositePrimaryKey("officer_id", "lead")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="looks")
    lead = models.TextField()
    referrals = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("last look at a lead")
        verbose_name_plural = _("last looks at leads")

    def __str__(self) -> str:
        return f"{self.officer_id} saw {self.lead}"
