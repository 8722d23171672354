"""An operation: what for, on which basis, when, and which circles take part."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


class OperationState(models.TextChoices):
    """How far it is; it goes forward only."""

    PLANNED = "planned", _("planned")
    BRIEFED = "briefed", _("briefed")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")

    @property
    def following(self) -> OperationState | None:
        """The state after this one."""
        order = list(OperationState)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


class OperationQuerySet(models.QuerySet["Operation"]):
    """Operations as an officer may see them."""

    def visible_to(self, officer: Officer) -> Self:
        """Those that the officer is a member of, and those in which a circle of theirs to lead takes part.

        The row security of the table says the same in SQL; a test compares the two.
        """
        if not officer.is_active:
            return self.none()
        units = standing_of(officer).units(Permission.LEAD_CIRCLE)
        if units is None:
            return self
        members = Membership.objects.live().filter(officer=officer, kind=RecordKind.OPERATION)
        return self.filter(Q(pk__in=members.values("record")) | Q(circles__overlap=sorted(units)))


@audited
class Operation(models.Model):
    """``code`` is a word that means nothing to outsiders. ``circles`` are codes of the pack's units. ``version`` counts
    changes: a form that was made on an older one is stale.
    """

    code = models.CharField(_("code word"), max_length=40)
    purpose = models.TextField(_("purpose"))
    legal_basis = models.TextField(_("legal basis"))
    starts_at = models.DateTimeField(_("begins"))
    circles = ArrayField(models.TextField(), verbose_name=_("circles"))
    state = models.CharField(
        _("state"), max_length=7, choices=OperationState, default=OperationState.PLANNED, db_default="planned"
    )
    lead = models.ForeignKey(Officer, models.PROTECT, related_name="operations_led", verbose_name=_("lead officer"))
    pack = models.CharField(max_length=200)
    opened_at = models.DateTimeField(db_default=Now())
    version = models.IntegerField(default=1)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        constraints = [
            models.CheckConstraint(name="operation_state", condition=Q(state__in=OperationState.values)),
            models.CheckConstraint(name="operation_has_circles", condition=~Q(circles=[])),
        ]

    def __str__(self) -> str:
        return f"operation {self.pk}"
