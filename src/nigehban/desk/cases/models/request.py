"""Requests to providers, and the register of foreign requests. Their clocks run on events with the same ``ref``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case


class RequestKind(models.TextChoices):
    """What is asked of a provider: each is an event of the pack."""

    PRESERVATION = "preservation_notice", _("preservation of data")
    DISCLOSURE = "disclosure_request", _("disclosure of data")
    CONFIDENTIALITY = "confidentiality_notice", _("confidentiality")


class Direction(models.TextChoices):
    """Who asks whom."""

    IN = "in", _("from abroad")
    OUT = "out", _("to another country")


@audited
class ProviderRequest(models.Model):
    """What was asked of whom. ``proportionality`` says why nothing less would do."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="provider_requests")
    ref = models.CharField(_("number"), max_length=40)
    kind = models.CharField(_("what is asked"), max_length=24, choices=RequestKind)
    provider = models.CharField(_("provider"), max_length=200)
    accounts = models.TextField(_("accounts, numbers, addresses"))
    proportionality = models.TextField(_("why this is needed and nothing less would do"))
    asked_at = models.DateTimeField(_("when"))
    days = models.IntegerField(_("days asked for"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="provider_requests")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("request to a provider")
        verbose_name_plural = _("requests to providers")
        constraints = [
            models.UniqueConstraint(fields=["case", "ref"], name="providerrequest_ref"),
            models.CheckConstraint(name="providerrequest_kind", condition=Q(kind__in=RequestKind.values)),
            models.CheckConstraint(name="providerrequest_reason", condition=~Q(proportionality="")),
        ]

    def __str__(self) -> str:
        return f"{self.ref} of case {self.case_id}"


@audited
class ForeignRequest(models.Model):
    """An entry of the register of foreign requests: confidential, and used only for its stated purpose.

    ``number`` is the entry's own in the register; ``caveats`` are what the sender forbids (onward use, evidence).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="foreign_requests")
    number = models.CharField(_("number in the register"), max_length=40, unique=True)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    country = models.CharField(_("country and authority"), max_length=200)
    their_number = models.CharField(_("their number"), max_length=80, blank=True, default="")
    purpose = models.TextField(_("stated purpose"))
    caveats = models.TextField(_("caveats of the sender"), blank=True, default="")
    at = models.DateTimeField(_("when"))
    action = models.TextField(_("action taken"), blank=True, default="")
    acted_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="foreign_requests")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("foreign request")
        verbose_name_plural = _("foreign requests")
        constraints = [
            models.CheckConstraint(name="foreignrequest_direction", condition=Q(direction__in=Direction.values)),
            models.CheckConstraint(name="foreignrequest_purpose", condition=~Q(purpose="")),
        ]

    def __str__(self) -> str:
        return self.number
