"""The supervisors' home: what is wrong is said first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import officer_with
from tests.desk.statistics.world import World
from tests.desk.web.pages import get

from nigehban.desk.access.roles import Role
from nigehban.desk.cases.models import CaseDeadline
from nigehban.desk.cases.models.deadline import Standing
from nigehban.desk.referrals.models import Load, LoadedUnit
from nigehban.desk.statistics.panels import panels
from nigehban.desk.statistics.panels.ages import histogram
from nigehban.desk.statistics.panels.imports import mismatch
from nigehban.desk.worklists.models import Act, WorkAct

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@given(st.lists(st.integers(0, 4000)))
def test_everything_has_one_bin(days: list[int]) -> None:
    counts = histogram([NOW - timedelta(days=day) for day in days], NOW)
    assert sum(count for _title, count in counts) == len(days)


def test_bins_end_on_whole_days() -> None:
    ages = [timedelta(days=1), timedelta(days=1, seconds=1), timedelta(days=90), timedelta(days=90, seconds=1)]
    counts = dict(histogram([NOW - age for age in ages], NOW))
    assert counts == {
        "up to 1 day": 1,
        "2 to 3 days": 1,
        "4 to 7 days": 0,
        "8 to 14 days": 0,
        "15 to 30 days": 0,
        "31 to 90 days": 1,
        "more than 90 days": 1,
    }


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_an_import_reconciles_only_when_nothing_is_missing(received: int, stored: int, others: int, kept: int) -> None:
    assert (mismatch(received, stored, others, kept) == 0) == (received == stored + others and stored == kept)


@pytest.mark.django_db
def test_an_import_that_lost_a_document_is_told_loudly_and_first(world: World) -> None:
    load = Load.objects.create()
    LoadedUnit.objects.create(
        name="u", load=load, received=3, stored=2, attachments=0, duplicates=0, quarantined=1, referrals=2
    )
    first = panels(officer_with(Role.SUPERVISOR), timezone.now())[0]
    assert first.id == "imports"
    assert str(load.pk) in first.alarm
    assert first.lines[0].values[-1] == 2


@pytest.mark.django_db
def test_a_missed_deadline_of_the_law_is_an_alarm(world: World) -> None:
    case = world.case("LHR")
    since = timezone.now() - timedelta(days=3)
    due = {"due": since + timedelta(days=1), "state": Standing.MISSED, "sort_at": since + timedelta(days=1)}
    CaseDeadline.objects.create(case=case, rule="D1", weight="hard", since=since, **due)
    (panel,) = (one for one in panels(officer_with(Role.SUPERVISOR), timezone.now()) if one.id == "missed")
    assert "1 deadlines of the law" in panel.alarm
    assert panel.lines[0].title == "Production before a magistrate within 24 hours"
    (panel,) = (one for one in panels(officer_with(Role.SUPERVISOR, unit="KHI"), timezone.now()) if one.id == "missed")
    assert panel.lines == ()


@pytest.mark.django_db
def test_a_supervisor_reads_who_has_how_much_and_whose_lease_was_broken(world: World) -> None:
    supervisor, clerk = officer_with(Role.SUPERVISOR), officer_with(Role.TRIAGE_ANALYST)
    WorkAct.objects.create(lead="L-1", act=Act.BREAK, officer=supervisor, to=clerk, reason="On leave.")
    world.case("LHR")
    client = Client()
    client.force_login(supervisor)
    page = get(client, "/statistics/supervisors/")
    assert clerk.service_number is not None
    assert clerk.service_number in page.text
    assert "Age of open cases" in page.text
    assert clerk.username not in page.text
