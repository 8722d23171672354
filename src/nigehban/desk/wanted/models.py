"""An entry of the wanted list. Where it stands is computed from its days, never stored: an entry ends by itself."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models import Party, Sex


class Status(models.TextChoices):
    """Where the person is, in the words of the list."""

    AT_LARGE = "at_large", _("at large")
    PROCLAIMED = "proclaimed", _("proclaimed offender")
    ABSCONDER = "absconder", _("court absconder")
    ARRESTED = "arrested", _("arrested")
    DECEASED = "deceased", _("deceased")
    REMOVED = "removed", _("removed")


class NoticeType(models.TextChoices):
    """INTERPOL's notices, and the diffusion."""

    NONE = "", _("none")
    RED = "red", _("red")
    BLUE = "blue", _("blue")
    GREEN = "green", _("green")
    YELLOW = "yellow", _("yellow")
    BLACK = "black", _("black")
    PURPLE = "purple", _("purple")
    SILVER = "silver", _("silver")
    UN = "un", _("INTERPOL–UN special notice")
    DIFFUSION = "diffusion", _("diffusion")


class Stand(models.TextChoices):
    """Where an entry stands."""

    PROPOSED = "proposed", _("proposed")
    LISTED = "listed", _("listed")
    REVIEW = "review", _("expired, review or remove")
    REMOVED = "removed", _("removed")


class WantedQuerySet(models.QuerySet["WantedEntry"]):
    """Entries as an officer may see them, and by where they stand."""

    def visible_to(self, officer: Officer) -> Self:
        """All, to who sees cases anywhere: a wanted person is looked for everywhere. Row security says the same."""
        return self if officer.is_active and standing_of(officer).may(Permission.SEE_CASES) else self.none()

    def standing(self, stand: Stand, today: date | None = None) -> Self:
        """Those that stand so today."""
        day = today or timezone.localdate()
        if stand is Stand.REMOVED:
            return self.filter(removed_at__isnull=False)
        current = self.filter(removed_at=None, approved_at__isnull=stand is Stand.PROPOSED)
        if stand is Stand.LISTED:
            return current.filter(expires_on__gte=day)
        return current.filter(expires_on__lt=day) if stand is Stand.REVIEW else current


@audited
class WantedEntry(models.Model):
    """``papers`` maps kinds of papers to ``{"number", "blacklisted"}``. ``basis`` is the FIR or the warrant. With a
    ``party`` the case learns of it by events, and statistics count it. ``expires_on`` is the last day that it stands.
    """

    edition = models.CharField(_("list and edition"), max_length=80)
    serial = models.CharField(_("serial"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    parentage = models.CharField(_("son or daughter of"), max_length=200, blank=True, default="")
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, default="")
    papers = models.JSONField(_("papers"), default=dict, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.AT_LARGE)
    proclaimed_on = models.DateField(_("proclaimed"), null=True, blank=True)
    property_attached = models.BooleanField(_("property attached"), null=True, blank=True)
    exit_control_on = models.DateField(_("on the exit control list since"), null=True, blank=True)
    notice_type = models.CharField(_("INTERPOL notice"), max_length=9, choices=NoticeType, blank=True, default="")
    notice_number = models.CharField(_("number of the notice"), max_length=40, blank=True, default="")
    notice_state = models.CharField(_("state of the notice"), max_length=80, blank=True, default="")
    circle = models.CharField(_("circle of residence"), max_length=32)
    last_country = models.CharField(_("last known country"), max_length=80, blank=True, default="")
    basis = models.CharField(_("basis (FIR or warrant)"), max_length=200)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="wanted")
    expires_on = models.DateField(_("ends, unless reviewed"))
    proposed_by = models.ForeignKey(Officer, models.PROTECT, related_name="wanted_proposed")
    proposed_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="wanted_approved")
    approved_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="wanted_removed")
    removed_at = models.DateTimeField(null=True)
    removal_reason = models.TextField(default="", blank=True)

    objects = WantedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wanted person")
        verbose_name_plural = _("wanted persons")
        constraints = [
            models.UniqueConstraint(fields=["edition", "serial"], name="wanted_serial"),
            models.CheckConstraint(name="wanted_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="wanted_has_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="wanted_two_officers", condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="wanted_proclaimed_has_day", condition=~Q(status="proclaimed") | Q(proclaimed_on__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["-id"], name="wanted_current", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return f"{self.edition} {self.serial}"

    @property
    def stand(self) -> Stand:
        """Where it stands today."""
        if self.removed_at is not None:
            return Stand.REMOVED
        if self.approved_at is None:
            return Stand.PROPOSED
        return Stand.LISTED if self.expires_on >= timezone.localdate() else Stand.REVIEW
