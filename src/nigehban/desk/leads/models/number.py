"""What became of a lead's number."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.leads.models.act import LeadAct


class NumberChange(models.Model):
    """Referrals that stood under ``number`` stand under ``became`` since ``at``. Rows are added only.

    ``act`` is what an officer did; NULL: the list was made anew, from more referrals or with other rules.
    """

    number = models.TextField()
    became = models.TextField()
    act = models.ForeignKey(LeadAct, models.PROTECT, null=True, related_name="changes", db_index=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("change of a lead's number")
        verbose_name_plural = _("changes of leads' numbers")
        indexes = [
            models.Index(fields=["number", "-id"], name="numberchange_number"),
            models.Index(fields=["became", "-id"], name="numberchange_became"),
        ]

    def __str__(self) -> str:
        return f"{self.number} became {self.became}"
