"""What officers did with leads at work, one row each, for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Act(models.TextChoices):
    """Everything that moves a lead in the work."""

    LEASE = "lease", _("took up")
    EXTEND = "extend", _("took more time")
    SET_ASIDE = "set_aside", _("set aside")
    TO_CIRCLE = "to_circle", _("sent to the circle")
    HOLD = "hold", _("put on hold")
    HAND_OVER = "hand_over", _("handed over")
    ESCALATE = "escalate", _("escalated")
    SKIP = "skip", _("skipped")
    GIVE_BACK = "give_back", _("gave back")
    BREAK = "break", _("broke the lease")
    UNDO = "undo", _("undid")

    @property
    def undoable(self) -> bool:
        """Whether it moved the lead, so that it can be moved back."""
        return self in _MOVES


_MOVES = {Act.SET_ASIDE, Act.TO_CIRCLE, Act.HOLD, Act.HAND_OVER, Act.ESCALATE, Act.GIVE_BACK}


class WorkAct(models.Model):
    """Rows are added only. ``before`` is where the lead was (fields of ``Item``), for whoever undoes the act.

    ``to`` is the officer who got the lead, or whose lease was broken; ``undoes`` the act that an ``UNDO`` took back.
    """

    lead = models.TextField()
    act = models.CharField(max_length=9, choices=Act)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="work_acts")
    to = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="work_received")
    reason = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True)
    before = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("act of work")
        verbose_name_plural = _("acts of work")
        constraints = [models.CheckConstraint(name="workact_act", condition=Q(act__in=Act.values))]
        indexes = [
            models.Index(fields=["lead", "-id"], name="workact_lead"),
            models.Index(fields=["officer", "-id"], name="workact_officer"),
            models.Index(fields=["act", "at"], name="workact_act_at"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.act} {self.lead}"
