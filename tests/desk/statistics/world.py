"""Cases with events, written in one go: only what statistics look at."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.models import Case, CaseEvent, Party, PartyRole, Person
from nigehban.desk.cases.models.event import WITHDRAWN

KARACHI = ZoneInfo("Asia/Karachi")


def local(text: str) -> datetime:
    """A time on Pakistan's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=KARACHI)


class World:
    """A register of cases; every event was recorded an hour after it happened unless told otherwise."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        self._cases = 0
        self._parties = 0

    def case(self, unit: str = "ISB", **more: object) -> Case:
        self._cases += 1
        number = f"{unit}-2022-{self._cases:05d}"
        fields = {"state": "enquiry", "gist": "synthetic", "pack": "pk", "opened_by": self.officer} | more
        return Case.objects.create(number=number, unit=unit, **fields)

    def person(self) -> Person:
        return Person.objects.create(name="Synthetic Person", recorded_by=self.officer)

    def suspect(self, case: Case, person: Person | None = None) -> Party:
        self._parties += 1
        return Party.objects.create(
            case=case, role=PartyRole.SUSPECT, pseudonym=f"S{self._parties}", person=person, added_by=self.officer
        )

    def event(
        self,
        case: Case,
        type_: str,
        at: str,
        party: Party | None = None,
        *,
        recorded: str = "",
        ref: str = "",
        **data: object,
    ) -> CaseEvent:
        happened = local(at)
        return CaseEvent.objects.create(
            case=case,
            type=type_,
            at=happened,
            recorded_at=local(recorded) if recorded else min(happened + timedelta(hours=1), timezone.now()),
            recorded_by=self.officer,
            party=party,
            ref=ref,
            data=data,
        )

    def withdraw(self, event: CaseEvent, recorded: str) -> CaseEvent:
        return CaseEvent.objects.create(
            case=event.case,
            type=WITHDRAWN,
            at=event.at,
            recorded_at=local(recorded),
            recorded_by=self.officer,
            party=event.party,
            withdraws=event,
            data={"reason": "entered twice"},
        )
