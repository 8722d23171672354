"""A director says what is to be reached."""

from __future__ import annotations

import structlog
from django.utils.translation import gettext as _

from nigehban.desk.access.policies import require
from nigehban.desk.access.roles import Permission
from nigehban.desk.accounts.models import Officer
from nigehban.desk.statistics.computing import Scope
from nigehban.desk.statistics.errors import NoSuchProductError
from nigehban.desk.statistics.models import Target
from nigehban.jurisdiction.statistics import Product

_log = structlog.get_logger("nigehban.desk.statistics")


def set_target(officer: Officer, product: Product, measure: str, within: Scope, number: int) -> Target:
    """Set the target of a measure for the period of the scope; the one before it stays in the record.

    Raises ``NotPermittedError``, ``NoSuchProductError``.
    """
    require(officer, Permission.SUPERVISE, within.unit)
    if not product.targets or measure not in product.measures:
        raise NoSuchProductError(
            _("%(product)s has no targets for %(measure)s.") % {"product": product.id, "measure": measure}
        )
    period = {"first": within.period.first, "last": within.period.last}
    target = Target.objects.create(
        product=product.id, measure=measure, unit=within.unit or "", number=number, recorded_by=officer, **period
    )
    _log.info("target set", target=target.pk, measure=measure, officer=officer.pk)
    return target
