"""What hangs on a referral: identifiers, signals, references. Written by COPY, in the transaction of their referral.

That is why the database does not check their foreign key row by row: a check would cost more than the row. The
primary key is the referral and the row's position under it, so no number has to be drawn and one index serves both.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from nigehban.desk.fields import stated_text
from nigehban.desk.referrals.models.referral import Referral


class Mention(models.Model):
    """An identifier as a referral states it: the columns of ``nigehban.runs.tables.MENTIONS``.

    ``kind`` is the code of an identifier kind; the keys are unsigned 64-bit digests stored as signed numbers
    (``signed_key``). ``raw`` is NULL where it equals ``value``.
    """

    pk = models.CompositePrimaryKey("referral_id", "position")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="mentions", db_constraint=False, db_index=False
    )
    position = models.IntegerField()
    kind = models.SmallIntegerField()
    key = models.BigIntegerField()
    value = models.TextField()
    raw = stated_text()
    role = models.SmallIntegerField()
    party = models.SmallIntegerField()
    file = models.IntegerField()
    primary = models.BooleanField()
    pointer = models.TextField()
    at = models.DateTimeField(null=True)
    port = models.IntegerField(null=True)
    verified = models.BooleanField(null=True)
    derived = models.BooleanField()
    country = stated_text()
    name_key = models.BigIntegerField()
    birth_key = models.BigIntegerField()

    class Meta:
        verbose_name = _("identifier in a referral")
        verbose_name_plural = _("identifiers in referrals")
        indexes = [
            models.Index(fields=["kind", "key"], name="mention_kind_key"),
            models.Index(fields=["name_key"], name="mention_name_key", condition=~models.Q(name_key=0)),
            models.Index(fields=["value"], name="mention_address", condition=models.Q(kind=6)),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}/{self.position}"


class Signal(models.Model):
    """A rule of priority that fired on a referral: rule, the sentence for the officer, the place in the source."""

    pk = models.CompositePrimaryKey("referral_id", "position")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="signals", db_constraint=False, db_index=False
    )
    position = models.IntegerField()
    rule = models.TextField()
    text = models.TextField()
    pointer = models.TextField()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")

    def __str__(self) -> str:
        return f"{self.rule} on {self.referral_id}"


class Abroad(models.Model):
    """A fact that points to another country (ISO 3166-1 alpha-2)."""

    pk = models.CompositePrimaryKey("referral_id", "position")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="abroad", db_constraint=False, db_index=False
    )
    position = models.IntegerField()
    country = models.TextField()
    text = models.TextField()
    pointer = models.TextField()

    class Meta:
        verbose_name = _("sign of another country")
        verbose_name_plural = _("signs of other countries")

    def __str__(self) -> str:
        return f"{self.country} in {self.referral_id}"


class Chain(models.Model):
    """An explicit reference to another referral, which need not have come in. ``target`` is its id."""

    pk = models.CompositePrimaryKey("referral_id", "position")
    referral = models.ForeignKey(
        Referral, models.DO_NOTHING, related_name="chains", db_constraint=False, db_index=False
    )
    position = models.IntegerField()
    kind = models.TextField()
    target = models.TextField()
    pointer = models.TextField()

    class Meta:
        verbose_name = _("reference to a referral")
        verbose_name_plural = _("references to referrals")
        indexes = [HashIndex(fields=["target"], name="chain_target")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.target}"
