"""A product as it was prepared, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Step(models.TextChoices):
    """What an officer did with a prepared product."""

    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    PUBLISHED = "published", _("published")


class Issue(models.Model):
    """Rows are added only. ``content`` is what is told (``statistics.telling``), ``digest`` its SHA-256; ``pack`` where
    it came from. An empty ``unit`` is the whole country.
    """

    product = models.CharField(_("product"), max_length=64)
    pack = models.CharField(max_length=200)
    unit = models.CharField(_("unit"), max_length=32, blank=True, default="")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    as_of = models.DateTimeField(_("as known at"))
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(Officer, models.PROTECT, related_name="issues_prepared")
    prepared_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        indexes = [models.Index(fields=["product", "-id"], name="issue_product")]

    def __str__(self) -> str:
        return f"{self.product} {self.first} {self.pk}"


class IssueStep(models.Model):
    """One officer's decision on an issue; rows are added only. ``as_role`` is the role in which it was approved."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=9, choices=Step)
    as_role = models.CharField(max_length=24, blank=True, default="")
    reason = models.TextField(_("reason"), blank=True, default="")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="issue_steps")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("decision on an issue")
        verbose_name_plural = _("decisions on issues")
        constraints = [
            models.CheckConstraint(name="issuestep_step", condition=Q(step__in=Step.values)),
            models.CheckConstraint(name="issuestep_refusal_says_why", condition=~Q(step="refused", reason="")),
            models.UniqueConstraint(fields=["issue", "officer", "step"], name="issuestep_once"),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(step__in=["refused", "published"]), name="issuestep_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.issue_id}"
