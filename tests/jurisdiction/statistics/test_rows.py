"""Rows are recognised by codes and names, in English and Urdu, and called in the language of the reader."""

from __future__ import annotations

from nigehban.jurisdiction.statistics import Meaning, load_rows, load_statistics, spoken
from tests.jurisdiction.conftest import PACKS

PK, ROWS = load_statistics(PACKS / "pk"), load_rows(PACKS / "pk")


def test_a_city_is_known_by_its_code_and_its_names_and_knows_its_province() -> None:
    words = ROWS.words(PK.breakdowns["city"])
    assert words["islamabad"] == words["اسلام آباد"] == Meaning("islamabad", "IS")
    assert words["lahore"].parent == "PB"


def test_a_name_of_several_towns_means_the_largest() -> None:
    assert ROWS.words(PK.breakdowns["city"])["sahiwal"].value == "sahiwal-sahiwal"


def test_an_offence_knows_its_act() -> None:
    assert ROWS.words(PK.breakdowns["offence"])["peca-22"] == Meaning("PECA-22", "PECA-2016")
    assert ROWS.words(PK.breakdowns["act"])["peca-22"] == Meaning("PECA-2016")


def test_rows_are_called_in_the_language_of_the_reader() -> None:
    assert ROWS.label(PK.breakdowns["city"], "lahore")["ur"] == "لاہور"
    assert spoken(ROWS.label(PK.breakdowns["kind"], "csam"), "en-GB") == "Child sexual abuse material (CSAM)"
    assert spoken(ROWS.label(PK.breakdowns["unit"], "no-such-unit"), "ur") == "no-such-unit"


def test_every_row_that_a_word_means_has_a_name_in_both_languages_of_the_law() -> None:
    breakdown = PK.breakdowns["province"]
    for meaning in ROWS.words(breakdown).values():
        assert set(ROWS.label(breakdown, meaning.value)) == {"en", "ur"}
