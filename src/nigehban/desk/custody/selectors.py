"""Reads of custody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.board import board_of
from nigehban.desk.cases.models import Case, CaseEvent, Party, PartyRole
from nigehban.desk.cases.selectors import seen_case, standing_events
from nigehban.desk.custody.course import Course, course_of, late
from nigehban.desk.custody.errors import NoSuchAccusedError
from nigehban.desk.custody.wording import facts_of
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.jurisdiction.statistics import spoken

ELSEWHERE = frozenset({"wanted_listed", "wanted_renewed", "wanted_removed"})


class Happened(NamedTuple):
    """An event of the timeline; ``late`` is how long after it happened the desk learned of it (``None``: in time)."""

    event: CaseEvent
    title: str
    late: timedelta | None
    facts: Sequence[tuple[str, str]]
    withdrawn: CaseEvent | None

    @property
    def own(self) -> bool:
        """Whether it is taken back here: entries of the wanted list are taken off there."""
        return self.event.type not in ELSEWHERE


def accused_of(officer: Officer, number: str, party: int) -> Party:
    """The accused of a case. Raises ``NoSuchCaseError``, ``NoSuchAccusedError``."""
    case = seen_case(officer, number)
    found = case.parties.filter(pk=party, role=PartyRole.SUSPECT).first()
    if found is None:
        raise NoSuchAccusedError(_("This case has no accused of that number."))
    found.case = case
    return found


def accused_in(case: Case) -> list[Party]:
    """Every accused of a case that was not removed."""
    return list(case.parties.filter(role=PartyRole.SUSPECT, removed_at=None).order_by("pk"))


def course_for(party: Party, as_of: datetime | None = None) -> Course:
    """How custody of an accused stands."""
    events = standing_events(party.case)
    board = board_of(party.case, as_of or timezone.now())
    return course_of([event for event in events if event.party_id == party.pk], board, party.pseudonym)


def timeline_of(party: Party) -> list[Happened]:
    """What happened to an accused, newest first; what was taken back stays visible as such."""
    events = party.events.filter(withdraws=None).select_related("withdrawn_by", "recorded_by").order_by("-at", "-id")
    types, language = load_procedure(party.case.pack).event_types, get_language() or "en"
    return [
        Happened(
            event,
            spoken(types[event.type].title, language) if event.type in types else event.type,
            late(event),
            facts_of(event.data),
            getattr(event, "withdrawn_by", None),
        )
        for event in events
    ]
