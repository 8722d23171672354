"""A second person approves a draft, or sends it back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.documents.errors import CaseDocumentError
from nigehban.desk.documents.use_cases import approve, send_back
from nigehban.desk.documents.views.finding import the_document


@policy(Permission.WORK_CASES, Permission.LEAD_CIRCLE, Permission.REVIEW_LAW)
@require_POST
def approving(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Let the words of the last revision stand."""
    found = the_document(request, number, pk)
    done = _("Approved. Its words stand.")
    return _decide(request, number, pk, done, lambda: approve(officer_of(request), found.record, _revision(request)))


@policy(Permission.WORK_CASES, Permission.LEAD_CIRCLE, Permission.REVIEW_LAW)
@require_POST
def sending_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Send the last revision back, with the reason."""
    found = the_document(request, number, pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    done = _("Sent back to be mended.")
    return _decide(
        request, number, pk, done, lambda: send_back(officer_of(request), found.record, _revision(request), reason)
    )


def _decide(request: HttpRequest, number: str, pk: int, done: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except CaseDocumentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("documents:document", number, pk)


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
