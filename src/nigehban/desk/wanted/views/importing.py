"""Taking in a table: the file, what would come of it, and then it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.wanted.errors import WantedError
from nigehban.desk.wanted.forms import EntryForm, TableForm
from nigehban.desk.wanted.importing import MOST_BYTES, Line, preview, read_table, take_in


@policy(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """The form; a file gives the preview; the preview, sent, is taken in."""
    if request.method != "POST":
        return _shown(request, TableForm(), [], "", 200)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, [], "", 422)
    text, lines = "", []
    try:
        text = form.cleaned_data["text"] or _text(request)
        lines = preview(officer_of(request), text)
        if form.cleaned_data["text"]:
            return _taken_in(request, lines)
    except WantedError as error:
        form.add_error(None, str(error))
        return _shown(request, form, lines, text, 422)
    return _shown(request, form, lines, text, 200)


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("table")
    return read_table(file.read(MOST_BYTES + 1)) if file else ""


def _taken_in(request: HttpRequest, lines: list[Line]) -> HttpResponse:
    count = take_in(officer_of(request), lines)
    messages.success(
        request, _("%(count)d entries are proposed. Another officer has to approve them.") % {"count": count}
    )
    return redirect(f"{reverse('wanted:list')}?stand=proposed")


def _shown(request: HttpRequest, form: TableForm, lines: list[Line], text: str, status: int) -> HttpResponse:
    good = sum(not line.problems for line in lines)
    context = {"section": "wanted", "form": form, "lines": lines, "good": good, "text": text}
    context["columns"] = ", ".join(EntryForm.base_fields)
    return render(request, "wanted/import.html", context, status=status)
