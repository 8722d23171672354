"""Who looked at what, and why, in a chain that shows every change."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Read(models.Model):
    """One look at one record. The database numbers the rows without a gap and chains them (migration 0002).

    ``digest`` is the hex SHA-256 of the JSON array of all other fields as texts, with the digest of the row before.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="reads")
    kind = models.TextField()
    record = models.TextField()
    reason = models.TextField(default="")
    request = models.UUIDField()
    previous = models.TextField(default="")
    digest = models.TextField(default="")

    class Meta:
        verbose_name = _("look at a record")
        verbose_name_plural = _("looks at records")
        indexes = [
            models.Index(fields=["kind", "record", "-id"], name="read_record"),
            models.Index(fields=["officer", "-id"], name="read_officer"),
            models.Index(fields=["at"], name="read_at"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.kind} {self.record}"
