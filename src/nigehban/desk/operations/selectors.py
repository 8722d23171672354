"""Reads of operations."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.lookup import row_of
from nigehban.desk.operations.errors import NoSuchOperationError
from nigehban.desk.operations.models import Conflict, Notice, Operation, Result, SealedAddress, Target, Warrant
from nigehban.desk.web.paging import Slice, page_of

PAGE = 50


def seen_operation(officer: Officer, number: int) -> Operation:
    """The operation of that number. Raises ``NoSuchOperationError`` when the officer sees none."""
    found = row_of(Operation.objects.visible_to(officer).select_related("lead"), number)
    if found is None:
        raise NoSuchOperationError(
            _("You see no operation %(number)s. Its lead officer can add you.") % {"number": number}
        )
    return found


def operation_page(officer: Officer, after: str | None) -> Slice[Operation]:
    """A page of the operations that the officer sees, the newest first."""
    return page_of(Operation.objects.visible_to(officer).select_related("lead"), ("-id",), after, PAGE)


def targets_of(operation: Operation) -> list[Target]:
    """Whom it is after, the first to reach first."""
    standing = operation.targets.filter(removed_at=None).select_related("party", "contact")
    return list(standing.order_by("priority", "number"))


def warrants_of(operation: Operation) -> list[Warrant]:
    """Its warrants, in the order in which they were issued."""
    return list(operation.warrants.select_related("target").order_by("issued_on", "id"))


def addresses_of(operation: Operation) -> dict[int, str]:
    """The sealed addresses by the number of their warrant; the database gives none to who is no member."""
    return dict(SealedAddress.objects.filter(warrant__operation=operation).values_list("warrant_id", "address"))


def holding_on(warrants: QuerySet[Warrant], day: date) -> QuerySet[Warrant]:
    """The warrants that hold on a day."""
    return warrants.filter(Q(expires_on=None) | Q(expires_on__gte=day), issued_on__lte=day)


def results_of(operation: Operation, most: int = 100) -> list[Result]:
    """What was recorded last."""
    found = operation.results.select_related("target", "warrant", "recorded_by").prefetch_related("lines")
    return list(found.order_by("-id")[:most])


def conflicts_of(operation: Operation) -> list[Conflict]:
    """Where somebody else is after the same subject, the newest first; the other side's target has no row here."""
    found = Conflict.objects.filter(Q(operation_a=operation) | Q(operation_b=operation))
    return list(found.select_related("contact_a", "contact_b").order_by("-id"))


def notices_of(officer: Officer, after: str | None) -> Slice[Notice]:
    """What the officer was told, the newest first."""
    found = Notice.objects.filter(officer=officer).select_related("conflict__contact_a", "conflict__contact_b")
    return page_of(found, ("-id",), after, PAGE)


def unread_notices(officer: Officer) -> bool:
    """Whether something waits to be read."""
    return Notice.objects.filter(officer=officer, read_at=None).exists()
