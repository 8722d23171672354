"""PostgreSQL is killed while officers work: they are told, the desk comes back by itself, and nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.use_cases import issue_login_link
from nigehban.desk.database import kept_running
from nigehban.desk.database.cluster import Cluster
from nigehban.desk.leads.models import Lead, LeadAct
from nigehban.desk.worklists.models import Item, WorkAct

from .serving import served
from .visitor import Answer, Visitor

CLIENTS, LEADS, KILLS = 4, 500, 2
BACK_WITHIN_SECONDS = 20.0
ACTS = {"set_aside": {"reason": "Looked at: no child is at risk.", "seen": "1"}, "hold": {"reason": "H", "hours": "24"}}


@dataclass
class Shift:
    """What one officer was answered: every answer, and the leads of which an act was answered as done."""

    desk: str
    visitor: Visitor = field(default_factory=Visitor)
    answers: list[Answer] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)

    def work(self, over: Event) -> None:
        """Decide of lead after lead. What the desk could not do is tried again, as its page says."""
        page = self._home()
        while not over.is_set():
            page = self._decide(page) if "/leads/L" in page.address and page.status == 200 else self._next()

    def _decide(self, page: Answer) -> Answer:
        act = ("set_aside", "hold")[len(self.done) % 2]
        action = f"/{act.replace('_', '-')}/"
        if action not in page.text:
            return self._next()
        answer = self._kept(self.visitor.send(page, action, **ACTS[act]))
        if action not in answer.address:  # it was done, and led on
            self.done[page.address.split("/")[4]] = act
        return answer

    def _next(self) -> Answer:
        page = self._home()
        if page.status != 200:
            time.sleep(0.1)
            return page
        return self._kept(self.visitor.send(page, "/worklist/next/", queue="triage"))

    def _home(self) -> Answer:
        return self._kept(self.visitor.get(f"{self.desk}/worklist/"))

    def _kept(self, answer: Answer) -> Answer:
        self.answers.append(answer)
        return answer


@pytest.fixture
def cluster(desk_home: Path) -> Iterator[Cluster]:
    """The server of the tests, which is killed; afterwards this process has a new connection to the new one."""
    yield Cluster(desk_home)
    connection.close()


@pytest.mark.volume
@pytest.mark.django_db(transaction=True)
def test_postgresql_killed_under_load_comes_back_and_what_was_answered_as_done_is_there(
    desk_home: Path, cluster: Cluster
) -> None:
    replace_list([lead_row(number) for number in range(1, LEADS + 1)])
    secrets = [issue_login_link(officer_with(Role.TRIAGE_ANALYST)) for _ in range(CLIENTS)]
    over = Event()
    with kept_running(), served(desk_home) as desk, ThreadPoolExecutor(CLIENTS) as pool:
        shifts = [Shift(desk) for _ in secrets]
        for shift, secret in zip(shifts, secrets, strict=True):
            shift.visitor.send(shift.visitor.get(f"{desk}/login/once/{secret}/"), "")
        working = [pool.submit(shift.work, over) for shift in shifts]
        try:
            for _ in range(KILLS):
                _wait_for_acts(shifts)
                _kill(cluster)
                _wait_for_acts(shifts)
        finally:
            over.set()
        for one in working:
            one.result()
    connection.close()
    _told_in_words(shifts)
    _all_is_there({lead: act for shift in shifts for lead, act in shift.done.items()})


def _wait_for_acts(shifts: list[Shift]) -> None:
    """Until every officer decided of two more leads."""
    before = [len(shift.done) for shift in shifts]
    deadline = time.monotonic() + BACK_WITHIN_SECONDS
    while any(len(shift.done) < count + 2 for shift, count in zip(shifts, before, strict=True)):
        assert time.monotonic() < deadline, [shift.answers[-1][:2] for shift in shifts]
        time.sleep(0.05)


def _kill(cluster: Cluster) -> None:
    pid = cluster.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def _told_in_words(shifts: list[Shift]) -> None:
    answers = [answer for shift in shifts for answer in shift.answers]
    assert {answer.status for answer in answers} <= {200, 409, 503}
    away = [answer for answer in answers if answer.status == 503]
    assert away
    assert all(answer.headers["Retry-After"] for answer in away)
    assert all("The database is away" in answer.text for answer in away)


def _all_is_there(answered: dict[str, str]) -> None:
    """What was answered as done is in the database, and all that is there is whole."""
    acts = dict(WorkAct.objects.filter(act__in=ACTS).values_list("lead", "act"))
    assert answered.items() <= acts.items()
    aside, held = ({lead for lead, act in acts.items() if act == one} for one in ("set_aside", "hold"))
    assert set(Lead.objects.filter(state="archived").values_list("pk", flat=True)) == aside
    assert set(LeadAct.objects.filter(act="archive").values_list("lead", flat=True)) == aside
    assert set(Item.objects.filter(place="held").values_list("lead", flat=True)) == held
