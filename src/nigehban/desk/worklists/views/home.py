"""The first page after the login: what waits, what is mine, where to begin."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import policy
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.explaining import names_of_units
from nigehban.desk.leads.selectors import lead_page
from nigehban.desk.leads.views.ranked import rows_of
from nigehban.desk.worklists import selectors
from nigehban.desk.worklists.policies import Queue, may_break, queues_of

_FIRST = 8
_DONE = 8


class Choice(NamedTuple):
    """A queue to begin with, what it is called and the key that begins it."""

    queue: Queue
    label: Promise
    says: Promise
    key: str


_CHOICES = (
    Choice(Queue.TRIAGE, _("Start reviewing"), _("The most urgent lead that nobody works on."), "b"),
    Choice(Queue.CIRCLE, _("Work for my circle"), _("What triage sent to the circle, the most urgent first."), "c"),
    Choice(Queue.ESCALATED, _("Decide what was escalated"), _("What officers put before their supervisor."), "e"),
)


@policy(Permission.DECIDE_LEADS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The work of the officer."""
    officer = officer_of(request)
    top, own = lead_page(officer, size=_FIRST).leads, selectors.own_work(officer)
    context = {
        "section": "work",
        "unit_names": names_of_units(),
        "choices": [choice for choice in _CHOICES if choice.queue in queues_of(officer)],
        "mine": own.leased,
        "given": own.given,
        "held": own.held,
        "circle": selectors.at_circles(officer),
        "escalated": selectors.escalated(officer) if may_break(officer) else [],
        "may_break": may_break(officer),
        "rows": rows_of(top),
        "grown": selectors.referrals_since_look(officer, top),
        "done": list(selectors.acts_of(officer)[:_DONE]),
    }
    return render(request, "worklists/home.html", context)
