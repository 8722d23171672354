"""What came in, and what became of it."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.referrals import selectors
from nigehban.desk.web.paging import page_of

_LOADS, _THINGS, _VERSIONS = 20, 50, 50


@policy(Permission.SEE_LEADS)
@require_safe
def intake(request: HttpRequest) -> HttpResponse:
    """The loads with counts that add up, the newest first, and what is in quarantine."""
    page = page_of(selectors.loads_with_totals(), ("-id",), request.GET.get("after"), _LOADS)
    context = {
        "section": "intake",
        "page": page,
        "is_first": not request.GET.get("after"),
        "totals": selectors.load_totals(),
        "quarantine": page_of(selectors.quarantined_things(), ("-id",), None, 10),
    }
    return render(request, "referrals/intake.html", context)


@policy(Permission.SEE_LEADS)
@require_safe
def quarantine(request: HttpRequest) -> HttpResponse:
    """Everything that was not taken, and why."""
    page = page_of(selectors.quarantined_things(), ("-id",), request.GET.get("after"), _THINGS)
    context = {"section": "intake", "page": page, "is_first": not request.GET.get("after")}
    return render(request, "referrals/quarantine.html", context)


@policy(Permission.SEE_LEADS)
@require_safe
def referral(request: HttpRequest) -> HttpResponse:
    """All versions of one referral, the newest first."""
    scheme, colon, external_id = request.GET.get("id", "").partition(":")
    if not colon:
        raise BadRequest(_("The address names no referral."))
    page = page_of(selectors.versions_of(scheme, external_id), ("-version",), request.GET.get("after"), _VERSIONS)
    if not page.rows:
        raise Http404
    context = {"section": "intake", "page": page, "label": f"{scheme}:{external_id}"}
    return render(request, "referrals/referral.html", context)
