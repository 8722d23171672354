"""Two circles, one subject: both are told before a door is knocked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models import Case
from nigehban.desk.operations.models.operation import Operation
from nigehban.desk.operations.models.target import Target


class SameBy(models.TextChoices):
    """What shows that it is the same subject; nothing of the other side is told by it."""

    PERSON = "person", _("the same person")
    IDENTIFIER = "id", _("the same number of a paper or an account")
    LEAD = "lead", _("the same lead")
    CASE = "case", _("the same case")


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Conflicts and how they stand."""

    def uncleared(self) -> ConflictQuerySet:
        """Those that still keep an operation from running."""
        acknowledged = Q(acknowledged_a_at__isnull=False, acknowledged_b_at__isnull=False)
        return self.filter(~acknowledged, overridden_at=None, ended_at=None)


@audited
class Conflict(models.Model):
    """Side A is the target with the smaller number, side B another target or a case in which the subject is suspected.

    Only the database's own function makes rows (``walls.DECONFLICT``): no officer sees both sides. A page shows of the
    other side its circle and whom to call.
    """

    target_a = models.ForeignKey(Target, models.PROTECT, related_name="conflicts_a")
    operation_a = models.ForeignKey(Operation, models.PROTECT, related_name="conflicts_a")
    circle_a = models.CharField(max_length=32)
    contact_a = models.ForeignKey(Officer, models.PROTECT, related_name="conflicts_a")
    target_b = models.ForeignKey(Target, models.PROTECT, null=True, related_name="conflicts_b")
    operation_b = models.ForeignKey(Operation, models.PROTECT, null=True, related_name="conflicts_b")
    case_b = models.ForeignKey(Case, models.PROTECT, null=True, related_name="conflicts")
    circle_b = models.CharField(max_length=32)
    contact_b = models.ForeignKey(Officer, models.PROTECT, related_name="conflicts_b")
    reason = models.CharField(max_length=6, choices=SameBy)
    found_at = models.DateTimeField(db_default=Now())
    acknowledged_a_at = models.DateTimeField(null=True)
    acknowledged_a_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    acknowledged_b_at = models.DateTimeField(null=True)
    acknowledged_b_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    overridden_at = models.DateTimeField(null=True)
    overridden_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    override_reason = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        constraints = [
            models.UniqueConstraint(fields=["target_a", "target_b"], name="conflict_targets"),
            models.UniqueConstraint(fields=["target_a", "case_b"], name="conflict_case"),
            models.CheckConstraint(
                name="conflict_other_side", condition=Q(target_b=None, operation_b=None) ^ Q(case_b=None)
            ),
            models.CheckConstraint(
                name="conflict_override_has_reason", condition=Q(overridden_at=None) | ~Q(override_reason="")
            ),
            models.CheckConstraint(
                name="conflict_two_officers",
                condition=Q(acknowledged_a_by=None)
                | Q(acknowledged_b_by=None)
                | ~Q(acknowledged_a_by=models.F("acknowledged_b_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"

    @property
    def is_cleared(self) -> bool:
        """Whether it keeps nothing from running any more."""
        both = self.acknowledged_a_at is not None and self.acknowledged_b_at is not None
        return both or self.overridden_at is not None or self.ended_at is not None


class Notice(models.Model):
    """What an officer is told: of a conflict. Nobody else sees it."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="notices")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="notices")
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["conflict", "officer"], name="notice_once")]
        indexes = [models.Index(fields=["officer", "-id"], name="notice_officer")]

    def __str__(self) -> str:
        return f"notice of conflict {self.conflict_id}"
