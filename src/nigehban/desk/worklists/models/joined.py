"""What work each of several leads had before they became one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Joined(models.Model):
    """The lead ``lead`` went into ``heir`` with the work ``was`` (fields of ``Item``, and whether its lease was
    ``lent`` to the heir); the heir has a row of its own.

    The rows of an heir are in the order of joining. They go when their number comes back.
    """

    heir = models.TextField()
    lead = models.TextField()
    was = models.JSONField()

    class Meta:
        verbose_name = _("work before a merge")
        verbose_name_plural = _("work before merges")
        constraints = [models.UniqueConstraint(fields=["heir", "lead"], name="joined_once")]

    def __str__(self) -> str:
        return f"{self.lead} in {self.heir}"
