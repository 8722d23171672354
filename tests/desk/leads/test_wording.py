"""What the rules say, in the language of the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from nigehban.desk.leads.models import LeadReason
from nigehban.desk.leads.wording import raising_in_words, reason_in_words
from nigehban.priority import RULES, raise_if_text
from nigehban.priority.raising import CANDIDATES


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_reason_is_said_in_english_as_stored_and_in_urdu_with_its_figures_and_the_words_of_the_document(rule):
    reason = LeadReason(rule=rule.name, text=f"{rule.text(7)} B1")
    assert reason_in_words(reason) == reason.text
    with translation.override("ur"):
        said = reason_in_words(reason)
    assert said != reason.text
    assert said.endswith(" B1")
    assert ("7" in said) == ("{value}" in rule.sentence)


def test_a_sentence_of_rules_that_are_gone_is_shown_as_it_was_stored():
    with translation.override("ur"):
        assert reason_in_words(LeadReason(rule="gone", text="An old sentence.")) == "An old sentence."
        assert raising_in_words("An old sentence.") == "An old sentence."


@pytest.mark.parametrize("code", [one.code for one in CANDIDATES])
def test_what_would_raise_a_lead_is_said_in_english_as_stored_and_in_urdu(code):
    stored = raise_if_text(code)
    assert raising_in_words(stored) == stored
    with translation.override("ur"):
        assert raising_in_words(stored) != stored


def test_the_time_of_an_address_stays_in_what_would_raise_a_lead():
    with translation.override("ur"):
        said = raising_in_words("A source port for the IP address of 2026-03-01 10:00:00 UTC would raise this lead.")
    assert "2026-03-01 10:00:00" in said
    assert "address" not in said
