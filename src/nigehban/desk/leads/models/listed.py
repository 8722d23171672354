"""What the list said before officers changed it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Listed(models.Model):
    """The row of a lead or a network as the list was made, kept from the first act on that changes it.

    ``row`` is NULL for a network that the list did not have. ``reasons`` are the lead's own, once its row among them
    is no longer theirs. A new list begins without such rows: it is made with the acts that stand.
    """

    id = models.TextField(primary_key=True)
    row = models.JSONField(null=True)
    reasons = models.JSONField(null=True)

    class Meta:
        verbose_name = _("row as it was listed")
        verbose_name_plural = _("rows as they were listed")

    def __str__(self) -> str:
        return self.id
