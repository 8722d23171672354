"""What was seized: where, before whom, and each item with its seal and its digests."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case


class ItemKind(models.TextChoices):
    """What a thing is: the words that statistics count."""

    PHONE = "phone", _("phone")
    COMPUTER = "computer", _("computer")
    STORAGE = "storage", _("storage medium")
    DOCUMENT = "document", _("document")
    OTHER = "other", _("other")


@audited
class Seizure(models.Model):
    """``ref`` is its number in the case; its events carry it. ``completed_at`` is set once the law's list is whole.

    Witnesses are two respectable inhabitants (name and address in the words of the memo).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="seizures")
    ref = models.CharField(_("number"), max_length=40)
    at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=300)
    warrant = models.CharField(_("number of the warrant"), max_length=80, blank=True, default="")
    witness_one = models.CharField(_("first witness"), max_length=300, blank=True, default="")
    witness_two = models.CharField(_("second witness"), max_length=300, blank=True, default="")
    copy_given_to = models.CharField(_("copy of the list given to"), max_length=300, blank=True, default="")
    completed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="seizures_made")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("seizure")
        verbose_name_plural = _("seizures")
        constraints = [models.UniqueConstraint(fields=["case", "ref"], name="seizure_ref")]

    def __str__(self) -> str:
        return f"{self.ref} of case {self.case_id}"


@audited
class SeizedItem(models.Model):
    """``digests`` maps the names of algorithms to hex digests. An item is struck off, never removed."""

    seizure = models.ForeignKey(Seizure, models.PROTECT, related_name="items")
    number = models.IntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind)
    description = models.CharField(_("description"), max_length=300)
    serial = models.CharField(_("serial number or IMEI"), max_length=80, blank=True, default="")
    seal = models.CharField(_("number of the seal"), max_length=80, blank=True, default="")
    digests = models.JSONField(default=dict, blank=True)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="items_seized")
    added_at = models.DateTimeField(db_default=Now())
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("seized item")
        verbose_name_plural = _("seized items")
        constraints = [
            models.UniqueConstraint(fields=["seizure", "number"], name="seizeditem_number"),
            models.CheckConstraint(name="seizeditem_kind", condition=Q(kind__in=ItemKind.values)),
        ]

    def __str__(self) -> str:
        return f"item {self.number} of seizure {self.seizure_id}"
