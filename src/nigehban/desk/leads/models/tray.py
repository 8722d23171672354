"""What an officer has collected to decide at once."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class TrayItem(models.Model):
    """A lead in an officer's tray, by the number under which it was put there."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="tray", db_index=False)
    lead = models.TextField()
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("lead in a tray")
        verbose_name_plural = _("leads in trays")
        constraints = [models.UniqueConstraint(fields=["officer", "lead"], name="trayitem_once")]

    def __str__(self) -> str:
        return self.lead
