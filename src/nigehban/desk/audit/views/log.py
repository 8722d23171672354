"""The log of looks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.audit.forms import LooksForm
from nigehban.desk.audit.selectors import looks
from nigehban.desk.web.paging import page_of

_PAGE = 100


@policy(Permission.READ_AUDIT)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, the newest first."""
    form = LooksForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    officer = wanted.get("officer")
    found = looks(officer=officer.pk if officer else None, kind=wanted.get("kind", ""), record=wanted.get("record", ""))
    page = page_of(found, ("-id",), request.GET.get("after"), _PAGE)
    return render(request, "audit/log.html", {"section": "audit", "form": form, "page": page})
