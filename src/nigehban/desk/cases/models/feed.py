"""A calendar that a program fetches: a secret address of one officer, until a day, or until it is revoked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class CalendarFeed(models.Model):
    """``digest`` is the hex SHA-256 of the secret in the address, which nobody can read again."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [models.CheckConstraint(name="calendarfeed_span", condition=Q(ends_at__gt=F("made_at")))]

    def __str__(self) -> str:
        return f"calendar of {self.officer} until {self.ends_at:%Y-%m-%d}"
