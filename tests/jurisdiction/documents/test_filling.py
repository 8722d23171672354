"""Documents filled from a case: where each value came from, what is missing, and what stays sealed."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.documents import (
    IdentityNotAllowedError,
    NoSuchDocumentError,
    ReceivedDocumentError,
    fill,
    find_document,
    load_documents,
)

from .made import FACTS, PACKS, VICTIM_NAME

PK = load_documents(PACKS / "pk")


def test_a_filled_document_says_where_each_value_came_from_and_what_is_missing():
    found = fill(PK, PK.documents["arrest_memo"], FACTS)
    assert found.values["arrested_at"] == "2026-11-22T01:30:00+00:00"
    assert found.origins["arrested_at"] == "events.arrested.at"
    assert found.origins["case_number"] == "case.number"
    assert {"grounds", "arrest_place", "juvenile"} <= set(found.missing)
    assert "case_number" not in found.missing


def test_a_case_that_says_nothing_leaves_everything_missing():
    found = fill(PK, PK.documents["fir"], {})
    assert found.values == {}
    assert "offences" in found.missing


@pytest.mark.parametrize("facts", [{"case": "ISB"}, {"case": {"number": ""}}, {"offences": "all"}, {"accused": {}}])
def test_facts_of_another_shape_are_no_facts(facts):
    assert not fill(PK, PK.documents["remand_application"], facts).values


def test_a_victim_is_the_pseudonym_also_as_the_complainant():
    facts = {**FACTS, "complainant": {**FACTS["victims"][0], "contact": "0300-0000009"}}
    found = fill(PK, PK.documents["fir"], facts).values
    assert found["informant"] == {"name": "V-1"}
    assert found["victims"] == [{"name": "V-1", "sex": "F", "age": "11"}]


def test_a_court_copy_may_carry_the_identity_that_the_caller_opened():
    found = fill(PK, PK.documents["challan"], FACTS, identities=True)
    assert found.values["victims"][0]["name"] == VICTIM_NAME


def test_a_document_that_never_carries_an_identity_refuses_to():
    with pytest.raises(IdentityNotAllowedError, match="'cfr' never carries"):
        fill(PK, PK.documents["cfr"], FACTS, identities=True)


def test_whoever_asks_for_an_unknown_document_is_told_the_nearest():
    with pytest.raises(NoSuchDocumentError, match="Did you mean 'challan'"):
        find_document(PK, "chalan")
    with pytest.raises(ReceivedDocumentError, match="File it"):
        find_document(PK, "forensic_report")
