"""Notes, tasks, seizures and requests; and the wall around all that belongs to a case."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.cases.casework import a_case, child, hours_ago, investigator, leads, on, suspect
from tests.desk.web.pages import get, read

from nigehban.desk.access.acting import acting_as
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases import models
from nigehban.desk.cases.errors import BadTimeError, BadValueError, DoneAlreadyError, ForbiddenByLawError, StaleError
from nigehban.desk.cases.models import Case, CaseNote, Direction, ItemKind, RequestKind
from nigehban.desk.cases.use_cases import add_offence, change_care, join_lead, record_care, record_event
from nigehban.desk.cases.use_cases.feeds import make_feed
from nigehban.desk.cases.use_cases.notes import revise_note, write_diary, write_note
from nigehban.desk.cases.use_cases.requests import ask_provider, note_action, note_answer, register_foreign
from nigehban.desk.cases.use_cases.seizures import (
    add_item,
    complete_seizure,
    read_digests,
    record_seizure,
    strike_item,
)
from nigehban.desk.cases.use_cases.tasks import finish_task, give_task

pytestmark = pytest.mark.django_db
SHA256 = "ab" * 32
WHOLE = {"witness_one": "A, Street 1", "witness_two": "B, Street 2", "copy_given_to": "The owner"}


def test_a_note_is_revised_by_another_row_and_every_revision_stays(officer: Officer) -> None:
    note = write_note(officer, a_case(officer), "First words.")
    revise_note(officer, note, "Better words.", seen=1)
    assert list(CaseNote.objects.order_by("id").values_list("revision", "text")) == [
        (1, "First words."),
        (2, "Better words."),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseNote.objects.filter(pk=note.pk).update(text="Other words.")


def test_of_two_officers_who_revise_a_note_the_second_keeps_the_words(at, officer: Officer) -> None:
    case = a_case(officer)
    note = write_note(officer, case, "First words.")
    other = on(case, investigator())
    revise_note(other, note, "The other's words.", seen=1)
    with pytest.raises(StaleError):
        revise_note(officer, note, "My words.", seen=1)
    answer = at(officer).post(
        reverse("cases:revise_note", args=[case.number, note.pk]), {"seen": 1, "text": "My words."}
    )
    assert answer.status_code == 409
    assert "My words." in answer.content.decode()
    assert "The other's words." in read(answer).text.replace("&#x27;", "'")


def test_the_diary_is_numbered_without_a_gap_and_tells_of_no_day_to_come(officer: Officer) -> None:
    case = a_case(officer)
    write_note(officer, case, "A note.")
    entries = [write_diary(officer, case, f"Entry {n}.", timezone.localdate()) for n in (1, 2)]
    assert [one.number for one in entries] == [1, 2]
    with pytest.raises(BadTimeError):
        write_diary(officer, case, "Later.", date(2099, 1, 1))


def test_a_task_is_for_a_member_and_is_done_once(officer: Officer) -> None:
    case = a_case(officer)
    with pytest.raises(BadValueError, match="not on this case"):
        give_task(officer, case, "Ask the school.", investigator())
    task = give_task(officer, case, "Ask the school.", officer)
    finish_task(officer, task)
    with pytest.raises(DoneAlreadyError):
        finish_task(officer, task)


def test_a_seizure_is_complete_with_items_two_witnesses_and_a_copy_only(officer: Officer) -> None:
    case = a_case(officer)
    seizure = record_seizure(officer, case, hours_ago(5), "A house", warrant="W1")
    for short in ({"witness_two": ""}, {"copy_given_to": " "}, {"witness_two": "a, street 1 "}, {}):
        with pytest.raises(ForbiddenByLawError, match="PECA 36"):
            complete_seizure(officer, seizure, hours_ago(4), **WHOLE | short)
    item = add_item(officer, seizure, ItemKind.PHONE, "A phone", seal="S-1", digests=SHA256)
    assert item.digests == {"sha256": SHA256}
    complete_seizure(officer, seizure, hours_ago(4), **WHOLE)
    seizure.refresh_from_db()
    assert seizure.completed_at is not None
    for change in (lambda: strike_item(officer, item), lambda: add_item(officer, seizure, ItemKind.PHONE, "B")):
        with pytest.raises(DoneAlreadyError):
            change()


def test_a_seizure_without_a_warrant_starts_the_clock_to_tell_the_court(officer: Officer) -> None:
    case = a_case(officer)
    record_seizure(officer, case, hours_ago(1), "A house")
    assert case.deadlines.get(rule="D8b").state == "running"


def test_what_is_no_digest_is_refused() -> None:
    assert read_digests(f"{SHA256.upper()}, {'0' * 32}") == {"sha256": SHA256, "md5": "0" * 32}
    with pytest.raises(BadValueError, match="no MD5"):
        read_digests("abc")


def test_a_request_runs_its_clocks_by_its_own_number(officer: Officer) -> None:
    case = a_case(officer)
    given = {"provider": "An operator", "accounts": "user@example.org", "proportionality": "No other trace."}
    first = ask_provider(officer, case, RequestKind.PRESERVATION, hours_ago(3), days=30, **given)
    ask_provider(officer, case, RequestKind.PRESERVATION, hours_ago(2), **given)
    note_answer(officer, first, hours_ago(1))
    rows = case.deadlines.filter(rule="D7b").order_by("since")
    assert [row.state for row in rows] == ["met", "running"]
    with pytest.raises(DoneAlreadyError):
        note_answer(officer, first, hours_ago(1))


def test_a_foreign_request_blocks_until_the_action_is_entered(officer: Officer) -> None:
    case = a_case(officer)
    said = {"country": "Examplia", "purpose": "Identify an account."}
    entry = register_foreign(officer, case, Direction.IN, hours_ago(3), **said)
    assert case.deadlines.get(rule="D23").state == "blocked"
    note_action(officer, entry, "Answered by letter.")
    assert case.deadlines.get(rule="D23").state == "met"


def test_the_pages_of_work_show_it_and_their_forms_have_labels(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    write_diary(officer, case, "Went there.", timezone.localdate())
    give_task(officer, case, "Ask the school.", officer)
    seizure = record_seizure(officer, case, hours_ago(1), "A house")
    add_item(officer, seizure, ItemKind.PHONE, "A phone")
    register_foreign(officer, case, Direction.OUT, hours_ago(1), country="Examplia", purpose="An address.")
    number = [case.number]
    assert "Went there." in get(desk, reverse("cases:notes", args=number) + "?kind=diary").text
    assert "A phone" in get(desk, reverse("cases:seizures", args=number)).text
    assert "Examplia" in get(desk, reverse("cases:requests", args=number)).text
    for name in ("new_task", "new_seizure", "ask", "foreign", "add_party"):
        assert not get(desk, reverse(f"cases:{name}", args=number)).unlabelled
    for name in ("add_item", "complete_seizure"):
        assert not get(desk, reverse(f"cases:{name}", args=[*number, seizure.pk])).unlabelled


def test_a_form_that_was_filled_wrongly_keeps_every_word(desk: Client, officer: Officer) -> None:
    case = a_case(officer)
    sent = {
        "kind": "preservation_notice",
        "at": "1969-01-01T00:00",
        "provider": "An operator",
        "accounts": "x",
        "days": 9,
    }
    answer = desk.post(reverse("cases:ask", args=[case.number]), sent | {"proportionality": "No other trace."})
    assert answer.status_code == 422
    assert "before 1970" in read(answer).text
    assert "No other trace." in answer.content.decode()


def whole_case(officer: Officer) -> Case:
    """A case with a row in every table."""
    case = a_case(officer)
    victim, man = child(case), suspect(case)
    join_lead(officer, case, "L1", "One subject.")
    record_event(officer, case, "arrested", hours_ago(1), party=man)
    add_offence(officer, case, "PECA-22", date(2024, 1, 1))
    write_note(officer, case, "A note.")
    give_task(officer, case, "Ask.", officer)
    add_item(officer, record_seizure(officer, case, hours_ago(1), "A house"), ItemKind.PHONE, "A phone")
    given = {"provider": "An operator", "accounts": "x", "proportionality": "No other trace."}
    ask_provider(officer, case, RequestKind.DISCLOSURE, hours_ago(1), **given)
    register_foreign(officer, case, Direction.IN, hours_ago(1), country="Examplia", purpose="An address.")
    change_care(officer, victim, support_person="Somebody")
    record_care(officer, victim, "danger_now", done=True, at=hours_ago(1))
    make_feed(officer)
    return case


WALLED = [
    *("CaseLead", "CaseReferral", "CaseDeadline", "CaseOffence", "CaseTask", "CaseNote", "Seizure", "SeizedItem"),
    *("ProviderRequest", "ForeignRequest", "Care", "CareAction", "CalendarFeed"),
]


def test_every_table_of_a_case_and_its_history_is_behind_the_wall(officer: Officer) -> None:
    leads("ISB")
    with acting_as(officer):
        whole_case(officer)
    stranger = investigator()
    for name in WALLED:
        model = getattr(models, name)
        tables = [model, *([model.history.rel.related_model] if hasattr(model, "history") else [])]
        for table in tables:
            with acting_as(officer):
                assert table.objects.exists(), table
            with acting_as(stranger):
                assert not table.objects.exists(), table
