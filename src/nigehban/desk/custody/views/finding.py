"""From an address to the accused."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from nigehban.desk.accounts.requests import officer_of
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Party
from nigehban.desk.custody.errors import NoSuchAccusedError
from nigehban.desk.custody.selectors import accused_of


def accused(request: HttpRequest, number: str, party: int) -> Party:
    """The accused whom the officer may see; else the page does not exist."""
    try:
        return accused_of(officer_of(request), number, party)
    except (NoSuchCaseError, NoSuchAccusedError) as error:
        raise Http404(str(error)) from error
