"""One referral as one document states it."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from nigehban.desk.fields import stated_text
from nigehban.desk.referrals.models.intake import SourceDocument


class Referral(models.Model):
    """A referral's version: the columns of ``nigehban.runs.tables.REFERRALS``, where the words are explained.

    ``version`` counts the documents of one ``scheme:external_id`` from 1 by the sender's time (not stated: first),
    then by the document's SHA-256 and the place in it (``ordinal``): the same for every order of arrival.
    ``node_id`` is the digest of the id as a signed 64-bit number. NULL is *not stated*, never *no*.
    """

    node_id = models.BigIntegerField()
    scheme = models.TextField()
    external_id = models.TextField()
    version = models.IntegerField(db_default=1)
    source = models.ForeignKey(
        SourceDocument, models.PROTECT, db_column="source_sha256", related_name="stated", db_index=False
    )
    ordinal = models.IntegerField()
    pointer = models.TextField()
    part = models.BooleanField()
    received = models.DateTimeField(null=True)
    incident = models.DateTimeField(null=True)
    incident_text = stated_text()
    incident_zone_known = models.BooleanField(null=True)
    incident_type = stated_text()
    platform = stated_text()
    reporter = stated_text()
    informational = models.BooleanField(null=True)
    sender_priority = stated_text()
    commerce = stated_text()
    files = models.IntegerField()
    unit = stated_text()
    unit_confidence = models.FloatField(null=True)
    unit_text = stated_text()
    unit_pointer = stated_text()
    is_local = models.BooleanField(null=True)
    warnings = models.JSONField(default=list)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            UniqueConstraint(fields=["scheme", "external_id", "source", "ordinal"], name="referral_once_a_document"),
            UniqueConstraint(
                fields=["scheme", "external_id", "version"],
                name="referral_versions",
                deferrable=Deferrable.DEFERRED,  # numbers trade places when an older document comes late
            ),
        ]
        indexes = [
            models.Index(fields=["node_id"], name="referral_node"),
            models.Index(fields=["source"], name="referral_source"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The referral's lasting id, for example ``NCMEC:104455667``."""
        return f"{self.scheme}:{self.external_id}"
