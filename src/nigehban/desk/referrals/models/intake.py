"""What was handed in, and what became of each piece: stored, known already, laid beside, or in quarantine."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.fields import stated_text


class Load(models.Model):
    """One run of intake. ``finished`` is NULL while it runs, and for ever when it was killed.

    ``mapping`` is the text of the mapping file that tables were read with, ``pack`` the country pack that routed:
    reading a document again needs both.
    """

    started = models.DateTimeField(db_default=Now())
    finished = models.DateTimeField(null=True)
    mapping = stated_text()
    pack = stated_text()

    class Meta:
        verbose_name = _("load")
        verbose_name_plural = _("loads")

    def __str__(self) -> str:
        return f"load {self.pk} of {self.started:%Y-%m-%d %H:%M}"


class LoadedUnit(models.Model):
    """A unit of bulk work that is stored, whole: the row is written in the same transaction as what it counts.

    So a load that goes on after a kill skips exactly what is there. The counts add up by a check of the database:
    nothing that was received is unaccounted for.
    """

    name = models.TextField(primary_key=True)
    load = models.ForeignKey(Load, models.PROTECT, related_name="units")
    stored_at = models.DateTimeField(db_default=Now())
    received = models.BigIntegerField()
    stored = models.BigIntegerField()
    attachments = models.BigIntegerField()
    duplicates = models.BigIntegerField()
    quarantined = models.BigIntegerField()
    referrals = models.BigIntegerField()

    class Meta:
        verbose_name = _("loaded unit")
        verbose_name_plural = _("loaded units")
        constraints = [
            models.CheckConstraint(
                name="loadedunit_reconciled",
                condition=Q(received=F("stored") + F("attachments") + F("duplicates") + F("quarantined")),
            ),
        ]

    def __str__(self) -> str:
        return f"unit {self.name}"


class SourceDocument(models.Model):
    """A document that a reader took. Its bytes lie sealed in the vault under ``sha256``.

    ``path`` is where it lay when it first came. ``warnings`` are sentences for an officer.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    path = models.TextField()
    format = models.TextField()
    size = models.BigIntegerField()
    referrals = models.IntegerField()
    warnings = models.JSONField(default=list)
    received_at = models.DateTimeField(db_default=Now())
    load = models.ForeignKey(Load, models.PROTECT, related_name="documents")

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A file that lay beside the documents and is none itself: a picture, a video, a PDF. Never opened here."""

    path = models.TextField()
    sha256 = models.CharField(max_length=64)
    md5 = models.CharField(max_length=32)
    size = models.BigIntegerField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            # A path can be longer than an index entry may be, hence its digest.
            models.UniqueConstraint(MD5("path"), "sha256", name="attachment_once"),
        ]
        indexes = [
            models.Index(fields=["md5"], name="attachment_md5"),
            models.Index(fields=["sha256"], name="attachment_sha256"),
        ]

    def __str__(self) -> str:
        return self.sha256


class Quarantine(models.Model):
    """A thing that was not taken, and why. ``sha256`` is NULL when even its bytes could not be read."""

    path = models.TextField()
    sha256 = models.CharField(max_length=64, null=True)  # noqa: DJ001 - NULL: could not be read
    reason = models.TextField()
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("thing in quarantine")
        verbose_name_plural = _("things in quarantine")
        constraints = [
            models.UniqueConstraint(MD5("path"), "sha256", name="quarantine_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.path
