"""Officers' decisions on pairs of referrals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer


class Verdict(models.TextChoices):
    """Whether two referrals speak of the same person."""

    SAME = "same", _("same person")
    NOT_SAME = "not_same", _("not the same person")
    UNSURE = "unsure", _("unsure")


class Judgement(models.Model):
    """A decision; the newest on a pair counts. Rows are added only: the database refuses to change or remove one."""

    a = models.TextField(db_collation="C")
    b = models.TextField(db_collation="C")
    verdict = models.CharField(max_length=8, choices=Verdict)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="judgements")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        constraints = [
            models.CheckConstraint(name="judgement_pair_in_order", condition=Q(a__lt=F("b"))),
            models.CheckConstraint(name="judgement_verdict", condition=Q(verdict__in=Verdict.values)),
        ]
        indexes = [models.Index(fields=["a", "b", "-id"], name="judgement_pair")]

    def __str__(self) -> str:
        return f"{self.a} and {self.b}: {self.verdict}"
