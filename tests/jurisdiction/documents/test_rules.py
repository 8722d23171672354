"""What the documents of Pakistan refuse, each in words."""

from __future__ import annotations

import pytest

from nigehban.jurisdiction.documents import Documents, Weight, breaches, load_documents

from .made import PACKS, VICTIM_NAME, complete


@pytest.fixture(scope="module")
def documents() -> Documents:
    return load_documents(PACKS / "pk")


def told(documents: Documents, name: str, *, language: str = "en", sealed=(), **changed) -> list[tuple[str, Weight]]:
    document = documents.documents[name]
    values = complete(documents, document) | changed
    return [(one.says, one.weight) for one in breaches(documents, document, language, values, sealed)]


@pytest.mark.parametrize(
    ("name", "changed", "says"),
    [
        ("seizure_memo", {"witnesses": [{"name": "First Neighbour"}]}, "A seizure needs two witnesses."),
        ("seizure_memo", {"witnesses": [{"name": "Same One"}, {"name": "SAME ONE "}]}, "needs two witnesses"),
        ("seizure_memo", {"witnesses": [{"name": "A"}, {"name": "accused example"}]}, "cannot be one of the parties"),
        ("seizure_memo", {"witnesses": [{"name": "A"}, {"name": "Officer Example"}]}, "cannot be one of the parties"),
        ("seizure_memo", {"copy_given": False}, "Give a copy"),
        ("seizure_memo", {"warrant": None}, "Fill this in."),
        ("seizure_memo", {"items": [{"number": "1", "description": "Phone"}]}, "Every item needs a seal."),
        ("remand_application", {"days_so_far": 10, "days_asked": 6}, "fifteen days in the whole"),
        ("remand_application", {"sex": "F", "exception": None}, "Police custody of a woman"),
        ("remand_application", {"days_asked": None}, "how many days"),
        ("arrest_memo", {"grounds_told": False}, "Tell the accused the grounds"),
        ("arrest_memo", {"relative_told": False, "relative_reason": None}, "why nobody could be told"),
        ("arrest_memo", {"juvenile": True, "juvenile_steps": None}, "The accused is under 18"),
        ("arrest_memo", {"produce_by": "2026-11-22T00:00:00+00:00"}, "before the arrest"),
        ("fir", {"offences": None}, "at least one offence"),
        ("fir", {"read_over": None}, "read over to the informant"),
        ("fir", {"cognizable": False, "magistrate_order": None}, "the order of a magistrate"),
        ("notice", {"minor": True, "guardian": None}, "Name who comes along"),
        ("preservation_notice", {"days": 91}, "90 days at most"),
        ("preservation_notice", {"proportionality": None}, "Fill this in."),
        ("challan", {"stage": "interim", "outstanding": None}, "says what is outstanding"),
        ("verification_report", {"immediate_risk": True, "protection": None}, "what was done to protect it"),
        ("verification_report", {"recommendation": "shrug"}, "Choose one of the values."),
        ("fir", {"reported_at": "yesterday"}, "no date with a time"),
        ("remand_application", {"days_asked": "some"}, "This is no number."),
        ("seizure_memo", {"items": [{"seal": "1", "sha256": "abc"}]}, "64 digits"),
        ("fir", {"place": "x" * 2001}, "too long"),
    ],
)
def test_a_document_that_breaks_a_rule_is_refused_with_words(documents, name, changed, says):
    assert any(says in text and weight is Weight.REFUSE for text, weight in told(documents, name, **changed))


def test_the_fifteenth_day_of_police_custody_is_granted_and_judicial_custody_has_no_such_limit(documents):
    assert not told(documents, "remand_application", days_so_far=10, days_asked=5)
    assert not told(documents, "remand_application", custody="judicial", days_so_far=15, days_asked=14, sex="F")


def test_a_womans_police_custody_for_dacoity_is_not_refused(documents):
    assert not told(documents, "remand_application", sex="F", exception="dacoity")


def test_a_missing_digest_is_a_warning_and_no_refusal(documents):
    found = told(documents, "seizure_memo", items=[{"number": "1", "seal": "S-1"}])
    assert [weight for _, weight in found] == [Weight.WARN]


def test_refusals_are_told_in_urdu_too(documents):
    found = told(documents, "seizure_memo", language="ur", witnesses=[{"name": "ایک"}])
    assert found[0][0] == "ضبطی کے لیے دو گواہ لازم ہیں۔"


@pytest.mark.parametrize("written", ["gulalai testwala", "Gulalai  TESTWALA,", "Gulalai\nTestwala"])
def test_a_victims_name_in_a_narrative_is_refused_however_it_is_written(documents, written):
    changed = {"narrative": f"The girl {written} was seen"}
    assert any("Write the pseudonym" in text for text, _ in told(documents, "fir", sealed=[VICTIM_NAME], **changed))
    assert not told(documents, "fir", sealed=["Gul"], **changed)
