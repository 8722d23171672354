"""People, as the desk knows them; and who a victim is, under seal."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


class Sex(models.TextChoices):
    """As the papers state it; empty is unknown."""

    FEMALE = "F", _("female")
    MALE = "M", _("male")
    OTHER = "X", _("other")


@audited
class Person(models.Model):
    """A suspect, witness or complainant. What is empty is unknown. ``papers`` maps kinds of papers to numbers."""

    name = models.CharField(_("name"), max_length=200)
    name_local = models.CharField(_("name in the local script"), max_length=200, blank=True, default="")
    parentage = models.CharField(_("son or daughter of"), max_length=200, blank=True, default="")
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, default="")
    born = models.DateField(_("date of birth"), null=True, blank=True)
    address = models.TextField(_("address"), blank=True, default="")
    papers = models.JSONField(_("papers"), default=dict, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="people_recorded")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"person {self.pk}"


@audited
class SealedIdentity(models.Model):
    """Who a victim is. No row of it exists under the desk's role, but that of the party that was just unsealed.

    ``details`` holds what else is known (parentage, papers, school, contact), by label.
    """

    party = models.OneToOneField("cases.Party", models.PROTECT, primary_key=True, related_name="identity")
    name = models.CharField(_("name"), max_length=200)
    born = models.DateField(_("date of birth"), null=True, blank=True)
    address = models.TextField(_("address"), blank=True, default="")
    details = models.JSONField(default=dict, blank=True)
    sealed_by = models.ForeignKey(Officer, models.PROTECT, related_name="identities_sealed")
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("sealed identity")
        verbose_name_plural = _("sealed identities")

    def __str__(self) -> str:
        return f"identity of party {self.pk}"
