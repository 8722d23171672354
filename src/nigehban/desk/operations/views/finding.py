"""From an address to a record."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.lookup import row_of
from nigehban.desk.operations.errors import NoSuchOperationError
from nigehban.desk.operations.models import Operation
from nigehban.desk.operations.selectors import seen_operation

Found = TypeVar("Found", bound=Model)


def operation_at(request: HttpRequest, number: int) -> Operation:
    """The operation that the officer may see; else the page does not exist."""
    try:
        return seen_operation(officer_of(request), number)
    except NoSuchOperationError as error:
        raise Http404(str(error)) from error


def record_at(records: QuerySet[Found], number: int) -> Found:
    """A record of that number; else the page does not exist."""
    found = row_of(records, number)
    if found is None:
        raise Http404(_("There is no such record."))
    return found
