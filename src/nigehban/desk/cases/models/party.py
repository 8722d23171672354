"""Who takes part in a case, and as what: the role belongs to the case, not to the person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case
from nigehban.desk.cases.models.person import Person, Sex


class PartyRole(models.TextChoices):
    """The categories that the law keeps apart."""

    SUSPECT = "suspect", _("suspect")
    VICTIM = "victim", _("victim")
    WITNESS = "witness", _("witness")
    COMPLAINANT = "complainant", _("complainant")


@audited
class Party(models.Model):
    """A victim has a ``pseudonym`` and never a ``person``: who it is lies under seal (``SealedIdentity``).

    ``sex`` and ``age`` (years, at the time of the matter) stand here for everybody, as the rules of custody and care
    ask for them; empty is unknown.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    role = models.CharField(_("role"), max_length=11, choices=PartyRole)
    pseudonym = models.CharField(_("called"), max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="parts")
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, default="")
    age = models.SmallIntegerField(_("age"), null=True, blank=True)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="parties_added")
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(name="party_role", condition=Q(role__in=PartyRole.values)),
            models.CheckConstraint(name="party_victim_is_sealed", condition=~Q(role="victim") | Q(person=None)),
            models.UniqueConstraint(fields=["case", "pseudonym"], name="party_pseudonym"),
        ]

    def __str__(self) -> str:
        return self.pseudonym
