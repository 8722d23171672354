"""Members and teams."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from nigehban.desk.access.models import Membership, RecordKind
from nigehban.desk.access.use_cases import add_member
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.errors import OtherCircleError
from nigehban.desk.operations.models import Operation, Team
from nigehban.desk.operations.policies import require_run
from nigehban.desk.operations.selectors import seen_operation

_log = structlog.get_logger("nigehban.desk.operations")


def join_operation(
    grantor: Officer, operation: Operation, officer: Officer, *, reason: str, duty: str = ""
) -> Membership:
    """Make an officer a member. Raises ``NotPermittedError``, ``NoReasonError``."""
    seen_operation(grantor, operation.pk)
    require_run(grantor, operation)
    return add_member(grantor, officer, RecordKind.OPERATION, operation.pk, reason=reason, duty=duty)


def add_team(
    officer: Officer,
    operation: Operation,
    circle: str,
    name: str,
    officers: Sequence[Officer],
    *,
    vehicles: str = "",
    woman_present: bool | None = None,
) -> Team:
    """Put officers together; who is no member yet becomes one, to read the briefing. Raises ``NotPermittedError``."""
    seen_operation(officer, operation.pk)
    require_run(officer, operation)
    if circle not in operation.circles:
        raise OtherCircleError(_("%(circle)s takes no part in this operation.") % {"circle": circle})
    with transaction.atomic():
        team = Team.objects.create(
            operation=operation, circle=circle, name=name.strip(), vehicles=vehicles, woman_present=woman_present
        )
        team.officers.set(officers)
        for one in _not_members(operation, officers):
            join_operation(officer, operation, one, reason=f"Goes with team {team.name}.", duty="team")
    _log.info("team made", operation=operation.pk, team=team.pk, officer=officer.pk)
    return team


def _not_members(operation: Operation, officers: Sequence[Officer]) -> list[Officer]:
    live = Membership.objects.live().filter(kind=RecordKind.OPERATION, record=operation.pk)
    known = set(live.values_list("officer_id", flat=True))
    return [one for one in officers if one.pk not in known]
