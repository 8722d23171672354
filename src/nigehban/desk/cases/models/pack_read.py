"""By which state of a pack the deadlines of its cases were last worked out."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class PackRead(models.Model):
    """A pack whose open cases have all had their deadlines made by the rules with this ``digest``."""

    pack = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("pack as it was read")
        verbose_name_plural = _("packs as they were read")

    def __str__(self) -> str:
        return self.pack
