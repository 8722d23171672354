"""Steps of a case: whose they are, what they record, and two officers at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.desk.cases.casework import a_case, hours_ago, investigator, on, suspect
from tests.desk.officers import officer_with
from tests.desk.work import counted

from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.cases.errors import BadValueError, ForbiddenByLawError, NoSuchStepError, StaleError
from nigehban.desk.cases.steps import steps_from
from nigehban.desk.cases.templatetags.cases import stated
from nigehban.desk.cases.use_cases import move_case, record_event

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[3] / "packs" / "example"


def test_a_step_records_its_events_and_raises_the_version() -> None:
    lawyer = officer_with(Role.LEGAL_OFFICER)
    case = a_case(officer_with(Role.DIRECTOR), state="legal_review")
    data = {"register_number": "14/2026", "kind": "csam"}
    moved = move_case(lawyer, case, "case_registered", version=1, at=hours_ago(2), data=data)
    assert (moved.state, moved.version, moved.register_number) == ("case_registered", 2, "14/2026")
    assert [event.type for event in moved.events.all()] == ["fir_recorded"]
    assert moved.deadlines.get(rule="D5").state == "running"


def test_a_step_is_refused_to_who_has_no_role_for_it_or_has_it_in_another_unit() -> None:
    case = a_case(investigator(), state="enquiry")
    for officer in (case.opened_by, on(case, officer_with(Role.ENQUIRY_OFFICER, unit="KHI"))):
        with pytest.raises(NotPermittedError):
            move_case(officer, case, "cfr", version=1)
    case_officer = on(case, officer_with(Role.ENQUIRY_OFFICER, unit="ISB"))
    assert move_case(case_officer, case, "cfr", version=1).state == "cfr"


def test_of_two_officers_with_the_same_screen_the_second_is_told() -> None:
    case = a_case(investigator(), state="case_registered")
    first, second = case.opened_by, on(case, investigator())
    move_case(first, case, "forensics", version=1)
    with pytest.raises(StaleError):
        move_case(second, case, "cancelled", version=1)
    case.refresh_from_db()
    assert case.state == "forensics"


def test_a_state_that_no_step_leads_to_is_refused() -> None:
    case = a_case(investigator(), state="case_registered")
    with pytest.raises(NoSuchStepError):
        move_case(case.opened_by, case, "judgment", version=1)


def test_an_arrest_needs_to_say_whom_it_concerns() -> None:
    case = a_case(investigator(), state="case_registered")
    with pytest.raises(BadValueError, match="whom"):
        move_case(case.opened_by, case, "arrest", version=1)
    assert not case.events.exists()


def test_remand_of_a_woman_to_police_custody_is_foreseen_and_refused() -> None:
    case = a_case(investigator(), state="arrest")
    woman = suspect(case, sex="F")
    steps = {step.end: step for step in steps_from(case.opened_by, case)}
    assert [(one.party, one.row.rule.basis) for one in steps["physical_remand"].blocked] == [(woman, "CrPC 167(5)")]
    assert not steps["judicial_remand"].blocked
    with pytest.raises(ForbiddenByLawError, match="167"):
        move_case(case.opened_by, case, "physical_remand", version=1, party=woman, data={"days": 2})
    case.refresh_from_db()
    assert (case.state, case.version) == ("arrest", 1)


def test_a_step_of_a_court_is_recorded_by_the_investigating_officer() -> None:
    case = a_case(investigator(), state="final_challan")
    (step,) = steps_from(case.opened_by, case)
    assert step.mine
    assert step.offices[0].outside
    move_case(case.opened_by, case, "cognizance", version=1)
    assert sorted(case.deadlines.values_list("rule", flat=True)) == ["D17", "D18", "D19"]


def test_a_case_with_a_thousand_events_takes_another_at_little_work() -> None:
    case = a_case(investigator())
    rows = [
        case.events.model(
            case=case, type="hearing_held", at=hours_ago(2000 - n), ref=str(n), recorded_by=case.opened_by
        )
        for n in range(1000)
    ]
    case.events.bulk_create(rows)

    with counted() as work:
        record_event(case.opened_by, case, "hearing_entered", hours_ago(1), ref="7")
    assert work.rows < 10 * 1000
    assert work.calls < 1000 * 1000  # of pairs of events alone there are half as many, each with calls of its own


def test_codes_in_the_data_of_events_are_shown_by_the_names_that_the_pack_has_for_them() -> None:
    data = {"kind": "human_smuggling", "city": "Quetta", "journey_hours": 3, "grounds_told": True}
    shown = dict(stated(data, "pk"))
    assert shown == {"kind": "Smuggling of migrants", "city": "Quetta", "journey hours": "3", "grounds told": "yes"}
    with override("ur"):
        assert {"کوئٹہ", "انسانی سمگلنگ"} <= {value for _key, value in stated(data, "pk")}


def test_the_data_of_events_are_shown_as_they_are_where_a_pack_defines_no_figures(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack", ignore=shutil.ignore_patterns("stats"))
    assert stated({"city": "quetta"}, str(tmp_path / "pack")) == [("city", "quetta")]
