"""A stretch of a log, sealed: its rows may be counted and digested again at any time."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """``rows`` rows of ``table`` with keys in (``after``, ``last``]; ``content`` is the hex SHA-256 of their digests.

    ``columns`` are those that were digested: a later migration may add others. ``digest`` chains the seals, as
    ``nigehban.desk.audit.sealing`` says. Rows are added only.
    """

    table = models.TextField()
    after = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.BigIntegerField()
    columns = ArrayField(models.TextField())
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        indexes = [models.Index(fields=["table", "-last"], name="seal_table")]

    def __str__(self) -> str:
        return f"{self.table} {self.after + 1} to {self.last}"
