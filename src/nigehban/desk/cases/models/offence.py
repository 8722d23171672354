"""What somebody is charged with: an offence by its code in the pack, with the day that decides which law holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case
from nigehban.desk.cases.models.party import Party


class Stage(models.TextChoices):
    """How far an offence has come."""

    PROPOSED = "proposed", _("proposed")
    CHARGED = "charged", _("charged")
    CONVICTED = "convicted", _("convicted")
    ACQUITTED = "acquitted", _("acquitted")


@audited
class CaseOffence(models.Model):
    """``committed_on`` is the day of the conduct: its law decides, never a later one. Without ``party`` it concerns
    nobody in particular yet. What was withdrawn stays, with the reason.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="offences")
    code = models.CharField(_("offence"), max_length=40)
    committed_on = models.DateField(_("day of the offence"))
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="offences")
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, default=Stage.PROPOSED)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="offences_added")
    added_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("offence of a case")
        verbose_name_plural = _("offences of cases")
        constraints = [
            models.CheckConstraint(name="caseoffence_stage", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="caseoffence_withdrawn", condition=Q(withdrawn_at=None) | ~Q(withdrawn_because="")
            ),
            models.UniqueConstraint(
                fields=["case", "code", "committed_on", "party"],
                name="caseoffence_once",
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} in case {self.case_id}"
