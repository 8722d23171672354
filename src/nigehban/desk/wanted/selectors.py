"""Reads of the wanted list."""

from __future__ import annotations

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, Party
from nigehban.desk.lookup import row_of
from nigehban.desk.wanted.models import Stand, WantedEntry
from nigehban.desk.web.paging import Slice, page_of

PAGE = 50


def entry_page(officer: Officer, stand: Stand, after: str | None) -> Slice[WantedEntry]:
    """A page of the entries that stand so, the newest first."""
    return page_of(WantedEntry.objects.visible_to(officer).standing(stand), ("-id",), after, PAGE)


def some_expired(officer: Officer) -> bool:
    """Whether entries wait to be renewed or taken off."""
    return WantedEntry.objects.visible_to(officer).standing(Stand.REVIEW).exists()


def case_of(officer: Officer, entry: WantedEntry) -> Case | None:
    """The case behind an entry, for who sees it; a party of another case has no row."""
    party = Party.objects.filter(wanted=entry).first()
    return row_of(Case.objects.visible_to(officer), party.case_id) if party else None
