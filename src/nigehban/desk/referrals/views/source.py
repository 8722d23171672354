"""A source document at a place: its own text, and nothing that acts, loads or shows a picture."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.reads import note_read
from nigehban.desk.copying import signed_key
from nigehban.desk.referrals.selectors import version_that_says
from nigehban.desk.referrals.source.errors import SourceError
from nigehban.desk.referrals.source.lines import PIECE, piece_of, shown_lines
from nigehban.desk.referrals.source.opening import opened
from nigehban.desk.referrals.source.window import SIZE, window_at, window_from
from nigehban.runs.rows import node_id

_TEXT_ONLY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}


@policy(Permission.SEE_LEADS)
@require_safe
def source_at(request: HttpRequest) -> HttpResponse:
    """From a referral and a place to the version of its document in which the place is."""
    query = request.GET
    pointer = query.get("pointer", "")
    version = version_that_says(signed_key(node_id(query.get("referral", ""))), pointer, query.get("rule", ""))
    if version is None:
        raise Http404
    address = reverse("referrals:source", args=[version.source_id])
    return redirect(f"{address}?{urlencode({'pointer': pointer})}#here")


@csp(_TEXT_ONLY)  # type: ignore[arg-type]  # it is typed for views without parameters, and takes any
@policy(Permission.SEE_LEADS)
@require_safe
def source(request: HttpRequest, sha256: str) -> HttpResponse:
    """A window of the document: at a place (``pointer``), from a line (``from``), or one long line (``line``)."""
    try:
        return _shown(request, sha256)
    except SourceError as error:
        context = {"section": "intake", "error": error, "detail": str(error), "sha256": sha256, "no_icon": True}
        return render(request, "referrals/source_refused.html", context, status=error.status)


def _shown(request: HttpRequest, sha256: str) -> HttpResponse:
    query = request.GET
    pointer = query.get("pointer", "")
    context: dict[str, object] = {"section": "intake", "pointer": pointer, "no_icon": True}
    note_read(request, "document", sha256)
    with opened(officer_of(request), sha256, pointer) as (document, lines):
        context["document"] = document
        if "line" in query:
            number = _number(query, "line")
            found = window_from(lines, number - 1, 1).lines
            if not found:
                raise Http404
            context |= {"piece": piece_of(found[0], number - 1, _number(query, "at", 0)), "length": PIECE}
            return render(request, "referrals/source_line.html", context)
        window = window_from(lines, _number(query, "from") - 1) if "from" in query else window_at(lines, pointer)
    context |= {"window": window, "lines": shown_lines(window), "previous": max(1, window.start + 1 - SIZE)}
    context["following"] = window.start + len(window.lines) + 1
    return render(request, "referrals/source.html", context)


def _number(query: QueryDict, name: str, least: int = 1) -> int:
    text = query.get(name, "") or str(least)
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) < least:
        raise BadRequest(_("The address names a line that can not be."))
    return int(text)
