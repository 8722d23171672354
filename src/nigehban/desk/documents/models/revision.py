"""What a document says, and said before."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.documents.models.document import CaseDocument


class Revision(models.Model):
    """Rows are added only; the highest ``number`` counts. ``html`` is sanitised, ``digest`` its SHA-256 (hex).

    ``edited``: an officer wrote other words than the template's.
    """

    document = models.ForeignKey(CaseDocument, models.PROTECT, related_name="revisions")
    number = models.IntegerField()
    fields = models.JSONField(default=dict)
    html = models.TextField()
    edited = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="revisions_made")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"revision {self.number} of document {self.document_id}"
