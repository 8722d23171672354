"""Why can I see this, who else can, who has looked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nigehban.desk.access.errors import AccessError
from nigehban.desk.access.explaining import grounds, live_members, past_members
from nigehban.desk.access.forms import MemberForm
from nigehban.desk.access.policies import ANY_OFFICER, policy
from nigehban.desk.access.records import Protected, protected
from nigehban.desk.access.use_cases import add_member, end_membership
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.audit.selectors import looks_at
from nigehban.desk.web.paging import page_of

_PART = 50
_PAST = 20


@policy(ANY_OFFICER)
@require_safe
def record(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The page; 404 for a record that the officer does not see."""
    return _page(request, _found(request, kind, key), MemberForm())


@policy(ANY_OFFICER)
@require_POST
def add(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Put an officer on the record."""
    found = _managed(request, kind, key)
    form = MemberForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        assert found.members_kind is not None  # noqa: S101 - _managed has looked
        try:
            add_member(
                officer_of(request),
                said["officer"],
                found.members_kind,
                found.number or 0,
                reason=said["reason"],
                duty=said["duty"],
                until=form.end,
            )
        except AccessError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(officer)s sees it from now on.") % {"officer": said["officer"]})
            return redirect("access:record", kind, key)
    return _page(request, found, form, status=422)


@policy(ANY_OFFICER)
@require_POST
def end(request: HttpRequest, kind: str, key: str, number: int) -> HttpResponse:
    """End a membership."""
    found = _managed(request, kind, key)
    membership = get_object_or_404(live_members(found), pk=number)
    try:
        end_membership(officer_of(request), membership)
    except AccessError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(officer)s no longer sees it.") % {"officer": membership.officer})
    return redirect("access:record", kind, key)


def _page(request: HttpRequest, found: Protected, form: MemberForm, status: int = 200) -> HttpResponse:
    officer = officer_of(request)
    seeing = grounds(found)
    context = {
        "record": found,
        "mine": [ground for ground in seeing if ground.officer == officer],
        "others": [ground for ground in seeing if ground.officer != officer],
        "past": list(past_members(found)[:_PAST]),
        "looks": page_of(looks_at(found.kind, found.keys), ("-id",), request.GET.get("after"), _PART),
        "form": form,
    }
    return render(request, "access/record.html", context, status=status)


def _found(request: HttpRequest, kind: str, key: str) -> Protected:
    found = protected(officer_of(request), kind, key)
    if found is None:
        raise Http404
    return found


def _managed(request: HttpRequest, kind: str, key: str) -> Protected:
    found = _found(request, kind, key)
    if not found.managed or found.members_kind is None:
        raise PermissionDenied(_("Only the head of the circle adds and ends memberships."))
    return found
