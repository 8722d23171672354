"""Where a case comes from: leads, and the referrals that were joined to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case


@audited
class CaseLead(models.Model):
    """A lead that a case was made of. While the case is open no other case can have it; then ``left_at`` is set."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="leads")
    lead = models.TextField()
    joined_by = models.ForeignKey(Officer, models.PROTECT, related_name="leads_joined")
    joined_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lead of a case")
        verbose_name_plural = _("leads of cases")
        constraints = [
            models.UniqueConstraint(fields=["lead"], name="caselead_one_open_case", condition=Q(left_at=None)),
        ]
        indexes = [models.Index(fields=["case"], name="caselead_case")]

    def __str__(self) -> str:
        return f"{self.lead} in case {self.case_id}"


class CaseReferral(models.Model):
    """A referral that was joined to a case, and why; ``referral`` is its id, ``lead`` the lead that held it then."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    referral = models.TextField()
    lead = models.TextField(blank=True, default="")
    reason = models.TextField()
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="referrals_joined")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("referral of a case")
        verbose_name_plural = _("referrals of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "referral"], name="casereferral_once"),
            models.CheckConstraint(name="casereferral_has_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["referral"], name="casereferral_referral")]

    def __str__(self) -> str:
        return f"{self.referral} in case {self.case_id}"
