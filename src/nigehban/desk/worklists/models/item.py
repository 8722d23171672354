"""Where a lead is in the work, and who has it now."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Place(models.TextChoices):
    """Where a lead waits between leases."""

    TRIAGE = "triage", _("in triage")
    HELD = "held", _("on hold")
    GIVEN = "given", _("handed over")
    ESCALATED = "escalated", _("with the supervisor")
    CIRCLE = "circle", _("with the circle")


class Item(models.Model):
    """One row a lead that anybody ever worked on: one open item a subject, whatever arrives about it.

    A lease holds until ``leased_until`` and not a moment longer: whether it holds is asked of the clock, so that no job
    has to bring an expired one back. ``officer`` is whom a lead was handed to or who put it on hold, ``until`` when a
    hold ends, ``referrals`` how many the lead had when it was put there: one that gained another comes back at once.
    """

    lead = models.TextField(primary_key=True)
    place = models.CharField(max_length=9, choices=Place, default=Place.TRIAGE)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="items")
    reason = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True)
    referrals = models.IntegerField(default=0)
    leased_to = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="leases")
    leased_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("item of work")
        verbose_name_plural = _("items of work")
        constraints = [
            models.CheckConstraint(name="item_place", condition=Q(place__in=Place.values)),
            models.CheckConstraint(
                name="item_lease_is_whole",
                condition=Q(leased_to=None, leased_until=None)
                | (Q(leased_to__isnull=False) & Q(leased_until__gte=F("leased_at"))),
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "place"], name="item_officer"),
            models.Index(fields=["leased_to", "leased_until"], name="item_lease", condition=~Q(leased_to=None)),
            models.Index(fields=["place"], name="item_not_triage", condition=~Q(place="triage")),
        ]

    def __str__(self) -> str:
        return f"{self.lead}: {self.place}"

    @property
    def is_leased(self) -> bool:
        """Whether an officer has the lead at this moment."""
        return self.leased_until is not None and self.leased_until > timezone.now()
