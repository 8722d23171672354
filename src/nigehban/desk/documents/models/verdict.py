"""What was decided of a revision: it stands, or it goes back to be mended."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.documents.models.revision import Revision


class Verdict(models.Model):
    """Rows are added only, one a revision. A revision that was sent back has its ``reason``."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="verdict")
    approved = models.BooleanField()
    reason = models.TextField(blank=True, default="")
    given_by = models.ForeignKey(Officer, models.PROTECT, related_name="verdicts_given")
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return f"{'approved' if self.approved else 'sent back'}: revision {self.revision_id}"
