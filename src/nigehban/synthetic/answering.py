"""Later referrals that bring to an earlier one what it lacked, or that bring something else (the controls)."""

from __future__ import annotations

from nigehban.synthetic.clock import Clock
from nigehban.synthetic.content import Capture, Report, ShownEmail, ShownPhone
from nigehban.synthetic.plan import Missing, Plan
from nigehban.synthetic.telling import CSAM_TYPE


def answer(report: Report, clock: Clock) -> None:
    """Fill in a later referral; files and danger are never in it, so that only the missing fact can wake."""
    plan = report.plan
    report.incident_type = CSAM_TYPE
    if plan.brings is not None:
        _bring(report, plan, clock)
    elif plan.answers is not None and plan.answers.missing is Missing.IDENTIFIER:
        report.estimated = plan.person.home
    else:
        _show_account(report, plan)
        report.emails.append(ShownEmail(plan.person.emails[0], "Home", True))
        report.evidence.append(f"email:{plan.person.emails[0]}")


def _bring(report: Report, plan: Plan, clock: Clock) -> None:
    """A verified Pakistani phone, and a log-in from the person's own line with its time."""
    number = plan.person.phones[0]
    _show_account(report, plan)
    report.phones.append(ShownPhone(number, "Mobile", True))
    report.captures.append(Capture(plan.person.router, "Login", clock.utc(plan.incident), None, None))
    report.evidence.append(f"phone:{number}")


def _show_account(report: Report, plan: Plan) -> None:
    report.account, report.user_id = plan.account, plan.account.user_id
    report.evidence.append(f"account:{plan.account.platform}/{plan.account.user_id}")
