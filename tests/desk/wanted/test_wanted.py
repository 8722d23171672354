"""Two officers answer for an entry, it ends by itself, its case learns of it; a table is looked at before it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.desk.custody.cases import an_accused, investigator
from tests.desk.officers import officer_with

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Permission, Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.custody.errors import NoSuchAccusedError
from nigehban.desk.custody.use_cases import withdraw_step
from nigehban.desk.wanted.errors import BadEndError, NoWhyError, SameOfficerError, WrongStandError
from nigehban.desk.wanted.forms import EntryForm
from nigehban.desk.wanted.importing import preview, take_in
from nigehban.desk.wanted.models import Stand, WantedEntry
from nigehban.desk.wanted.selectors import entry_page
from nigehban.desk.wanted.use_cases import approve, correct, propose, remove, review

pytestmark = pytest.mark.django_db
HEADER = "edition,serial,name,status,circle,basis,expires_on,cnic,cnic_blacklisted,proclaimed_on,case,accused"


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def proposed(officer: Officer | None = None, **stated) -> WantedEntry:
    known = {
        "edition": "Red Book 13", "serial": "1", "name": "Invented Name", "circle": "GRW", "basis": "FIR 1/2026",
        "expires_on": days(90),
    }  # fmt: skip
    return propose(officer or investigator(), **known | stated)


def listed(**stated) -> tuple[WantedEntry, Officer]:
    entry, director = proposed(**stated), officer_with(Role.DIRECTOR)
    approve(director, entry)
    entry.refresh_from_db()
    return entry, director


def on_the_list(stand: Stand = Stand.LISTED, day: date | None = None) -> list[WantedEntry]:
    return list(WantedEntry.objects.standing(stand, day))


def test_an_entry_is_on_the_list_once_another_officer_approved_it_and_its_case_learns_of_it():
    party = an_accused()
    entry = proposed(party.case.opened_by, party=party)
    assert on_the_list() == []
    assert not party.events.exists()
    approve(officer_with(Role.DIRECTOR), entry)
    assert on_the_list() == [entry]
    event = party.events.get()
    assert (event.type, event.data["list"], event.ref) == ("wanted_listed", "red_book", "Red Book 13 1")


def test_nobody_approves_their_own_entry_and_only_who_may_approves():
    director = officer_with(Role.DIRECTOR)
    entry = proposed(director)
    with pytest.raises(SameOfficerError):
        approve(director, entry)
    with pytest.raises(NotPermittedError):
        approve(investigator(), entry)
    assert on_the_list() == []


def test_an_entry_is_approved_once():
    entry, _ = listed()
    with pytest.raises(WrongStandError, match="listed"):
        approve(officer_with(Role.DIRECTOR), entry)


@pytest.mark.parametrize("count", [0, -1, 1000])
def test_an_entry_has_an_end_within_two_years(count):
    with pytest.raises(BadEndError):
        proposed(expires_on=days(count))


def test_an_entry_falls_out_by_itself_and_waits_for_its_review():
    entry, director = listed()
    assert on_the_list(day=days(90)) == [entry]
    assert on_the_list(day=days(91)) == []
    assert on_the_list(Stand.REVIEW, days(91)) == [entry]
    review(director, entry, days(200), "Still sought.")
    assert on_the_list(day=days(91)) == [entry]


def test_an_expired_entry_is_renewed_by_another_officer_with_its_basis_and_its_case_learns_until_when():
    party = an_accused()
    entry, director = listed(party=party)
    WantedEntry.objects.filter(pk=entry.pk).update(expires_on=days(-1))
    pages = desk_of(director)
    assert "have expired" in pages.get(reverse("wanted:list")).content.decode()
    expired = pages.get(f"{reverse('wanted:list')}?stand=review").content.decode()
    assert "expired, review or remove" in expired
    assert "Invented Name" in expired
    other = officer_with(Role.DIRECTOR)
    review(other, entry, days(200), "Still sought.", "Warrant 7/2026")
    entry.refresh_from_db()
    assert (entry.stand, entry.approved_by, entry.basis) == (Stand.LISTED, other, "Warrant 7/2026")
    told = [(event.type, event.data["until"]) for event in party.events.order_by("id")]
    assert told == [("wanted_listed", str(days(90))), ("wanted_renewed", str(days(200)))]
    assert "have expired" not in pages.get(reverse("wanted:list")).content.decode()


def test_who_proposed_an_entry_does_not_renew_it():
    proposer = officer_with(Role.DIRECTOR)
    entry = proposed(proposer)
    approve(officer_with(Role.DIRECTOR), entry)
    with pytest.raises(SameOfficerError):
        review(proposer, entry, days(200), "Still sought.")


def test_who_is_taken_off_is_off_and_the_case_learns_of_it():
    party = an_accused()
    entry, director = listed(party=party)
    with pytest.raises(NoSuchAccusedError):
        withdraw_step(director, party, party.events.get().pk, "Not here: the entry would stay on the list.")
    with pytest.raises(NoWhyError):
        remove(director, entry, " ")
    remove(director, entry, "Acquitted.")
    assert on_the_list() == []
    assert [event.type for event in party.events.order_by("id")] == ["wanted_listed", "wanted_removed"]
    with pytest.raises(WrongStandError):
        remove(director, entry, "Again.")


def test_who_the_person_is_is_corrected_by_who_may_approve_and_the_reason_stays():
    entry, director = listed()
    officer = investigator()
    correct(officer, entry, "Seen abroad.", last_country="AE")
    with pytest.raises(NotPermittedError):
        correct(officer, entry, "Another spelling.", name="Invented Nama")
    with acting_as(director):
        correct(director, entry, "Another spelling.", name="Invented Nama")
    kept = entry.history.order_by("pgh_id").last()
    assert (kept.name, kept.pgh_context["reason"]) == ("Invented Nama", "Another spelling.")


def test_the_list_is_seen_by_who_sees_cases_in_the_database_as_in_the_resolver():
    entry, _ = listed()
    for role in Role:
        officer = officer_with(role, unit="ISB")
        resolved = list(WantedEntry.objects.visible_to(officer))
        with acting_as(officer):
            assert list(WantedEntry.objects.all()) == resolved
            assert WantedEntry.history.rel.related_model.objects.exists() == bool(resolved)
        assert resolved == ([entry] if Permission.SEE_CASES in role.permissions else [])


def line(serial: str = "7", **stated: str) -> str:
    row = {
        "edition": "Red Book 13", "serial": serial, "name": "Invented Name", "status": "at_large", "circle": "GRW",
        "basis": "FIR 1/2026", "expires_on": str(days(90)),
    }  # fmt: skip
    known = row | stated
    return ",".join(known.get(name, "") for name in HEADER.split(","))


def test_a_table_is_shown_with_its_problems_and_only_good_lines_are_taken_in():
    proposed(serial="3")
    text = "\n".join([
        HEADER, line("1", cnic="35202-1234567-1", cnic_blacklisted="yes"), line("2", status="proclaimed"), line("3"),
        line("1"), line("5", circle="nowhere"), line("6", expires_on=""), line("7", case="ISB-2026-99999"),
    ])  # fmt: skip
    officer = investigator()
    lines = preview(officer, text)
    assert [one.number for one in lines if not one.problems] == [2]
    said = {one.number: " ".join(one.problems) for one in lines}
    for number, word in (
        (3, "CrPC 87"),
        (4, "already"),
        (5, "already"),
        (6, "Circle"),
        (7, "Ends"),
        (8, "Case number"),
    ):
        assert word in said[number]
    assert take_in(officer, lines) == 1
    taken = WantedEntry.objects.get(serial="1")
    assert taken.papers == {"cnic": {"number": "35202-1234567-1", "blacklisted": True}}
    assert taken.stand is Stand.PROPOSED


def test_a_proclaimed_offender_has_the_day_of_the_proclamation():
    form = EntryForm(investigator(), {"status": "proclaimed"})
    assert "CrPC 87" in str(form.errors["proclaimed_on"])


def desk_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def test_a_file_is_looked_at_first_and_taken_in_when_it_is_sent_again():
    desk, address = desk_of(investigator()), reverse("wanted:import")
    text = f"{HEADER}\n{line('9')}\n"
    page = desk.post(address, {"table": SimpleUploadedFile("list.csv", text.encode())})
    assert page.status_code == 200
    assert not WantedEntry.objects.exists()
    assert desk.post(address, {"text": page.context["text"]}).status_code == 302
    assert WantedEntry.objects.get().serial == "9"
    for wrong in (b"\xff\xfe", b"name\nInvented\n", b""):
        assert desk.post(address, {"table": SimpleUploadedFile("list.csv", wrong)}).status_code == 422


def test_an_entry_is_proposed_approved_corrected_reviewed_and_taken_off_on_its_pages():
    officer, director = investigator(), officer_with(Role.DIRECTOR)
    desk, chief = desk_of(officer), desk_of(director)
    sent = {
        "edition": "Red Book 13", "serial": "1", "name": "Invented Name", "status": "at_large", "circle": "GRW",
        "basis": "FIR 1/2026", "notice_type": "red", "notice_number": "A-1",
    }  # fmt: skip
    assert desk.post(reverse("wanted:propose"), sent | {"expires_on": days(90)}).status_code == 302
    entry = WantedEntry.objects.get()

    def at(name: str) -> str:
        return reverse(f"wanted:{name}", args=[entry.pk])

    assert desk.post(at("approve"), {"sent": ""}).status_code == 403
    assert chief.post(at("approve"), {"sent": ""}).status_code == 302
    assert chief.post(at("correct"), sent | {"name": "Invented Nama", "reason": "Spelling."}).status_code == 302
    renewed = {"until": days(300), "basis": "FIR 1/2026", "reason": "Still sought."}
    assert chief.post(at("review"), renewed).status_code == 302
    page = desk.get(at("entry")).content.decode()
    assert "Invented Nama" in page
    assert "<img" not in page
    assert "Invented Nama" in desk.get(reverse("wanted:list")).content.decode()
    assert chief.post(at("remove"), {"reason": "Acquitted."}).status_code == 302
    assert "Invented Nama" not in desk.get(reverse("wanted:list")).content.decode()


def test_the_list_is_read_by_an_index_without_counting():
    for serial in range(3):
        proposed(serial=str(serial))
    director = officer_with(Role.DIRECTOR)
    with CaptureQueriesContext(connection) as asked:
        entry_page(director, Stand.LISTED, "9")
    (statement,) = [one["sql"] for one in asked.captured_queries if "wanted_wantedentry" in one["sql"]]
    assert "OFFSET" not in statement.upper()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "wanted_current" in plan or "wanted_wantedentry_pkey" in plan
    assert "Sort" not in plan
