"""An operation's access page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.records import Protected
from nigehban.desk.access.roles import Permission, roles_with
from nigehban.desk.accounts.models import Officer
from nigehban.desk.operations.models import Operation
from nigehban.desk.operations.policies import may_run


def protected_operation(officer: Officer, key: str) -> Protected | None:
    """The operation of that number, if the officer sees it."""
    found = Operation.objects.visible_to(officer).filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        return None
    return Protected(
        kind="operation",
        key=key,
        title=_("Operation %(number)s") % {"number": key},
        address=reverse("operations:operation", args=[found.pk]),
        units=frozenset(found.circles),
        keys=(key,),
        roles=frozenset(roles_with(Permission.LEAD_CIRCLE)),
        members_kind=RecordKind.OPERATION,
        number=found.pk,
        managed=may_run(officer, found),
        note=_("The heads of every circle that takes part see it. Addresses are seen by members alone."),
    )
