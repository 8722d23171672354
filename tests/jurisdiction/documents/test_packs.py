"""The documents of the packs that ship: each can be finished, in every language, and says on what it stands."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.documents import Weight, body_html, breaches, fill, load_documents, standing

from .made import FACTS, PACKS, VICTIM_NAME, complete

ALL = [
    pytest.param(pack, document.id, language, id=f"{pack}-{document.id}-{language}")
    for pack in ("pk", "example")
    for document in load_documents(PACKS / pack).documents.values()
    for language in document.templates
]
ASKED_FOR = (
    "acknowledgment", "verification_report", "notice", "cfr", "fir", "arrest_memo", "seizure_memo",
    "remand_application", "case_diary", "preservation_notice", "warrant_application", "disclosure_request",
    "forensic_request", "challan",
)  # fmt: skip


def test_the_pack_of_pakistan_has_every_document_of_a_case_in_both_languages():
    documents = load_documents(PACKS / "pk").documents
    assert all(set(documents[name].templates) == {"en", "ur"} for name in ASKED_FOR)


@pytest.mark.parametrize(("pack", "name", "language"), ALL)
def test_a_finished_document_breaks_no_rule_and_leaves_no_blank(pack, name, language):
    documents = load_documents(PACKS / pack)
    document = documents.documents[name]
    values = complete(documents, document)
    found = [one.says for one in breaches(documents, document, language, values, [VICTIM_NAME])]
    assert not found
    assert 'class="blank"' not in body_html(documents, document, language, values)


@pytest.mark.parametrize(("pack", "name", "language"), ALL)
def test_an_empty_document_can_be_printed_and_is_refused_for_what_it_lacks(pack, name, language):
    documents = load_documents(PACKS / pack)
    document = documents.documents[name]
    assert 'class="blank"' in body_html(documents, document, language, {})
    lacking = {one.field for one in breaches(documents, document, language, {}) if one.weight is Weight.REFUSE}
    assert {field.name for field in document.fields.values() if field.required} <= lacking


@pytest.mark.parametrize(("pack", "name", "language"), ALL)
def test_no_document_names_a_victim_unless_it_is_asked_to(pack, name, language):
    documents = load_documents(PACKS / pack)
    document = documents.documents[name]
    filled = fill(documents, document, FACTS)
    assert VICTIM_NAME not in body_html(documents, document, language, filled.values)
    assert "Murree" not in body_html(documents, document, language, filled.values)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_document_prints_its_source_its_version_and_what_is_to_be_reviewed(language):
    documents = load_documents(PACKS / "pk")
    told = " ".join(standing(documents, documents.documents["fir"], language))
    assert "CrPC 154" in told
    assert documents.heading.version in told
    assert documents.words[language]["review"] in told
    assert (documents.words[language]["needs_reader"] in told) is (language == "ur")
