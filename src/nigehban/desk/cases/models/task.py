"""Work that somebody on a case is asked to do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.tracking import audited
from nigehban.desk.cases.models.case import Case


@audited
class CaseTask(models.Model):
    """Done by whoever did it, which need not be the assignee."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    what = models.CharField(_("what is to be done"), max_length=300)
    assignee = models.ForeignKey(Officer, models.PROTECT, related_name="case_tasks")
    due = models.DateTimeField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="case_tasks_made")
    made_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="case_tasks_done")

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(fields=["assignee", "due"], name="casetask_open", condition=Q(done_at=None)),
            models.Index(fields=["case", "id"], name="casetask_case"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk} of case {self.case_id}"
