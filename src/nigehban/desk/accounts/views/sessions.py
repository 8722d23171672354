"""Where an officer is logged in, and ending it."""

from __future__ import annotations

from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nigehban.desk.access.policies import ANY_OFFICER, policy
from nigehban.desk.accounts.requests import officer_of


@policy(ANY_OFFICER)
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """The officer's sessions, the latest first; ``session`` names the one to end, without it all others end."""
    if request.method == "POST":
        return _end(request)
    theirs = UserSession.objects.purge_and_list(officer_of(request))
    latest_first = sorted(theirs, key=lambda session: session.last_seen_at, reverse=True)
    return render(request, "accounts/sessions.html", {"section": "account", "sessions": latest_first})


def _end(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("session", "")
    if not wanted:
        end_other_sessions(request, officer_of(request))
        messages.success(request, _("All other sessions are ended."))
        return redirect("usersessions_list")
    found = UserSession.objects.filter(user=officer_of(request), pk=wanted) if wanted.isdecimal() else ()
    if not found:
        raise Http404(_("The session has ended already, or is another officer's."))
    messages.success(request, _("The session is ended."))
    end_sessions(request, list(found))
    return redirect("usersessions_list")
