"""Two officers answer for what is issued; what was prepared stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.desk.officers import officer_with
from tests.desk.statistics.world import World

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.statistics.computing import scope
from nigehban.desk.statistics.errors import (
    EndedIssueError,
    NoReasonError,
    NoSuchProductError,
    NotApprovedError,
    StaleIssueError,
    TwoPersonsError,
)
from nigehban.desk.statistics.models import Issue
from nigehban.desk.statistics.telling import digest, tell
from nigehban.desk.statistics.use_cases import approve_issue, prepare_issue, publish_issue, refuse_issue, set_target
from nigehban.jurisdiction.statistics import Period, load_statistics

pytestmark = pytest.mark.django_db
WEEK = Period(date(2022, 3, 7), date(2022, 3, 13))
PRODUCTS = load_statistics("pk").products


@pytest.fixture
def director() -> Officer:
    return officer_with(Role.DIRECTOR)


def prepared(officer: Officer) -> Issue:
    return prepare_issue(officer, PRODUCTS["weekly_bulletin"], scope(WEEK))


def test_who_prepared_it_does_not_approve_it(world: World, director: Officer) -> None:
    issue = prepared(director)
    with pytest.raises(TwoPersonsError):
        approve_issue(director, issue, issue.digest)
    with pytest.raises(NotApprovedError, match="director"):
        publish_issue(director, issue)


def test_a_second_officer_approves_and_it_is_published_once(world: World, director: Officer) -> None:
    issue = prepared(officer_with(Role.SUPERVISOR))
    approve_issue(director, issue, issue.digest)
    publish_issue(director, issue)
    with pytest.raises(EndedIssueError):
        publish_issue(director, issue)
    with pytest.raises(EndedIssueError):
        refuse_issue(director, issue, "Too late.")


def test_only_the_role_that_the_product_names_approves(world: World, director: Officer) -> None:
    issue = prepared(director)
    with pytest.raises(NotPermittedError):
        approve_issue(officer_with(Role.SUPERVISOR), issue, issue.digest)


def test_what_was_not_seen_is_not_approved(world: World, director: Officer) -> None:
    issue = prepared(officer_with(Role.SUPERVISOR))
    with pytest.raises(StaleIssueError):
        approve_issue(director, issue, "0" * 64)


def test_a_refusal_says_why(world: World, director: Officer) -> None:
    issue = prepared(officer_with(Role.SUPERVISOR))
    with pytest.raises(NoReasonError):
        refuse_issue(director, issue, " ")
    assert refuse_issue(director, issue, "The week is not over.").reason == "The week is not over."


def test_an_officer_without_the_permission_prepares_nothing(world: World) -> None:
    with pytest.raises(NotPermittedError):
        prepared(officer_with(Role.INVESTIGATING_OFFICER))


def test_what_was_issued_stays_as_it_was(world: World, director: Officer) -> None:
    world.event(world.case(), "incident_reported", "2022-03-08T10:00")
    issue = prepared(director)
    world.event(world.case(), "incident_reported", "2022-03-08T10:00")
    kept = Issue.objects.get(pk=issue.pk)
    assert digest(kept.content) == kept.digest
    with pytest.raises(DatabaseError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(digest="0")


def test_the_product_made_again_as_of_then_says_the_same(world: World, director: Officer) -> None:
    """But for what was asked: the answer of the past is read with the history beside it."""
    world.event(world.case(), "incident_reported", "2022-03-08T10:00", city="lahore")
    issue = prepared(director)
    again = tell(PRODUCTS["weekly_bulletin"], scope(WEEK, as_of=issue.as_of), outside=True)
    told = [{key: value for key, value in one.items() if key != "query"} for one in issue.content["figures"]]
    assert [{key: value for key, value in one.items() if key != "query"} for one in again["figures"]] == told


def told_provinces(issue: Issue) -> dict[str, int | None]:
    (figure,) = [one for one in issue.content["figures"] if one["id"] == "incidents"]
    rows = figure["tables"]["province"]["rows"]
    return {"": figure["value"]} | {row["title"]["en"]: row["value"] for row in rows}


def incidents(world: World, count: int, province: str) -> None:
    for _number in range(count):
        world.event(world.case(), "incident_reported", "2022-03-08T10:00", province=province)


def test_a_second_issue_of_the_same_days_hides_what_subtracting_it_from_the_first_would_tell(
    world: World, director: Officer
) -> None:
    incidents(world, 12, "Punjab")
    first = prepared(officer_with(Role.SUPERVISOR))
    approve_issue(director, first, first.digest)
    incidents(world, 2, "Sindh")
    late = prepared(officer_with(Role.SUPERVISOR))
    assert told_provinces(late) == {"": 14, "Punjab": None, "Sindh": None}
    publish_issue(director, first)
    assert told_provinces(first) == {"": 12, "Punjab": 12}
    second = prepared(officer_with(Role.SUPERVISOR))
    assert told_provinces(second) == {"": None, "Punjab": 12, "Sindh": None}
    approve_issue(director, late, late.digest)
    with pytest.raises(StaleIssueError, match=f"no. {first.pk}"):
        publish_issue(director, late)
    approve_issue(director, second, second.digest)
    publish_issue(director, second)


def test_a_target_stands_beside_what_was_reached(world: World, director: Officer) -> None:
    product = PRODUCTS["director_priorities"]
    for _number in range(9):
        world.event(world.case("LHR"), "fir_recorded", "2022-03-08T10:00")
    set_target(director, product, "firs_registered", scope(WEEK), 30)
    set_target(director, product, "firs_registered", scope(WEEK), 20)
    (row,) = tell(product, scope(WEEK), outside=False)["targets"]
    assert (row["target"], row["value"], row["percent"]) == (20, 9, 45)
    with pytest.raises(NoSuchProductError):
        set_target(director, PRODUCTS["weekly_bulletin"], "incidents", scope(WEEK), 5)
    with pytest.raises(NotPermittedError):
        set_target(officer_with(Role.LEGAL_OFFICER), product, "firs_registered", scope(WEEK), 5)


def test_every_approval_that_a_pack_names_is_a_role_of_the_desk() -> None:
    for pack in ("pk", "example"):
        for product in load_statistics(pack).products.values():
            assert set(product.approvals) <= set(Role.values)
