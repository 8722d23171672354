"""A changed pack has the deadlines of its open cases made anew, once; nothing that an officer did is lost."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desk.cases.casework import a_case, hours_ago, investigator, suspect

from nigehban.desk.cases.deadlines import rederive
from nigehban.desk.cases.following import follow_packs
from nigehban.desk.cases.models import Case, CaseEvent
from nigehban.jurisdiction import find_pack, rules_digest

pytestmark = pytest.mark.django_db


class Told:
    """The totals of the steps that were told."""

    def __init__(self) -> None:
        self.totals: list[int] = []
        self.done = 0

    def __call__(self, title: str) -> nullcontext[Told]:
        return nullcontext(self)

    def total(self, amount: int) -> None:
        self.totals.append(amount)

    def advance(self, amount: int = 1) -> None:
        self.done += amount


def arrested(state: str = "received") -> Case:
    case = a_case(investigator(), state=state)
    at = hours_ago(2)
    CaseEvent.objects.create(case=case, type="arrested", at=at, party=suspect(case), recorded_by=case.opened_by)
    rederive(case)
    return case


def a_day_given(case: Case) -> timedelta:
    (row,) = case.deadlines.filter(rule="D1").order_by("id")
    assert row.due is not None
    return row.due - row.since


@pytest.fixture
def halved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack with 12 hours where it had 24; it is found from then on."""
    folder = tmp_path / "pk"
    shutil.copytree(find_pack("pk"), folder, ignore=shutil.ignore_patterns("geo", "tests", "stats"))
    rules = folder / "procedure/deadlines.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('within = "PT24H"', 'within = "PT12H"'), encoding="utf-8")
    monkeypatch.setenv("NIGEHBAN_PACKS", str(tmp_path))
    return folder


def test_a_changed_pack_has_the_rows_of_open_cases_made_anew_and_leaves_what_officers_did(
    request: pytest.FixtureRequest,
) -> None:
    case, ended = arrested(), arrested("closed")
    assert follow_packs(Told()) == []
    before = list(case.events.values()), list(case.deadlines.values_list("rule", flat=True))
    assert a_day_given(case) == timedelta(hours=24)
    request.getfixturevalue("halved")
    told = Told()
    assert follow_packs(told) == []
    assert (told.totals, told.done) == ([1], 1)
    assert (a_day_given(case), a_day_given(ended)) == (timedelta(hours=12), timedelta(hours=24))
    assert (list(case.events.values()), list(case.deadlines.values_list("rule", flat=True))) == before


def test_a_pack_that_stayed_as_it_was_is_read_once() -> None:
    arrested()
    first, second = Told(), Told()
    follow_packs(first)
    follow_packs(second)
    assert (first.totals, second.totals) == ([1], [])


def test_a_pack_that_is_gone_is_told_and_the_rows_stay() -> None:
    case = arrested()
    Case.objects.filter(pk=case.pk).update(pack="nowhere")
    (problem,) = follow_packs(Told())
    assert "nowhere" in problem
    assert a_day_given(case) == timedelta(hours=24)


def test_the_digest_of_a_pack_is_that_of_its_rules(halved: Path, tmp_path: Path) -> None:
    first = rules_digest(halved)
    (halved / "org/roles.toml").write_text("", encoding="utf-8")
    assert rules_digest(halved) == first
    (halved / "law/acts.toml").write_text("", encoding="utf-8")
    assert rules_digest(halved) != first
