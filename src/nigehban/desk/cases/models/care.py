"""What is done for a child's safety. Nothing here is public, and nothing names the child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.party import Party


@audited
class Care(models.Model):
    """Who stands by a victim, and who cares for them: the support person, and the referral to care."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="care")
    support_person = models.CharField(_("support person"), max_length=200, blank=True, default="")
    support_relation = models.CharField(_("who that is to the child"), max_length=200, blank=True, default="")
    support_contact = models.CharField(_("how they are reached"), max_length=200, blank=True, default="")
    referred_to = models.CharField(_("referred to"), max_length=200, blank=True, default="")
    referred_at = models.DateTimeField(_("when"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True, default="")
    changed_by = models.ForeignKey(Officer, models.PROTECT, related_name="care_changed")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("care of a victim")
        verbose_name_plural = _("care of victims")

    def __str__(self) -> str:
        return f"care of party {self.pk}"


class CareAction(models.Model):
    """A step of the pack's checklist that was done, or found not to be needed (``needed`` is false): rows are added
    only, and the last one of a step counts; one that is needed and not done takes a mistake back.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="care_actions")
    step = models.CharField(max_length=64)
    done = models.BooleanField()
    needed = models.BooleanField(default=True)
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True, default="")
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="care_actions")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("step for a child's safety")
        verbose_name_plural = _("steps for a child's safety")
        constraints = [models.CheckConstraint(name="careaction_one_of", condition=Q(needed=True) | Q(done=False))]
        indexes = [models.Index(fields=["party", "step", "-id"], name="careaction_party")]

    def __str__(self) -> str:
        return f"{self.step} for party {self.party_id}"
