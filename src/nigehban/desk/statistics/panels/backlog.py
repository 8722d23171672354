"""What waits: open leads by age, those that nobody has looked into, open cases by age.

Leads are many: the ages are those of the most urgent, as many as can be read at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case
from nigehban.desk.leads.models import LeadAct, State
from nigehban.desk.leads.selectors import visible_leads
from nigehban.desk.statistics.computing import PACK
from nigehban.desk.statistics.panels.ages import histogram
from nigehban.desk.statistics.panels.panel import Line, Panel
from nigehban.desk.worklists.models import WorkAct
from nigehban.jurisdiction.procedure import load_procedure

MOST_LEADS = 2000
UNASSESSED_DAYS = 3
_MOST_CASES = 5000
_RECEIVED = """
SELECT m.lead_id, min(d.received_at)
FROM leads_leadmember m
JOIN referrals_referral r ON r.node_id = m.node_id
JOIN referrals_sourcedocument d ON d.sha256 = r.source_sha256
WHERE m.lead_id = ANY (%s) GROUP BY m.lead_id
"""


def open_leads(officer: Officer, now: datetime) -> Panel:
    """The age of the most urgent open leads, by the day on which their first referral came in."""
    received = _received(_leads(officer))
    return Panel(
        "leads",
        _("Age of open leads"),
        _("The %(most)s most urgent open leads at the most, by when their first referral was received.")
        % {"most": MOST_LEADS},
        (_("Age"), _("Leads")),
        tuple(Line(title, (count,)) for title, count in histogram(received.values(), now)) if received else (),
        charted=0,
        empty=_("No lead is open."),
    )


def unassessed(officer: Officer, now: datetime) -> Panel:
    """Open leads of some days that no officer has taken up, decided or sent anywhere."""
    received = _received(_leads(officer))
    touched = _touched(list(received))
    old = {lead: at for lead, at in received.items() if lead not in touched and now - at > timedelta(UNASSESSED_DAYS)}
    lines = [Line(title, (count,), wrong=True) for title, count in histogram(old.values(), now) if count]
    alarm = _("%(count)s of the most urgent leads were not assessed for more than %(days)s days.")
    return Panel(
        "unassessed",
        _("Not assessed for more than %(days)s days") % {"days": UNASSESSED_DAYS},
        _("Open leads among the most urgent that no officer has taken up, decided or sent anywhere."),
        (_("Age"), _("Leads")),
        tuple(lines),
        alarm=alarm % {"count": len(old), "days": UNASSESSED_DAYS} if old else "",
        empty=_("Everything of these was looked into."),
    )


def open_cases(officer: Officer, now: datetime) -> Panel:
    """The age of open cases, by when they were opened."""
    final = [state.id for state in load_procedure(PACK).stands if state.final]
    cases = Case.objects.visible_to(officer).exclude(state__in=final).filter(merged_into=None)
    opened = list(cases.order_by("-id").values_list("opened_at", flat=True)[:_MOST_CASES])
    return Panel(
        "cases",
        _("Age of open cases"),
        _("Cases that you may see and that have not come to an end, by when they were opened."),
        (_("Age"), _("Cases")),
        tuple(Line(title, (count,)) for title, count in histogram(opened, now)) if opened else (),
        charted=0,
        empty=_("No case is open."),
    )


def _leads(officer: Officer) -> list[str]:
    leads = visible_leads(officer).filter(state=State.OPEN)
    return list(leads.order_by("rank", "id").values_list("pk", flat=True)[:MOST_LEADS])


def _received(leads: list[str]) -> dict[str, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVED, [leads])
        return dict(cursor.fetchall())


def _touched(leads: list[str]) -> set[str]:
    acts = (LeadAct.objects.filter(lead__in=leads), WorkAct.objects.filter(lead__in=leads))
    return {lead for found in acts for lead in found.values_list("lead", flat=True) if lead}
