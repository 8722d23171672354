"""What came of it, per circle. A line stands for an event of a case: boards count lines, statistics count events."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.desk.operations.models.operation import Operation
from nigehban.desk.operations.models.target import Target
from nigehban.desk.operations.models.warrant import Warrant


class What(models.TextChoices):
    """The columns of the board."""

    SEARCH = "search", _("searches")
    ARREST = "arrest", _("arrests")
    PHONE = "phone", _("phones")
    COMPUTER = "computer", _("computers")
    STORAGE = "storage", _("storage media")
    DOCUMENT = "document", _("documents")
    OTHER = "other", _("other items")
    CHILD = "child", _("children safeguarded")


ITEMS = (What.PHONE, What.COMPUTER, What.STORAGE, What.DOCUMENT, What.OTHER)


@audited
class Result(models.Model):
    """One entry of a circle. ``target`` and ``warrant`` are empty where there is none (a child, a chance arrest)."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="results")
    circle = models.CharField(_("circle"), max_length=32)
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="results")
    warrant = models.ForeignKey(Warrant, models.PROTECT, null=True, blank=True, related_name="results")
    case = models.ForeignKey(Case, models.PROTECT, related_name="results")
    at = models.DateTimeField(_("when"))
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="results_recorded")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        indexes = [models.Index(fields=["operation", "-id"], name="result_operation")]

    def __str__(self) -> str:
        return f"result {self.pk}"


@audited
class ResultLine(models.Model):
    """``withdrawn_at`` is set by the database when the event is taken back, on whichever page (``walls``)."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="lines")
    what = models.CharField(max_length=8, choices=What)
    count = models.IntegerField()
    event = models.OneToOneField(CaseEvent, models.PROTECT, related_name="result_line")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of a result")
        verbose_name_plural = _("lines of results")
        constraints = [
            models.CheckConstraint(name="resultline_what", condition=Q(what__in=What.values)),
            models.CheckConstraint(name="resultline_count", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
