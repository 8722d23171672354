"""Whom an operation is after: a party of a case, a lead, or an identifier."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models import Party
from nigehban.desk.operations.models.operation import Operation


class TargetState(models.TextChoices):
    """How it stands with a target."""

    PLANNED = "planned", _("planned")
    READY = "ready", _("ready")
    ARRESTED = "arrested", _("arrested")
    SEARCHED = "searched", _("searched, not arrested")
    NOT_FOUND = "not_found", _("not found")
    CALLED_OFF = "called_off", _("called off")


class Priority(models.IntegerChoices):
    """Whom to reach first."""

    FIRST = 1, _("first")
    SECOND = 2, _("second")
    THIRD = 3, _("third")


@audited
class Target(models.Model):
    """``number`` counts within the operation: a board says T3, never a name. ``keys`` make it the same subject
    as another one (person, papers, lead, case); ``contact`` answers for it in its circle.
    ``children_expected`` at the address: ``None`` is not known.
    """

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="targets")
    number = models.IntegerField()
    circle = models.CharField(_("circle"), max_length=32)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="targeted")
    lead = models.CharField(_("lead"), max_length=200, blank=True, default="")
    identifier_kind = models.CharField(_("kind of identifier"), max_length=16, blank=True, default="")
    identifier = models.CharField(_("identifier"), max_length=200, blank=True, default="")
    keys = ArrayField(models.TextField())
    priority = models.SmallIntegerField(_("priority"), choices=Priority, default=Priority.SECOND)
    state = models.CharField(_("state"), max_length=10, choices=TargetState, default=TargetState.PLANNED)
    risks = models.TextField(_("risks"), blank=True, default="")
    children_expected = models.BooleanField(_("children expected at the address"), null=True, blank=True)
    safeguarding_plan = models.TextField(_("safeguarding plan"), blank=True, default="")
    contact = models.ForeignKey(Officer, models.PROTECT, related_name="targets")
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["operation", "number"], name="target_number"),
            models.CheckConstraint(name="target_state", condition=Q(state__in=TargetState.values)),
            models.CheckConstraint(
                name="target_children_have_a_plan",
                condition=Q(children_expected=None) | Q(children_expected=False) | ~Q(safeguarding_plan=""),
            ),
        ]
        indexes = [GinIndex(fields=["keys"], name="target_keys", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return f"T{self.number}"
