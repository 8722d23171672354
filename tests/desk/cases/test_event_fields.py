"""The fields of an event: what the pack lists is chosen, what it says is in the page's language."""

from __future__ import annotations

import pytest
from django import forms
from django.utils.translation import override
from tests.desk.cases.casework import a_case, investigator

from nigehban.desk.cases.forms.event_fields import fields_of
from nigehban.jurisdiction.procedure import load_procedure

pytestmark = pytest.mark.django_db


def test_listed_values_are_chosen_and_need_no_hint() -> None:
    kinds = load_procedure("pk").event_types
    fields = fields_of(kinds["arrested"], a_case(investigator()))
    told = fields["grounds_told"]
    assert isinstance(told, forms.ChoiceField)
    assert [value for value, _name in told.choices] == ["", "yes", "no"]  # type: ignore[misc, union-attr]
    assert told.help_text == ""


def test_hints_are_in_the_language_of_the_page() -> None:
    kinds, case = load_procedure("pk").event_types, a_case(investigator())
    assert fields_of(kinds["arrested"], case)["journey_hours"].help_text == "hours of the journey to the magistrate"
    with override("ur"):
        hints = {
            str(field.help_text)
            for kind in kinds.values()
            for field in fields_of(kind, case).values()
            if field.help_text
        }
    assert hints
    assert [hint for hint in hints if hint.isascii()] == []
