"""What officers did: one log, added to and never changed. To undo is one act more."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.fields import stated_text


class Act(models.TextChoices):
    """What an officer does with leads, or with two referrals."""

    SAME = "same", _("judged the same person")
    NOT_SAME = "not_same", _("judged not the same person")
    UNSURE = "unsure", _("left unsure")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("taken apart")
    ARCHIVE = "archive", _("set aside")
    REOPEN = "reopen", _("reopened")
    ASSIGN = "assign", _("assigned")
    UNDO = "undo", _("undone")


VERDICTS = (Act.SAME, Act.NOT_SAME, Act.UNSURE)
JOINING = (Act.SAME, Act.MERGE)
PARTING = (Act.NOT_SAME, Act.SPLIT)
OF_PERSONS = (*VERDICTS, Act.MERGE, Act.SPLIT)
"""Acts on referrals: they say who is one person (``ActSide``)."""
OF_PLACE = (Act.ARCHIVE, Act.REOPEN)
"""Acts on a lead's number: of those that stand, the newest counts."""


class LeadAct(models.Model):
    """An act. Rows are added only: the database refuses to change or remove one.

    ``lead`` is the number on which it was done, not a key: a lead may be gone after a rebuild, an act never is.
    ``referrals`` and ``band`` are what the lead had: one set aside that has gained a referral since, or stands in a
    higher band, wakes by itself. ``unit`` is the circle to which it was assigned. ``batch`` is shared by what was
    done at once. ``withdraws`` is the act that this one takes back.
    """

    act = models.CharField(max_length=8, choices=Act)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="lead_acts")
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField(blank=True)
    lead = stated_text()
    referrals = models.IntegerField(null=True)
    band = models.SmallIntegerField(null=True)
    unit = stated_text()
    batch = models.UUIDField(null=True)
    withdraws = models.ForeignKey("self", models.PROTECT, null=True, related_name="taken_back_by", db_index=False)

    class Meta:
        verbose_name = _("act of an officer")
        verbose_name_plural = _("acts of officers")
        constraints = [
            models.CheckConstraint(name="leadact_act", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="leadact_has_reason", condition=~Q(reason="") | ~Q(act__in=[*OF_PLACE, Act.ASSIGN])
            ),
            models.CheckConstraint(
                name="leadact_undo_withdraws",
                condition=Q(act=Act.UNDO, withdraws__isnull=False) | (~Q(act=Act.UNDO) & Q(withdraws=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["lead", "-id"], name="leadact_lead", condition=~Q(lead=None)),
            models.Index(fields=["batch", "id"], name="leadact_batch", condition=~Q(batch=None)),
            models.Index(fields=["withdraws"], name="leadact_withdraws", condition=~Q(withdraws=None)),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"

    @property
    def label(self) -> str:
        """What was done, in the language of the screen."""
        return str(Act(self.act).label)

    @property
    def stands(self) -> bool:
        """Whether nobody has taken it back. Ask with ``select_related("withdrawn")``."""
        return not hasattr(self, "withdrawn")


class ActSide(models.Model):
    """A referral of which an act speaks. An act joins or parts those that are ``second`` and those that are not."""

    pk = models.CompositePrimaryKey("act_id", "node_id")
    act = models.ForeignKey(LeadAct, models.PROTECT, related_name="sides", db_index=False)
    node_id = models.BigIntegerField()
    second = models.BooleanField()

    class Meta:
        verbose_name = _("referral of an act")
        verbose_name_plural = _("referrals of acts")
        indexes = [models.Index(fields=["node_id", "act"], name="actside_node")]

    def __str__(self) -> str:
        return f"{self.node_id} of act {self.act_id}"


class ActLead(models.Model):
    """A lead's number that an act concerned: before it, after it, or both."""

    pk = models.CompositePrimaryKey("number", "act_id")
    number = models.TextField()
    act = models.ForeignKey(LeadAct, models.PROTECT, related_name="leads")

    class Meta:
        verbose_name = _("lead of an act")
        verbose_name_plural = _("leads of acts")

    def __str__(self) -> str:
        return f"{self.number} of act {self.act_id}"


class Withdrawn(models.Model):
    """An act that does not stand now, because another took it back. Follows from the log, and could be made from it."""

    act = models.OneToOneField(LeadAct, models.PROTECT, primary_key=True, related_name="withdrawn")

    class Meta:
        verbose_name = _("act that was taken back")
        verbose_name_plural = _("acts that were taken back")

    def __str__(self) -> str:
        return f"act {self.act_id}"
