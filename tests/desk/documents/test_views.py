"""The screens of documents: chosen, filled in, read, printed, approved."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.documents.scenes import VICTIM, a_case, head, investigator, joined

from nigehban.desk.accounts.models import Officer
from nigehban.desk.audit.models import Read
from nigehban.desk.cases.models import Case
from nigehban.desk.documents.models import CaseDocument, Revision, Verdict
from nigehban.desk.documents.use_cases import begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    return investigator()


@pytest.fixture
def case(officer: Officer) -> Case:
    return a_case(officer)


def desk_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def at(name: str, case: Case, *more: object) -> str:
    return reverse(f"documents:{name}", args=[case.number, *more])


def text(answer) -> str:
    return answer.content.decode()


def test_an_officer_chooses_a_document_for_the_state_of_the_case_and_comes_to_its_fields(officer, case):
    desk = desk_of(officer)
    page = text(desk.get(at("list", case)))
    assert "Nothing was written in this case yet." in page
    assert at("new", case, "acknowledgment") in page
    assert at("new", case, "forensic_report") not in page
    answer = desk.post(at("new", case, "acknowledgment"), {"language": "ur"})
    assert answer.status_code == 302
    document = CaseDocument.objects.get()
    assert answer.url == at("fields", case, document.pk)
    assert f'value="{case.number}"' in text(desk.get(answer.url))
    assert "Acknowledgment of a complaint" in text(desk.get(at("list", case)))


def test_a_saved_form_keeps_what_was_written_and_tells_what_is_missing_beside_the_fields(officer, case):
    desk, document = desk_of(officer), begin(officer, case, "seizure_memo", "en")
    sent = {
        "based_on": "1",
        "place": "Islamabad <script>",
        "seized_at": "2026-11-22T06:45",
        "copy_given": "true",
        "witnesses.0.name": "First Neighbour",
        "items.0.number": "1",
        "items.1.number": "",
        "items.2.number": "3",
        "holder.0.name": "Somebody",
        "more": "1",
    }
    answer = desk.post(at("fields", case, document.pk), sent)
    assert answer.url == at("fields", case, document.pk)
    fields = Revision.objects.get(number=2).fields
    assert fields["seized_at"] == "2026-11-22T01:45:00+00:00"
    assert fields["items"] == [{"number": "1"}, {"number": "3"}]
    assert fields["holder"] == {"name": "Somebody"}
    assert fields["copy_given"] is True
    page = text(desk.get(answer.url))
    assert "A seizure needs two witnesses." in page
    assert 'value="2026-11-22T06:45"' in page
    assert "Islamabad &lt;script&gt;" in page
    assert 'name="witnesses.2.name"' in page


def test_a_stale_form_changes_nothing_and_shows_what_was_written(officer, case):
    desk, document = desk_of(officer), begin(officer, case, "fir", "en")
    assert desk.post(at("fields", case, document.pk), {"based_on": "1"}).status_code == 302
    answer = desk.post(at("fields", case, document.pk), {"based_on": "1", "place": "My place"})
    assert answer.status_code == 409
    assert "saved revision 2 meanwhile" in text(answer)
    assert 'value="My place"' in text(answer)
    assert desk.post(at("words", case, document.pk), {"based_on": "x", "p.0": "Mine"}).status_code == 409


def test_words_are_edited_as_text_and_tables_stay(officer, case):
    desk, document = desk_of(officer), begin(officer, case, "acknowledgment", "en")
    assert "Paragraph 1" in text(desk.get(at("words", case, document.pk)))
    sent = {"based_on": "1", "p.0": "Dear <b>Sir</b>\n\nMadam", "p.1": "", "p.more": "Yours"}
    assert desk.post(at("words", case, document.pk), sent).status_code == 302
    html = Revision.objects.get(number=2).html
    assert '<p class="said" dir="ltr">Dear &lt;b&gt;Sir&lt;/b&gt;</p><p class="said" dir="ltr">Madam</p>' in html
    assert html.endswith('<p class="said" dir="ltr">Yours</p>')
    assert "<table" in html
    assert "If a child is in danger now" in html
    assert "words edited" in text(desk.get(at("document", case, document.pk)))
    assert "writes the text anew" in text(desk.get(at("fields", case, document.pk)))


def test_a_document_shows_its_source_and_is_printed_with_a_name_that_holds_none(officer, case):
    desk, document = desk_of(officer), begin(officer, case, "fir", "ur")
    page = text(desk.get(at("document", case, document.pk)))
    assert 'lang="ur" dir="rtl"' in page
    assert "CrPC 154" in page
    answer = desk.get(at("pdf", case, document.pk, 1))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{case.number}-fir-{document.pk}-1.pdf"'
    assert Read.objects.filter(kind="document", record=str(document.pk)).count() == 2


def test_the_head_of_the_circle_sends_back_and_then_approves(officer, case):
    desk, document = desk_of(head()), begin(officer, case, "fir", "en")
    page = text(desk.get(at("document", case, document.pk)))
    assert "Before it can be approved" in page
    assert re.search(r'<button class="main" data-key="a" disabled', page)
    desk.post(at("approve", case, document.pk), {"revision": "1"})
    assert not Verdict.objects.exists()
    desk.post(at("send_back", case, document.pk), {"revision": "1", "reason": "Name the offences."})
    assert "Name the offences." in text(desk_of(officer).get(at("document", case, document.pk)))


def test_the_writer_is_offered_no_decision_on_a_fir(officer, case):
    document = begin(officer, case, "fir", "en")
    page = text(desk_of(officer).get(at("document", case, document.pk)))
    assert "Another person approves it" in page
    assert at("approve", case, document.pk) not in page
    assert desk_of(officer).post(at("approve", case, document.pk), {"revision": "1"}).status_code == 403


def test_a_court_copy_asks_why_and_logs_whose_identity_was_opened(officer, case):
    desk = desk_of(officer)
    answer = desk.post(at("new", case, "challan"), {"language": "en", "court_copy": "on"})
    assert answer.status_code == 422
    assert "Say why the court needs the identity." in text(answer)
    sent = {"language": "en", "court_copy": "on", "reason": "Ordered by the court."}
    assert desk.post(at("new", case, "challan"), sent).status_code == 302
    assert Read.objects.filter(kind="identity", reason="Ordered by the court.").exists()
    assert VICTIM in text(desk.get(at("document", case, CaseDocument.objects.get().pk)))
    assert "court copy" in text(desk.get(at("list", case)))


@pytest.mark.parametrize("name", ["document", "fields", "words"])
def test_a_stranger_finds_no_document(officer, case, name):
    document = begin(officer, case, "fir", "en")
    assert desk_of(investigator()).get(at(name, case, document.pk)).status_code == 404


def test_an_unknown_document_or_revision_is_no_page(officer, case):
    desk, document = desk_of(officer), begin(officer, case, "fir", "en")
    assert desk.get(at("new", case, "poem")).status_code == 404
    assert desk.get(at("new", case, "forensic_report")).status_code == 404
    assert desk.get(at("revision", case, document.pk, 9)).status_code == 404
    assert desk.get(at("revision", case, document.pk, 1)).status_code == 200


def test_a_list_of_documents_asks_the_database_as_often_for_one_as_for_many(
    officer, case, django_assert_max_num_queries
):
    desk = desk_of(joined(case, head()))
    for _ in range(4):
        begin(officer, case, "fir", "en")
    with django_assert_max_num_queries(30):
        assert desk.get(at("list", case)).status_code == 200
