"""Who is told of what, and each notice until it has arrived.

A notice says that something happened to a record of that number, and never what or to whom: whoever needs more asks
the API for it, as an officer.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited


class Kind(models.TextChoices):
    """What a program can be told of; the database writes the notices (migration 0002)."""

    CASE_OPENED = "case.opened", _("a case was opened")
    CASE_MOVED = "case.moved", _("a case went to another state")
    CASE_EVENT = "case.event", _("something was recorded in a case")
    DEADLINE_MISSED = "deadline.missed", _("a deadline was missed")
    LEAD_RAISED = "lead.raised", _("a lead rose to a more urgent band")


@audited
class Subscription(models.Model):
    """``kinds`` are told to ``url``, of the records that ``officer`` sees at that moment. ``sealed_secret`` signs."""

    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(_("address"), max_length=500)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="subscriptions", verbose_name=_("sees as"))
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind))
    sealed_secret = models.TextField()
    active = models.BooleanField(default=True)
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="subscriptions_made")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(name="subscription_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="subscription_has_kind", condition=~Q(kinds=[])),
        ]

    def __str__(self) -> str:
        return self.name


class Stand(models.TextChoices):
    """Where a notice is."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    WITHHELD = "withheld", _("withheld: the officer does not see the record")
    DEAD = "dead", _("given up")


class Delivery(models.Model):
    """One notice to one subscription. ``source`` names what it tells of, so that nothing is told twice under two ids.

    ``record`` is the number of a case or a lead, ``detail`` a code: the state, the type of the event, the rule of the
    deadline, the band. ``uid`` stays the same for every attempt; ``problem`` is that of the last one.
    """

    uid = models.UUIDField()
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=20, choices=Kind)
    record = models.TextField()
    detail = models.TextField()
    source = models.TextField()
    at = models.DateTimeField()
    stand = models.CharField(max_length=9, choices=Stand, db_default=Stand.WAITING.value)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(db_default=0)
    ended_at = models.DateTimeField(null=True)
    problem = models.TextField(db_default="")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(name="delivery_stand", condition=Q(stand__in=Stand.values)),
            models.UniqueConstraint(fields=["subscription", "source"], name="delivery_once"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="delivery_due", condition=Q(stand="waiting")),
            models.Index(fields=["-id"], name="delivery_dead", condition=Q(stand="dead")),
            models.Index(fields=["ended_at"], name="delivery_ended", condition=Q(stand__in=["delivered", "withheld"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"

    @property
    def payload(self) -> dict[str, Any]:
        """What is sent: codes and numbers, nothing of a person."""
        return {
            "id": str(self.uid),
            "kind": self.kind,
            "record": self.record,
            "detail": self.detail,
            "at": self.at.isoformat(),
        }
