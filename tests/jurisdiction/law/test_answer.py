from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.law import Law, LawError, NotInForceError, answer, charges, in_words, load_law
from tests.jurisdiction.conftest import PACKS

PK = load_law(PACKS / "pk")


def test_an_offence_of_2018_is_priced_by_the_law_of_2018(law: Law) -> None:
    penalty = answer(law, "22 PECA", date(2018, 2, 1)).version.penalty
    assert (penalty.imprisonment_min, penalty.imprisonment_max, penalty.fine_max) == (None, "P7Y", 5_000_000)


def test_the_last_day_of_a_version_and_the_first_of_the_next(law: Law) -> None:
    before, after = (answer(law, "PECA-22", date(2023, 7, day)).version.penalty for day in (23, 24))
    assert (before.imprisonment_max, after.imprisonment_max) == ("P7Y", "P20Y")


def test_a_section_that_came_later_is_refused_with_its_day(law: Law) -> None:
    with pytest.raises(NotInForceError, match="in force from 2023-07-24"):
        answer(law, "22A PECA", date(2023, 7, 23))


def test_a_repealed_section_is_refused_and_names_its_successor(law: Law) -> None:
    with pytest.raises(NotInForceError, match="until 2023-07-23") as caught:
        answer(law, "292-C PPC", date(2023, 7, 24))
    assert [one.code for one in caught.value.nearest] == ["PECA-22"]


def test_a_successor_is_named_only_for_a_day_on_which_it_was_law(law: Law) -> None:
    with pytest.raises(NotInForceError) as caught:
        answer(law, "PPC 292-C", date(2016, 3, 17))
    assert caught.value.nearest == ()
    assert "See" not in str(caught.value)


def test_a_first_day_that_is_not_known_exactly_is_told_in_words(law: Law) -> None:
    with pytest.raises(NotInForceError, match="in force from some day from 2025-01-01 to 2025-01-31"):
        answer(law, "PECA 26A", date(2024, 12, 31))


def test_before_its_act_there_is_no_section(law: Law) -> None:
    with pytest.raises(NotInForceError, match="itself dates from"):
        answer(law, "34 PPC", date(1850, 1, 1))


def test_on_a_day_that_may_lie_on_either_side_the_earlier_version_stands_and_the_later_is_shown(law: Law) -> None:
    found = answer(law, "292-C PPC", date(2018, 3, 1))
    assert found.version.penalty.imprisonment_max == "P7Y"
    assert [one.penalty.imprisonment_max for one in found.conflicts] == ["P20Y"]
    assert answer(law, "292-C PPC", date(2018, 5, 30)).version.penalty.imprisonment_max == "P20Y"


def test_conflicts_are_shown_and_not_resolved(law: Law) -> None:
    found = answer(law, "22 PECA", date(2026, 3, 1))
    assert [one.penalty.imprisonment_max for one in found.conflicts] == ["P10Y", "P7Y"]
    assert found.version.penalty.imprisonment_max == "P20Y"
    assert "counsel decides" in " ".join(found.warnings)


def test_a_conflict_of_some_days_is_shown_on_those_days(law: Law) -> None:
    shown = [bool(answer(law, "20 PECA", date(year, 3, 1)).conflicts) for year in (2018, 2022, 2024)]
    assert shown == [False, True, False]


def test_what_the_pack_does_not_hold_is_null_and_said(law: Law) -> None:
    told = answer(law, "22B PECA", date(2024, 1, 1)).as_dict()
    assert (told["cognizable"], told["bailable"]) == (None, None)
    assert "does not hold the penalty" in " ".join(answer(law, "420 PPC", date(2024, 1, 1)).warnings)


def test_of_several_sections_the_first_in_force_is_answered(law: Law) -> None:
    found = answer(law, "22A, 22 PECA", date(2018, 1, 1))
    assert (found.offence.code, found.others) == ("PECA-22", ("PECA-22A",))
    assert any("22A" in text and "not in force" in text for text in found.warnings)


def test_a_day_after_the_packs_own_is_told(law: Law) -> None:
    assert "changes after that are not in it" in " ".join(answer(law, "22 PECA", date(2150, 1, 1)).warnings)


def test_every_answer_says_that_counsel_has_not_seen_it(law: Law) -> None:
    assert all(answer(law, one.code, date(2026, 1, 1)).review for one in law.offences if one.versions[-1].end is None)


@given(st.sampled_from(PK.offences), st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_on_every_day_an_offence_has_one_version_or_a_reason(offence, on) -> None:
    certain = [version for version in offence.versions if version.holds(on)]
    assert len(certain) <= 1
    try:
        found = answer(PK, offence.code, on)
    except LawError:
        found = None
    if found:
        assert found.version.may_hold(on)
        assert found.version in certain or any(one.may_hold(on) for one in offence.versions if one not in certain)
    else:
        begun = PK.by_act[offence.act].start
        assert not certain or (begun and on < begun.first)


def test_no_offence_has_a_hole_between_its_versions(law: Law) -> None:
    for offence in law.offences:
        ends = [version.end.last for version in offence.versions if version.end]
        starts = {version.start.first for version in offence.versions if version.start}
        assert all(end == max(ends) or any(s <= end + timedelta(days=1) for s in starts) for end in ends), offence.code


def test_charge_sets_hold_what_was_in_force_that_day(law: Law) -> None:
    then = {one.charge_set.id: one for one in charges(law, date(2020, 1, 1))}
    assert then["csam-before-2023"].offences == ("PECA-22", "PPC-292C")
    assert then["grooming"].offences == ("PPC-292A",)
    assert "PECA-22A" in then["grooming"].refused[0]
    assert "csam-before-2023" not in {one.charge_set.id for one in charges(law, date(2024, 1, 1))}


def test_a_false_news_offence_is_never_proposed(law: Law) -> None:
    proposed = {code for one in law.charge_sets for code in (*one.offences, *one.optional)}
    assert not law.by_code["PECA-26A"].suggest
    assert all(law.by_code[code].suggest for code in proposed)


@pytest.mark.parametrize(("iso", "words"), [("P7Y", "7 years"), ("P1Y", "1 year"), ("P6M", "6 months")])
def test_terms_are_said_in_words(iso: str, words: str) -> None:
    assert in_words(iso) == words
