"""What officers decided of leads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Act(models.TextChoices):
    """What an officer does with a lead."""

    ARCHIVE = "archive", _("set aside")
    REOPEN = "reopen", _("reopened")


class LeadDecision(models.Model):
    """A decision; the newest on a lead counts. Rows are added only: the database refuses to change or remove one.

    ``referrals`` and ``band`` are what the lead had: one set aside that has gained a referral since, or stands in a
    higher band, wakes by itself.
    ``lead`` is the id, not a key: a lead may be gone after a rebuild, a decision never is.
    """

    lead = models.TextField()
    act = models.CharField(max_length=7, choices=Act)
    reason = models.TextField()
    referrals = models.IntegerField()
    band = models.SmallIntegerField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="lead_decisions")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("decision on a lead")
        verbose_name_plural = _("decisions on leads")
        constraints = [
            models.CheckConstraint(name="leaddecision_act", condition=Q(act__in=Act.values)),
            models.CheckConstraint(name="leaddecision_has_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["lead", "-id"], name="leaddecision_lead")]

    def __str__(self) -> str:
        return f"{self.act} {self.lead}"
