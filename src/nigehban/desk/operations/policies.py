"""Who may do what in an operation, beyond seeing it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.policies import may
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.errors import OtherCircleError
from nigehban.desk.operations.models import Conflict, Operation


def may_run(officer: Officer, operation: Operation) -> bool:
    """Its lead officer, and who runs operations of one of its circles."""
    return officer == operation.lead or any(may(officer, Permission.RUN_OPERATIONS, one) for one in operation.circles)


def require_run(officer: Officer, operation: Operation) -> None:
    """Raises ``NotPermittedError`` when ``may_run`` says no."""
    if not may_run(officer, operation):
        raise NotPermittedError(_("Only the lead officer and the heads of its circles change this operation."))


def require_circle(officer: Officer, operation: Operation, circle: str) -> None:
    """Raises ``OtherCircleError``, ``NotPermittedError``: a circle that takes part, and one of the officer's."""
    if circle not in operation.circles:
        raise OtherCircleError(_("%(circle)s takes no part in this operation.") % {"circle": circle})
    if not may(officer, Permission.WORK_CASES, circle):
        raise NotPermittedError(
            _("You do not work for %(circle)s. An officer of that circle has to do this.") % {"circle": circle}
        )


def answers_for(officer: Officer, conflict: Conflict, side: str) -> bool:
    """Whether the officer may acknowledge side ``a`` or ``b``: its contact, its lead officer, its circle's head."""
    # Asked by number: the operation of the other side has no row for this officer.
    lead = Operation.objects.filter(pk=getattr(conflict, f"operation_{side}_id"), lead=officer).exists()
    heads = may(officer, Permission.LEAD_CIRCLE, getattr(conflict, f"circle_{side}"))
    return lead or heads or officer.pk == getattr(conflict, f"contact_{side}_id")
