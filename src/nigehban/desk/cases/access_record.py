"""A case's access page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nigehban.desk.access.models import RecordKind
from nigehban.desk.access.policies import may
from nigehban.desk.access.records import Protected
from nigehban.desk.access.roles import OVERSEEING, Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case


def protected_case(officer: Officer, key: str) -> Protected | None:
    """The case of that number, if the officer sees it."""
    case = Case.objects.visible_to(officer).filter(number=key).first()
    if case is None:
        return None
    return Protected(
        kind="case",
        key=case.number,
        title=case.number,
        address=reverse("cases:case", args=[case.number]),
        units=frozenset({case.unit}),
        keys=(case.number, str(case.pk)),
        roles=frozenset() if case.sealed else OVERSEEING,
        members_kind=RecordKind.CASE,
        number=case.pk,
        managed=may(officer, Permission.LEAD_CIRCLE, case.unit),
        note=_("This case is sealed: its members see it, and nobody by office.") if case.sealed else "",
    )
