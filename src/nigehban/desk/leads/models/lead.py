"""A lead and why it stands where it stands. Derived: only the state that an officer sets is written singly."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.fields import stated_text


class State(models.TextChoices):
    """Where a lead is in the list."""

    OPEN = "open", _("open")
    ARCHIVED = "archived", _("archived")
    COLLAPSED = "collapsed", _("collapsed")


class Band(models.IntegerChoices):
    """The bands of danger: the numbers of ``nigehban.priority.Band``."""

    ROUTINE = 0, _("routine")
    ELEVATED = 1, _("elevated")
    URGENT = 2, _("urgent")
    IMMEDIATE = 3, _("immediate")


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads as an officer may see them."""

    def visible_to(self, officer: Officer) -> Self:
        """Those of the units for which a role of the officer lets them see leads; row security says the same."""
        units = standing_of(officer).units(Permission.SEE_LEADS)
        return self if units is None else self.filter(unit__in=units)


class Lead(models.Model):
    """One subject. ``rank`` counts from 1, the most urgent first; the axes are points.

    ``unit_reason`` says why it goes to that unit, with the referral and the place in its source. ``missing`` are the
    codes of what would wake it when it is archived, ``raise_if`` the sentence on the one missing fact that would raise
    it. Nothing here names a person: what a list shows is made of bands, counts and units.
    """

    id = models.TextField(primary_key=True)
    rank = models.BigIntegerField()
    band = models.SmallIntegerField(choices=Band)
    solvable = models.BooleanField(null=True)
    danger = models.IntegerField()
    solvability = models.IntegerField()
    deadline = models.IntegerField()
    novelty = models.IntegerField()
    state = models.CharField(max_length=9, choices=State)
    unit = stated_text()
    unit_reason = stated_text()
    unit_referral = stated_text()
    unit_pointer = stated_text()
    network = models.TextField()
    referrals = models.IntegerField()
    archive_reason = stated_text()
    missing = models.JSONField(default=list)
    raise_if = stated_text()

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        indexes = [
            models.Index(fields=["state", "rank"], name="lead_state_rank"),
            models.Index(fields=["unit", "state", "rank"], name="lead_unit_state_rank"),
            models.Index(fields=["band", "state", "rank"], name="lead_band_state_rank"),
            models.Index(fields=["network", "rank"], name="lead_network_rank"),
        ]

    def __str__(self) -> str:
        return self.id


class LeadReason(models.Model):
    """A rule that gave a lead its points: the sentence, the referral that fired it, the place in its source."""

    pk = models.CompositePrimaryKey("lead_id", "position")
    lead = models.ForeignKey(Lead, models.DO_NOTHING, related_name="reasons", db_constraint=False, db_index=False)
    position = models.IntegerField()
    axis = models.TextField()
    rule = models.TextField()
    points = models.IntegerField()
    text = models.TextField()
    referral = stated_text()
    pointer = stated_text()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def __str__(self) -> str:
        return f"{self.rule} of {self.lead_id}"


class LeadMember(models.Model):
    """A referral of a lead. ``node_id`` finds its versions in ``referrals.Referral``.

    ``listed`` is the lead that it was in when the list was made. ``account``, ``subject`` and ``ring`` are the smallest
    node ids of the account, the person and the network that linking found it in, before any officer decided.
    ``bundle`` names the viral bundle that it belongs to; a member that is ``collapsed`` is folded away behind another.
    """

    pk = models.CompositePrimaryKey("lead_id", "node_id")
    lead = models.ForeignKey(Lead, models.DO_NOTHING, related_name="members", db_constraint=False, db_index=False)
    node_id = models.BigIntegerField()
    referral = models.TextField()
    status = models.CharField(max_length=9, choices=State)
    bundle = stated_text()
    listed = models.TextField()
    account = models.BigIntegerField()
    subject = models.BigIntegerField()
    ring = models.BigIntegerField()

    class Meta:
        verbose_name = _("referral of a lead")
        verbose_name_plural = _("referrals of leads")
        indexes = [
            models.Index(fields=["node_id"], name="leadmember_node"),
            models.Index(fields=["subject"], name="leadmember_subject"),
            models.Index(fields=["bundle", "node_id"], name="leadmember_bundle", condition=~Q(bundle=None)),
        ]

    def __str__(self) -> str:
        return f"{self.referral} in {self.lead_id}"
