"""An issue as it was told, what officers decided on it, and what has changed since."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import may, policy
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.statistics.computing import Scope, scope
from nigehban.desk.statistics.corrections import Change, causes, changes
from nigehban.desk.statistics.models import Issue, Step
from nigehban.desk.statistics.report import report
from nigehban.desk.statistics.telling import digest
from nigehban.desk.statistics.use_cases.issues import missing_roles
from nigehban.desk.statistics.views.answers import asked_rightly, case_address, found_issue, language
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.jurisdiction.statistics import Period, spoken


@policy(Permission.SEE_STATISTICS)
@require_safe
def issue(request: HttpRequest, number: int) -> HttpResponse:
    """The issue with its digest and its decisions."""
    return show_issue(request, found_issue(number))


def show_issue(request: HttpRequest, shown: Issue, error: str = "", status: int = 200) -> HttpResponse:
    """The page of an issue; ``error`` is what kept a decision from being taken."""
    officer, steps = officer_of(request), list(shown.steps.all())
    ended = any(step.step in (Step.REFUSED, Step.PUBLISHED) for step in steps)
    missing = missing_roles(shown, steps)
    context = {
        "section": "statistics",
        "issue": shown,
        "report": report(shown.content, language()),
        "steps": steps,
        "ended": ended,
        "published": next((step for step in steps if step.step == Step.PUBLISHED), None),
        "refused": next((step for step in steps if step.step == Step.REFUSED), None),
        "missing": [Role(role).label for role in missing],
        "is_whole": digest(shown.content) == shown.digest,
        "may_issue": may(officer, Permission.ISSUE_STATISTICS, shown.unit or None) and not ended,
        "is_own": shown.prepared_by_id == officer.pk,
        "error": error,
    }
    return render(request, "statistics/issue.html", context, status=status)


@policy(Permission.SEE_STATISTICS)
@require_safe
@asked_rightly
def changed(request: HttpRequest, number: int) -> HttpResponse:
    """What is another now than when the issue was prepared, and why."""
    shown = found_issue(number)
    then = _scope(shown)
    now = scope(then.period, unit=then.unit, pack=then.pack)
    product = then.statistics.products[shown.product]
    found = causes(officer_of(request), product, then, now.as_of)
    types = load_procedure(then.pack).event_types
    context = {
        "section": "statistics",
        "issue": shown,
        "report": report(shown.content, language()),
        "changes": [_told(then, change) for change in changes(product, then, now)],
        "now": now.as_of,
        "causes": [
            {
                "event": event,
                "type": spoken(types[event.type].title, language()) if event.type in types else event.type,
                "address": case_address(event.case.number),
                "withdrawal": getattr(event, "withdrawn_by", None),
            }
            for event in found
        ],
    }
    return render(request, "statistics/changes.html", context)


def _scope(shown: Issue) -> Scope:
    return scope(Period(shown.first, shown.last), as_of=shown.as_of, unit=shown.unit or None, pack=shown.pack)


def _told(within: Scope, change: Change) -> dict[str, object]:
    """A change in words."""
    breakdown = within.statistics.breakdowns.get(change.by)
    return {
        "title": spoken(within.statistics.measures[change.measure].title, language()),
        "by": spoken(breakdown.title, language()) if breakdown else "",
        "row": spoken(within.rows.label(breakdown, change.value), language()) if breakdown else "",
        "then": change.then,
        "now": change.now,
    }
