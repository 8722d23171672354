"""Notes, the diary and tasks."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.errors import CaseError
from nigehban.desk.cases.forms.work import DiaryForm, NoteForm, TaskForm
from nigehban.desk.cases.models import CaseNote, NoteKind
from nigehban.desk.cases.use_cases.notes import newest, revise_note, write_diary, write_note
from nigehban.desk.cases.use_cases.tasks import finish_task, give_task
from nigehban.desk.cases.views.common import case_of, form_page, page
from nigehban.desk.web.paging import page_of

PART = 30


@policy(Permission.SEE_CASES)
@require_safe
def notes(request: HttpRequest, number: str) -> HttpResponse:
    """Notes, diary and open tasks; of a note, the last revision."""
    case = case_of(request, number)
    kind = NoteKind.DIARY if request.GET.get("kind") == NoteKind.DIARY else NoteKind.NOTE
    last = CaseNote.objects.filter(first=OuterRef("pk")).order_by("-revision")
    rows = case.notes.filter(first=None, kind=kind).select_related("written_by")
    rows = rows.annotate(
        now_says=Coalesce(Subquery(last.values("text")[:1]), "text"),
        now_revision=Coalesce(Subquery(last.values("revision")[:1]), "revision"),
    )
    tasks = case.tasks.select_related("assignee", "done_by").order_by("done_at", "due", "id")[:PART]
    found = page_of(rows, ("-id",), request.GET.get("after"), PART)
    return page(request, case, "notes", "cases/notes.html", page=found, kind=kind, tasks=tasks)


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """A new note, or the next entry of the diary."""
    case, officer = case_of(request, number), officer_of(request)
    is_diary = kind == NoteKind.DIARY
    back = reverse("cases:notes", args=[case.number]) + f"?kind={kind}"
    if is_diary:
        return form_page(
            request,
            case,
            "notes",
            DiaryForm(request.POST or None, initial={"on": timezone.localdate()}),
            lambda form: write_diary(officer, case, form.cleaned_data["text"], form.cleaned_data["on"]),
            title=_("Next entry of the case diary"),
            button=_("Enter"),
            done=_("Entered."),
            back=back,
        )
    return form_page(
        request,
        case,
        "notes",
        NoteForm(request.POST or None),
        lambda form: write_note(officer, case, form.cleaned_data["text"]),
        title=_("New note"),
        button=_("Keep"),
        done=_("Kept."),
        back=back,
    )


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, number: str, note: int) -> HttpResponse:
    """The next revision of a note; the ones before are shown beneath and stay."""
    case, officer = case_of(request, number), officer_of(request)
    first = get_object_or_404(case.notes.filter(first=None).select_related("case", "written_by"), pk=note)
    last = newest(first)
    return form_page(
        request,
        case,
        "notes",
        NoteForm(request.POST or None, initial={"text": last.text, "seen": last.revision}),
        lambda form: revise_note(officer, first, form.cleaned_data["text"], seen=form.cleaned_data["seen"] or 1),
        title=_("Revise the note"),
        button=_("Keep the revision"),
        done=_("Kept as a new revision."),
        back=reverse("cases:notes", args=[case.number]) + f"?kind={first.kind}",
        revisions=[first, *first.later.select_related("written_by").order_by("revision")],
    )


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, number: str) -> HttpResponse:
    """A new task."""
    case, officer = case_of(request, number), officer_of(request)

    def do(form: TaskForm) -> None:
        said = form.cleaned_data
        give_task(officer, case, said["what"], said["assignee"], said["due"])

    return form_page(
        request,
        case,
        "notes",
        TaskForm(case, request.POST or None),
        do,
        title=_("New task"),
        button=_("Give it"),
        done=_("Given."),
        back=reverse("cases:notes", args=[case.number]),
    )


@policy(Permission.WORK_CASES)
@require_POST
def done(request: HttpRequest, number: str, task: int) -> HttpResponse:
    """Say that a task is done."""
    case, officer = case_of(request, number), officer_of(request)
    found = get_object_or_404(case.tasks.select_related("case"), pk=task)
    try:
        finish_task(officer, found)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done."))
    return redirect("cases:notes", case.number)
