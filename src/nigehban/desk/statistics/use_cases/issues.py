"""A product is prepared by one officer, approved by others, and published as it was prepared; or it is refused."""

from __future__ import annotations

import structlog
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.access.standing import standing_of
from nigehban.desk.accounts.models import Officer
from nigehban.desk.statistics.computing import Scope
from nigehban.desk.statistics.earlier import published
from nigehban.desk.statistics.errors import (
    EndedIssueError,
    NoReasonError,
    NotApprovedError,
    StaleIssueError,
    TwoPersonsError,
)
from nigehban.desk.statistics.models import Issue, IssueStep, Step
from nigehban.desk.statistics.telling import digest, tell
from nigehban.jurisdiction.statistics import Product, load_statistics

_ONE_AT_A_TIME = 0x5055424C495348
_log = structlog.get_logger("nigehban.desk.statistics")


def prepare_issue(officer: Officer, product: Product, within: Scope) -> Issue:
    """Compute a product once and keep it, for release where it leaves the unit. Raises ``NotPermittedError``,
    ``ComparedError``.
    """
    require(officer, Permission.ISSUE_STATISTICS, within.unit)
    content = tell(product, within, outside=product.leaves_unit)
    issue = Issue.objects.create(
        product=product.id,
        pack=within.pack,
        unit=within.unit or "",
        first=within.period.first,
        last=within.period.last,
        as_of=within.as_of,
        content=content,
        digest=digest(content),
        prepared_by=officer,
    )
    _log.info("issue prepared", issue=issue.pk, product=product.id, officer=officer.pk)
    return issue


def approve_issue(officer: Officer, issue: Issue, seen_digest: str) -> IssueStep:
    """Approve what was seen, in a role that the product asks for and that nobody has filled yet.

    Raises ``NotPermittedError``, ``TwoPersonsError``, ``StaleIssueError``, ``EndedIssueError``.
    """
    with transaction.atomic():
        steps = _open_steps(issue)
        if seen_digest != issue.digest:
            raise StaleIssueError(_("What you saw is not what is kept. Open the issue again and look at it."))
        if issue.prepared_by_id == officer.pk or any(step.officer_id == officer.pk for step in steps):
            raise TwoPersonsError(_("You have prepared or approved this issue: another officer has to approve it."))
        role = next((one for one in missing_roles(issue, steps) if _has(officer, one, issue.unit)), None)
        if role is None:
            raise NotPermittedError(_("None of your roles is one whose approval is missing."))
        return _step(officer, issue, Step.APPROVED, as_role=role)


def refuse_issue(officer: Officer, issue: Issue, reason: str) -> IssueStep:
    """End an issue without publishing it. Raises ``NotPermittedError``, ``NoReasonError``, ``EndedIssueError``."""
    require(officer, Permission.ISSUE_STATISTICS, issue.unit or None)
    if not reason.strip():
        raise NoReasonError(_("Say why: who prepared it has to mend it."))
    with transaction.atomic():
        _open_steps(issue)
        return _step(officer, issue, Step.REFUSED, reason=reason.strip())


def publish_issue(officer: Officer, issue: Issue) -> IssueStep:
    """Publish what all have approved.

    Raises ``NotPermittedError``, ``NotApprovedError``, ``EndedIssueError``, ``StaleIssueError``.
    """
    require(officer, Permission.ISSUE_STATISTICS, issue.unit or None)
    with transaction.atomic():
        missing = missing_roles(issue, _open_steps(issue))
        if missing:
            raise NotApprovedError(_("It lacks the approval of: %(missing)s.") % {"missing": ", ".join(missing)})
        _check_alone(issue)
        return _step(officer, issue, Step.PUBLISHED)


def missing_roles(issue: Issue, steps: list[IssueStep]) -> list[str]:
    """The roles that have still to approve, by the product of the pack as it is now."""
    product = load_statistics(issue.pack).products[issue.product]
    filled = {step.as_role for step in steps if step.step == Step.APPROVED}
    return [role for role in product.approvals if role not in filled]


def _open_steps(issue: Issue) -> list[IssueStep]:
    """What was decided so far, under a lock: two officers decide one after the other."""
    Issue.objects.select_for_update().get(pk=issue.pk)
    steps = list(issue.steps.order_by("id"))
    if any(step.step in (Step.REFUSED, Step.PUBLISHED) for step in steps):
        raise EndedIssueError(_("This issue was published or refused already: somebody else decided first."))
    return steps


def _check_alone(issue: Issue) -> None:
    """An issue hides what could be told from those before it: it must have known them all when it was prepared."""
    if not issue.content["below"]:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    same = published(issue.product, issue.pack, issue.unit, issue.first, issue.last)
    before = same.exclude(pk__in=issue.content.get("beside", [])).last()
    if before is not None:
        raise StaleIssueError(
            _("Issue no. %(number)s of the same figures was published since. Refuse this one and prepare it again.")
            % {"number": before.pk}
        )


def _has(officer: Officer, role: str, unit: str) -> bool:
    return any(one == role and where in ("", unit) for one, where in standing_of(officer).roles)


def _step(officer: Officer, issue: Issue, step: Step, *, as_role: str = "", reason: str = "") -> IssueStep:
    try:
        with transaction.atomic():
            made = IssueStep.objects.create(issue=issue, step=step, as_role=as_role, reason=reason, officer=officer)
    except IntegrityError as error:
        raise EndedIssueError(_("This was decided already.")) from error
    _log.info("issue decided", issue=issue.pk, step=str(step), officer=officer.pk)
    return made
