"""Who goes together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.operations.models.operation import Operation


@audited
class Team(models.Model):
    """``woman_present`` says whether a woman officer goes along: ``None`` is not settled yet."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="teams")
    circle = models.CharField(_("circle"), max_length=32)
    name = models.CharField(_("name"), max_length=40)
    officers = models.ManyToManyField(Officer, related_name="teams", verbose_name=_("officers"))
    vehicles = models.TextField(_("vehicles"), blank=True, default="")
    woman_present = models.BooleanField(_("woman officer present"), null=True, blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [models.UniqueConstraint(fields=["operation", "circle", "name"], name="team_name")]

    def __str__(self) -> str:
        return self.name
