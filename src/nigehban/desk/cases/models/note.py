"""Notes and the case diary. Rows are added only: who changes a note writes its next revision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models.case import Case


class NoteKind(models.TextChoices):
    """A diary entry has a number and a day; a note has neither."""

    NOTE = "note", _("note")
    DIARY = "diary", _("case diary")


class CaseNote(models.Model):
    """A revision of a note. ``first`` is the note's first revision (``None`` for that itself), ``revision`` counts from
    1. ``number`` counts the entries of a case's diary, ``on`` is the day that an entry tells of.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=5, choices=NoteKind, default=NoteKind.NOTE)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    revision = models.IntegerField(default=1)
    number = models.IntegerField(null=True, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    text = models.TextField(_("text"))
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="case_notes")
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(name="casenote_kind", condition=Q(kind__in=NoteKind.values)),
            models.UniqueConstraint(fields=["first", "revision"], name="casenote_revision"),
            models.UniqueConstraint(fields=["case", "number"], name="casenote_number", condition=Q(first=None)),
        ]
        indexes = [models.Index(fields=["case", "kind", "-id"], name="casenote_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of case {self.case_id}"
