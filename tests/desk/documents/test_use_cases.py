"""Documents of a case: begun, revised, approved by another; nothing is overwritten."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.desk.documents.scenes import VICTIM, a_case, head, investigator, joined
from tests.desk.officers import officer_with
from tests.jurisdiction.documents.made import complete

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.cases.errors import NoSuchCaseError
from nigehban.desk.cases.models import Case, Party
from nigehban.desk.documents.errors import (
    ApprovedAlreadyError,
    NoReasonGivenError,
    NoSuchCaseDocumentError,
    NotOfThisCaseError,
    NotReadyError,
    SamePersonError,
    StaleDraftError,
)
from nigehban.desk.documents.models import CaseDocument, Revision, Verdict
from nigehban.desk.documents.selectors import of_case, shown
from nigehban.desk.documents.use_cases import approve, begin, revise, send_back
from nigehban.jurisdiction.documents import IdentityNotAllowedError, NoSuchDocumentError

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    return investigator()


@pytest.fixture
def case(officer: Officer) -> Case:
    return a_case(officer)


def finished(officer: Officer, case: Case, kind: str = "seizure_memo", **changed: object) -> CaseDocument:
    """A document that breaks no rule."""
    document = begin(officer, case, kind, "en")
    found = shown(officer, case.number, document.pk)
    revise(officer, document, based_on=1, fields=complete(found.documents, found.document) | changed)
    return document


def test_a_document_is_begun_with_what_the_case_knows(officer, case):
    accused = case.parties.get(pseudonym="Accused A")
    document = begin(officer, case, "arrest_memo", "ur", accused=accused)
    revision = shown(officer, case.number, document.pk).last
    assert revision.fields["case_number"] == case.number
    assert revision.fields["accused"]["name"] == "Accused A"
    assert case.number in revision.html
    assert len(revision.digest) == 64


def test_offences_items_and_requests_of_the_case_are_filled_in(officer, case):
    told = {"place": "House 0", "warrant": "W-1", "witness_one": "First", "witness_two": "Second"}
    seizure = case.seizures.create(ref="S-1", at=timezone.now(), made_by=officer, **told)
    known = {"kind": "phone", "description": "Phone", "seal": "X1", "digests": {"SHA-256": "a" * 64}}
    seizure.items.create(number=1, added_by=officer, **known)
    case.provider_requests.create(
        ref="P-1", kind="preservation_notice", provider="Example Inc.", accounts="one\ntwo", proportionality="Needed.",
        asked_at=timezone.now(), days=30, made_by=officer,
    )  # fmt: skip
    memo = shown(officer, case.number, begin(officer, case, "seizure_memo", "en").pk).last.fields
    assert memo["items"] == [
        {"number": "S-1/1", "description": "Phone", "found_at": "House 0", "seal": "X1", "sha256": "a" * 64}
    ]
    assert [one["name"] for one in memo["witnesses"]] == ["First", "Second"]
    notice = shown(officer, case.number, begin(officer, case, "preservation_notice", "en").pk).last.fields
    assert notice["accounts"] == [{"account": "one"}, {"account": "two"}]
    assert (notice["provider"], notice["days"]) == ("Example Inc.", 30)
    fir = shown(officer, case.number, begin(officer, case, "fir", "ur").pk).last.fields
    assert fir["offences"][0]["section"] == "22"


def test_every_revision_stays_and_the_database_refuses_to_change_one(officer, case):
    document = begin(officer, case, "fir", "en")
    revise(officer, document, based_on=1, fields={"place": "Islamabad", "evil": "<b>"})
    found = shown(officer, case.number, document.pk)
    assert [one.number for one in found.revisions] == [2, 1]
    assert found.last.fields == {"place": "Islamabad"}
    for model in (Revision, CaseDocument):
        with pytest.raises(DatabaseError, match="added only"), transaction.atomic():
            model.objects.update(**{"digest": "0"} if model is Revision else {"kind": "x"})


def test_two_officers_who_edit_the_same_draft_do_not_overwrite_each_other(officer, case):
    document = begin(officer, case, "fir", "en")
    revise(officer, document, based_on=1, fields={"place": "Islamabad"})
    with pytest.raises(StaleDraftError, match="saved revision 2 meanwhile"):
        revise(joined(case, investigator()), document, based_on=1, fields={"place": "Murree"})


def test_edited_words_are_cut_to_plain_markup_and_marked(officer, case):
    document = begin(officer, case, "fir", "en")
    revision = revise(officer, document, based_on=1, html="<p>Mine<script>x()</script></p>")
    assert revision.html == "<p>Mine</p>"
    assert revision.edited


def test_whoever_wrote_a_fir_cannot_approve_it_and_the_head_of_the_circle_can(case):
    writer = joined(case, head())
    document = finished(writer, case, "fir")
    with pytest.raises(SamePersonError):
        approve(writer, document, 2)
    assert approve(head(), document, 2).approved


@pytest.mark.parametrize("kind", ["fir", "arrest_memo", "remand_application", "challan"])
def test_grave_documents_need_two_persons(officer, case, kind):
    document = finished(officer, case, kind)
    with pytest.raises(NotPermittedError, match="head of the circle"):
        approve(joined(case, investigator()), document, 2)
    approve(head(), document, 2)


def test_a_simple_document_is_finished_by_its_writer(officer, case):
    assert approve(officer, finished(officer, case), 2).approved


def test_a_document_that_breaks_a_rule_is_not_approved(officer, case):
    document = finished(officer, case, witnesses=[{"name": "Only One"}])
    with pytest.raises(NotReadyError, match="two witnesses"):
        approve(officer, document, 2)
    assert not Verdict.objects.exists()


def test_an_approved_document_is_neither_changed_nor_decided_again(officer, case):
    document = finished(officer, case)
    approve(officer, document, 2)
    with pytest.raises(ApprovedAlreadyError):
        revise(officer, document, based_on=2, fields={})
    with pytest.raises(ApprovedAlreadyError):
        send_back(officer, document, 2, "Too late.")


def test_a_draft_that_was_sent_back_is_mended_and_approved(officer, case):
    document = finished(officer, case, "fir")
    with pytest.raises(NoReasonGivenError):
        send_back(head(), document, 2, "  ")
    send_back(head(), document, 2, "The place is missing.")
    with pytest.raises(StaleDraftError):
        approve(head(), document, 2)
    fields = shown(officer, case.number, document.pk).last.fields | {"place": "Islamabad"}
    revise(officer, document, based_on=2, fields=fields)
    assert approve(head(), document, 3).approved


def test_an_approval_of_words_that_are_no_longer_the_last_is_refused(officer, case):
    document = finished(officer, case)
    revise(officer, document, based_on=2, fields={})
    with pytest.raises(StaleDraftError):
        approve(officer, document, 2)


@pytest.mark.parametrize("kept", ["fields", "words"])
def test_a_victims_name_is_refused_wherever_it_was_written(officer, case, kept):
    document = finished(
        officer, case, "cfr", **({"findings": f"The girl, {VICTIM.upper()}, was heard."} if kept == "fields" else {})
    )
    number = 2
    if kept == "words":
        number = revise(officer, document, based_on=2, html="<p>Gulalai <strong>Testwala</strong></p>").number
    with pytest.raises(NotReadyError, match="Write the pseudonym"):
        approve(officer, document, number)


def test_a_court_copy_carries_the_identity_that_was_opened_for_it(officer, case):
    document = begin(officer, case, "challan", "en", unseal_because="The court asked for it.")
    assert document.court_copy
    assert VICTIM in shown(officer, case.number, document.pk).last.html
    plain = begin(officer, case, "challan", "en")
    assert VICTIM not in shown(officer, case.number, plain.pk).last.html


def test_no_seal_is_opened_without_the_right_or_for_a_document_that_carries_no_identity(case):
    enquirer = joined(case, officer_with(Role.ENQUIRY_OFFICER, unit="ISB"))
    with pytest.raises(NotPermittedError):
        begin(enquirer, case, "challan", "en", unseal_because="I want to know.")
    with pytest.raises(IdentityNotAllowedError):
        begin(enquirer, case, "cfr", "en", unseal_because="I want to know.")
    assert not CaseDocument.objects.exists()


def test_documents_are_seen_by_who_sees_the_case_also_by_the_database(officer, case):
    document = begin(officer, case, "fir", "en")
    stranger = investigator()
    with pytest.raises(NoSuchCaseDocumentError):
        shown(stranger, case.number, document.pk)
    with pytest.raises(NoSuchCaseError):
        begin(stranger, case, "fir", "en")
    for one, count in ((stranger, 0), (officer, 1)):
        with acting_as(one):
            assert CaseDocument.objects.count() == Revision.objects.count() == count


def test_an_officer_works_under_row_security(officer, case):
    with acting_as(officer):
        document = finished(officer, case)
        approve(officer, document, 2)
        assert [one.pk for one in of_case(officer, case)] == [document.pk]


def test_an_unknown_document_or_anothers_accused_is_refused(officer, case):
    with pytest.raises(NoSuchDocumentError):
        begin(officer, case, "poem", "en")
    other = Party.objects.exclude(case=case).first() or a_case().parties.get(pseudonym="Accused A")
    with pytest.raises(NotOfThisCaseError):
        begin(officer, case, "arrest_memo", "en", accused=other)
