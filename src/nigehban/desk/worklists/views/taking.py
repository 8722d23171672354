"""Taking up work."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.errors import NoSuchLeadError
from nigehban.desk.worklists.errors import WorkError
from nigehban.desk.worklists.policies import Queue
from nigehban.desk.worklists.use_cases import take, take_more_time, take_next

_QUEUE = "worklists.queue"


@policy(Permission.DECIDE_LEADS)
@require_POST
def following(request: HttpRequest) -> HttpResponse:
    """Take the next lead of a queue, and show it."""
    try:
        queue = Queue(request.POST.get("queue") or Queue.TRIAGE)
    except ValueError as error:
        raise BadRequest(_("There is no such list of work.")) from error
    request.session[_QUEUE] = queue.value
    return go_on(request)


def go_on(request: HttpRequest) -> HttpResponse:
    """To the next lead of the list that the officer works through; home when nothing waits."""
    lead_id = take_next(officer_of(request), Queue(request.session.get(_QUEUE, Queue.TRIAGE)))
    if lead_id is None:
        messages.info(request, _("Nothing waits here now: all of it is decided, or others work on it."))
        return redirect("worklists:home")
    return redirect("leads:lead", lead_id)


@policy(Permission.DECIDE_LEADS)
@require_POST
def take_up(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Take this lead."""
    return _lease(request, lead_id, more=False)


@policy(Permission.DECIDE_LEADS)
@require_POST
def more_time(request: HttpRequest, lead_id: str) -> HttpResponse:
    """Keep this lead for longer."""
    return _lease(request, lead_id, more=True)


def _lease(request: HttpRequest, lead_id: str, *, more: bool) -> HttpResponse:
    try:
        (take_more_time if more else take)(officer_of(request), lead_id)
    except NoSuchLeadError as error:
        raise Http404(str(error)) from error
    except WorkError as error:
        messages.error(request, str(error))
    return redirect("leads:lead", lead_id)
