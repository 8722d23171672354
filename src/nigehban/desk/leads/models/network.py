"""Networks of leads, and the links that join referrals. Derived."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """What a link says: the same person, or the same ring."""

    SUBJECT = "subject", _("same person")
    NETWORK = "network", _("same ring")


class Network(models.Model):
    """Two or more leads that belong together.

    ``answer`` says in words whether it is one ring or separate groups, whether it reaches abroad, and what is traded in
    it; ``countries`` are those to which facts of its referrals point. ``reasons`` is a list of text, referral, pointer.
    """

    id = models.TextField(primary_key=True)
    leads = models.IntegerField()
    referrals = models.IntegerField()
    answer = models.TextField()
    one_ring = models.BooleanField()
    reaches_abroad = models.BooleanField()
    countries = models.JSONField(default=list)
    reasons = models.JSONField(default=list)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return self.id


class Link(models.Model):
    """Two referrals that belong together, and why: ``reasons`` is a list of rule, detail, pointer_a, pointer_b.

    ``held`` marks a link that the size limit of networks held back: its ends stand in different networks. ``joins``
    marks one inside a person as linking found her or him.
    """

    id = models.BigIntegerField(primary_key=True)
    a = models.TextField()
    b = models.TextField()
    lead_a = models.TextField()
    lead_b = models.TextField()
    level = models.CharField(max_length=7, choices=Level)
    kind = models.TextField()
    score = models.FloatField()
    held = models.BooleanField()
    joins = models.BooleanField()
    reasons = models.JSONField(default=list)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [
            models.Index(fields=["lead_a"], name="link_lead_a"),
            models.Index(fields=["lead_b"], name="link_lead_b"),
        ]

    def __str__(self) -> str:
        return f"{self.a} and {self.b}"
