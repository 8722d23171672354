"""A role that an officer has, for a unit or for the whole country."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models.spans import SpanQuerySet
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


@audited
class RoleGrant(models.Model):
    """``unit`` is a code of the pack; empty is the whole country. ``granted_by`` is empty for what a command made."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    unit = models.CharField(_("unit"), max_length=32, blank=True, default="")
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="roles_granted")
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="roles_ended")

    objects = SpanQuerySet["RoleGrant"].as_manager()

    class Meta:
        verbose_name = _("role of an officer")
        verbose_name_plural = _("roles of officers")
        constraints = [
            models.CheckConstraint(name="rolegrant_role", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="rolegrant_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="rolegrant_span", condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at"))),
        ]
        indexes = [models.Index(fields=["officer", "ends_at"], name="rolegrant_officer")]

    def __str__(self) -> str:
        return f"{self.officer}: {self.role}"
