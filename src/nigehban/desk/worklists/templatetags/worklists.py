"""The bar of work on a lead's page."""

from __future__ import annotations

from django import template
from django.template import Context

from nigehban.desk.accounts.models import Officer
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.leads.forms import Common
from nigehban.desk.leads.models import Lead, State
from nigehban.desk.leads.policies import may_decide
from nigehban.desk.worklists.forms import HandOverForm, HoldForm, ReasonForm
from nigehban.desk.worklists.models import Place
from nigehban.desk.worklists.policies import may_break
from nigehban.desk.worklists.selectors import item_of, last_move_of, referrals_since_look
from nigehban.desk.worklists.use_cases import note_look

register = template.Library()


@register.inclusion_tag("worklists/_bar.html", takes_context=True)
def work_bar(context: Context, lead: Lead) -> dict[str, object]:
    """Who has the lead, for how long, and what can be done with it by one key; notes that the officer looked."""
    request = context["request"]
    officer = officer_of(request)
    if not may_decide(officer):
        return {"shown": False}
    grown = referrals_since_look(officer, [lead]).get(lead.pk, 0)
    note_look(officer, lead)
    item = item_of(lead.pk)
    lease = item if item is not None and item.is_leased else None
    mine = lease is not None and lease.leased_to_id == officer.pk
    return {
        "shown": True,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "lead": lead,
        "is_open": lead.state == State.OPEN,
        "grown": grown,
        "lease": lease,
        "mine": mine,
        "item": item if item is not None and item.place != Place.TRIAGE else None,
        "may_break": may_break(officer),
        "last": last_move_of(officer),
        **(_forms(officer, lead) if mine else {}),
    }


def _forms(officer: Officer, lead: Lead) -> dict[str, object]:
    """What only the officer who has the lead can do with it."""
    return {
        "common": list(enumerate(Common, start=1)),
        "reason_form": ReasonForm(),
        "hold_form": HoldForm(),
        "hand_over_form": HandOverForm(officer=officer, unit=lead.unit),
    }
