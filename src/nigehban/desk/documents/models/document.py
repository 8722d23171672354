"""A document of a case: of which kind, in which language, about whom. What it says stands in its revisions."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party


class CaseDocumentQuerySet(models.QuerySet["CaseDocument"]):
    """Documents as an officer may see them."""

    def visible_to(self, officer: Officer) -> Self:
        """Those of cases that the officer sees; row security says the same."""
        return self.filter(case__in=Case.objects.visible_to(officer))


class CaseDocument(models.Model):
    """Rows are added only. ``kind`` is an id of the pack's documents; ``pack_version`` the version it was begun under.

    ``accused`` is the party that the document is about, where it is about one. A ``court_copy`` carries the identity of
    victims, opened for it with a reason; every other document carries pseudonyms.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(_("document"), max_length=64)
    language = models.CharField(_("language"), max_length=16)
    pack_version = models.CharField(max_length=64)
    accused = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="documents")
    court_copy = models.BooleanField(_("court copy"), default=False)
    begun_by = models.ForeignKey(Officer, models.PROTECT, related_name="documents_begun")
    begun_at = models.DateTimeField(db_default=Now())

    objects = CaseDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["case", "-id"], name="casedocument_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of case {self.case_id}"
