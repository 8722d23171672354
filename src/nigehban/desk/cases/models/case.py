"""A case: its number, where it is kept, and in which state of the pack's procedure it is."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as an officer may see them."""

    def visible_to(self, officer: Officer) -> Self:
        """Those that the officer is a member of, and the unsealed ones of units that the officer oversees.

        The row security of the table says the same in SQL; a test compares the two.
        """
        members = Membership.objects.live().filter(officer=officer, kind=RecordKind.CASE)
        seen = Q(pk__in=members.values("record"))
        units = standing_of(officer).overseen_units
        overseen = Q(sealed=False) if units is None else Q(sealed=False, unit__in=units)
        return self.filter(seen | overseen) if officer.is_active else self.none()


@audited
class Case(models.Model):
    """``state`` is an id of the states of ``pack`` (``procedure/states.toml``), ``unit`` a code of its units.

    ``gist`` is what a list shows: it names no person. ``register_number`` is that of the register of first information
    reports, once there is one. A ``sealed`` case is seen by its members only. ``version`` counts changes: a form that
    was made on an older one is stale. A case that was ``merged_into`` another keeps its number for ever.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    unit = models.CharField(_("unit"), max_length=32)
    state = models.CharField(_("state"), max_length=64)
    gist = models.CharField(_("in a few words"), max_length=300)
    register_number = models.CharField(_("FIR number"), max_length=64, blank=True, default="")
    sealed = models.BooleanField(_("sealed"), default=False)
    pack = models.CharField(max_length=200)
    opened_at = models.DateTimeField(_("opened"), db_default=Now())
    opened_by = models.ForeignKey(Officer, models.PROTECT, related_name="cases_opened")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.IntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["unit", "state", "-id"], name="case_unit_state"),
            models.Index(fields=["state", "-id"], name="case_state"),
            models.Index(fields=["register_number"], name="case_register", condition=~Q(register_number="")),
        ]

    def __str__(self) -> str:
        return self.number


class CaseCounter(models.Model):
    """The last number given to a case of a unit in a year."""

    pk = models.CompositePrimaryKey("unit", "year")
    unit = models.CharField(max_length=32)
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        verbose_name = _("counter of cases")
        verbose_name_plural = _("counters of cases")

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.last}"
