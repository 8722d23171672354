"""References as officers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction.law import Law, UnknownReferenceError, find, load_law
from nigehban.jurisdiction.law.sections import number
from tests.jurisdiction.conftest import PACKS

PK = load_law(PACKS / "pk")


def codes(law: Law, text: str) -> list[str]:
    return [offence.code for offence in find(law, text).offences]


@pytest.mark.parametrize(
    "text",
    [
        "PECA-22",
        "peca 22",
        "22 PECA",
        "22PECA",
        "s.22 PECA 2016",
        "s. 22 of the P.E.C.A, 2016",
        "sec 22 p.e.c.a.",
        "Section 22, Prevention of Electronic Crimes Act, 2016",
        "u/s 22 of Prevention of Electronic Crimes Act",
        "UNDER SECTION 22 PREVENTION OF ELECTRONIC CRIMES ACT (2016)",
        "22 Act XL of 2016",
        "PECA-2016 22",
        "22(1)(a) PECA",
        "22 (d) peca",
        "پیکا ۲۲",
        "دفعہ ۲۲ پیکا",
        "زیر دفعہ ٢٢ پیکا ایکٹ ۲۰۱۶",
        "19A PECA",
        "19-A PECA",
        "19 a peca",
        "PECA 19A (bill)",
        "  §22\tPECA ",
        "دفعہ 22 الیکٹرانک جرائم کی روک تھام کا ایکٹ",
        "۲۲ پی ای سی اے",
        "U/S 22-PECA",
        "２２ ＰＥＣＡ",
    ],
)
def test_one_section_is_found_however_it_is_written(law: Law, text: str) -> None:
    assert codes(law, text) == ["PECA-22"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PPC 292-C", ["PPC-292C"]),
        ("۲۹۲-ج تعزیرات پاکستان", ["PPC-292C"]),
        ("292-B/C PPC", ["PPC-292B", "PPC-292C"]),
        ("292-B, C & A PPC", ["PPC-292B", "PPC-292C", "PPC-292A"]),
        ("22, 24 & 41 PECA", ["PECA-22", "PECA-24", "PECA-41"]),
        ("PECA 22/24", ["PECA-22", "PECA-24"]),
        ("u/s 21(2), 22 PECA r/w 34, 109 PPC", ["PECA-21.2", "PECA-22", "PPC-34", "PPC-109"]),
        ("PECA 22; PPC 292-C", ["PECA-22", "PPC-292C"]),
        ("PPC 292-C, 22 PECA", ["PPC-292C", "PECA-22"]),
        ("22 PECA 292-C PPC", ["PECA-22", "PPC-292C"]),
        ("21(1)/(2) peca", ["PECA-21.1", "PECA-21.2"]),
        ("506-II PPC", ["PPC-506.2"]),
        ("506(ii) PPC", ["PPC-506.2"]),
        ("506/ii PPC", ["PPC-506.2"]),
        ("506(2) p.p.c", ["PPC-506.2"]),
        ("s. 61 Cr.P.C.", ["CRPC-61"]),
        ("61 cr p c", ["CRPC-61"]),
        ("Art. 10 Constitution", ["CONST-10"]),
        ("32 PECA", ["PECA-32"]),
        ("32(3) PECA", ["PECA-32.3"]),
        ("22A, s.24 PECA", ["PECA-22A", "PECA-24"]),
        ("22/A PECA", ["PECA-22A"]),
        ("292(C) PPC", ["PPC-292C"]),
        ("Section 19(A) PECA", ["PECA-22"]),
        ("377A/B PPC", ["PPC-377A", "PPC-377B"]),
        ("22, 24 PECA & 292-A, 377-B PPC", ["PECA-22", "PECA-24", "PPC-292A", "PPC-377B"]),
        ("22 PECA rw 34 PPC", ["PECA-22", "PPC-34"]),
        ("506/2 PPC", ["PPC-506.2"]),
        ("PECA 21/2", ["PECA-21.2"]),
        ("506 part II PPC", ["PPC-506.2"]),
        ("506 (Part-I) PPC", ["PPC-506.1"]),
        ("sub-section (2) of section 21 of PECA", ["PECA-21.2"]),
        ("clause (d) of sub-section (1) of section 21, PECA", ["PECA-21.1"]),
        ("Section 3, subsection (2), PTPA 2018", ["PTPA-3.2"]),
        ("پیکا دفعہ ۲۱ ذیلی دفعہ ۲", ["PECA-21.2"]),
        ("21(1)(a)/(b) PECA", ["PECA-21.1"]),
        ("21(d) PECA", ["PECA-21.1", "PECA-21.2"]),
        ("۲۹۲(ج) ت پ", ["PPC-292C"]),
        ("3/4 PTPA", ["PTPA-3.1", "PTPA-3.2", "PTPA-4"]),
        ("Section 22 of the Prevention of Electronic Crimes Act, 2016 (Act No. XL of 2016)", ["PECA-22"]),
        ("s. 292-C Pakistan Penal Code (XLV of 1860)", ["PPC-292C"]),
        ("زیر دفعہ 22 الیکٹرانک جرائم کی روک تھام ایکٹ 2016", ["PECA-22"]),
    ],
)
def test_sections_are_found_with_their_acts(law: Law, text: str, expected: list[str]) -> None:
    assert codes(law, text) == expected


def test_the_bills_number_leads_to_the_acts_section_with_a_warning(law: Law) -> None:
    found = find(law, "19A PECA")
    assert found.aliases == ("19A (bill)",)
    assert "Cite section 22" in found.warnings[0]


def test_a_number_of_the_bill_that_the_act_has_too_is_questioned(law: Law) -> None:
    found = find(law, "28 PECA")
    assert [one.code for one in found.offences] == ["PECA-31"]
    assert any("itself is meant" in text for text in found.warnings)


def test_a_number_of_the_bill_whose_section_the_pack_lacks_says_so(law: Law) -> None:
    with pytest.raises(UnknownReferenceError, match="section 22 of the bill is section 25 of PECA-2016"):
        find(law, "PECA 22 (bill)")


def test_a_number_that_both_texts_have_is_the_acts_and_the_other_is_told(law: Law) -> None:
    found = find(law, "24 PECA")
    assert [one.code for one in found.offences] == ["PECA-24"]
    assert "its section 24 is section 27" in found.warnings[0]


def test_who_says_that_the_bill_is_meant_gets_the_bills_section(law: Law) -> None:
    assert codes(law, "PECA bill 21") == ["PECA-24"]


def test_a_section_with_several_offences_names_them(law: Law) -> None:
    found = find(law, "21 PECA")
    assert [one.code for one in found.offences] == ["PECA-21.1", "PECA-21.2"]
    assert any("Name the subsection" in text for text in found.warnings)


def test_a_number_without_an_act_is_found_where_one_act_has_it(law: Law) -> None:
    found = find(law, "22-A")
    assert [one.code for one in found.offences] == ["PECA-22A"]
    assert "No act was named" in found.warnings[0]


def test_another_year_of_the_act_is_told(law: Law) -> None:
    assert "of 2016, not of 2025" in " ".join(find(law, "22 PECA 2025").warnings)


@pytest.mark.parametrize("text", ["PECA 22", "22 PECA", "PECA22", "22/PECA"])
def test_only_the_code_itself_leaves_no_doubt_which_text_the_number_is_of(law: Law, text: str) -> None:
    assert "The bill counts differently" in find(law, text).warnings[0]
    assert find(law, "peca-22").warnings == ()


def test_a_section_beside_the_first_that_is_not_known_is_left_aside_and_said(law: Law) -> None:
    found = find(law, "u/s 24 PECA r/w 500/506(ii) PPC")
    assert [one.code for one in found.offences] == ["PECA-24", "PPC-506.2"]
    assert "Section 500 is left aside: the pack holds no section 500 of PPC-1860." in found.warnings


def test_the_section_of_a_law_that_is_not_known_is_not_looked_for_in_another(law: Law) -> None:
    with pytest.raises(UnknownReferenceError, match="names no act that the pack knows"):
        find(law, "24 Telegraph Act r/w 22 PECA")


def test_a_subsection_that_the_pack_lacks_is_refused_with_those_that_it_holds(law: Law) -> None:
    with pytest.raises(UnknownReferenceError, match=r"holds 21\(1\), 21\(2\), and no 21\(3\)"):
        find(law, "21(3) PECA")


def test_a_letter_in_brackets_that_may_be_another_section_is_questioned(law: Law) -> None:
    assert "If section 22A is meant (PECA-22A)" in " ".join(find(law, "22(A) PECA").warnings)


def test_a_number_of_the_bill_that_is_known_from_memory_says_so(law: Law) -> None:
    assert "(confidence M: memory)" in find(law, "49A PECA").warnings[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("PECA 21 to 24", "only its two ends were read"), ("22 PECA " + "x " * 300, "Only the first 400 characters")],
)
def test_what_was_not_read_is_said(law: Law, text: str, said: str) -> None:
    warnings = find(law, text).warnings
    assert said in " ".join(warnings)
    assert all(len(one) < 300 for one in warnings)


def test_words_that_mean_nothing_are_told(law: Law) -> None:
    assert "left aside: blah" in " ".join(find(law, "PECA 22 blah").warnings)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("22D PECA", "PECA-22"),
        ("22 PECO", "PECA-22"),
        ("22", "PECA-22"),
        ("21(9) PECA", "PECA-21.1"),
        ("PECA 22 (bill)", "PECA-22"),
        ("22 Motor Vehicles Ordinance", None),
        ("999 PPC", None),
        ("cyber stalking", "PECA-24"),
        ("302 PPC", "PPC-34"),
        ("section XXII PECA", "PECA-2"),
        ("PECA 2016", None),
        ("", None),
        ("دفعہ", None),
        ("9" * 5000, None),
    ],
)
def test_what_is_no_section_of_the_pack_is_unknown_with_the_nearest(law: Law, text: str, nearest: str | None) -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        find(law, text)
    assert nearest is None or caught.value.nearest[0].code == nearest
    assert len(str(caught.value)) < 400


def test_the_statutes_own_heading_leads_to_its_section(law: Law) -> None:
    heading = law.by_code["PECA-22"].heading
    assert heading
    with pytest.raises(UnknownReferenceError) as caught:
        find(law, heading)
    assert caught.value.nearest[0].code == "PECA-22"


@given(st.sampled_from(PK.offences), st.sampled_from(range(6)), st.booleans(), st.data())
def test_every_section_of_the_pack_is_found_in_every_usual_form(offence, form, upper, data) -> None:
    name = data.draw(st.sampled_from(PK.by_act[offence.act].names))
    text = (
        f"{offence.section} {name}",
        f"{name} {offence.section}",
        f"u/s {offence.section} of the {name}",
        f"s.{offence.section}, {name}",
        f"{name}, Section {offence.section}",
        f"دفعہ {offence.section} {name}",
    )[form]
    found = find(PK, text.upper() if upper else text)
    assert offence.code in [one.code for one in found.offences]
    assert len(found.offences) == 1 or number(offence.section).parts == ()


@given(st.text(max_size=60) | st.text("0123456789 -./()abcPECAu/s;,&۲۳دفعہپیکا", max_size=40))
def test_any_text_is_answered_or_refused(text: str) -> None:
    try:
        found = find(PK, text).offences
    except UnknownReferenceError:
        return
    assert found


def test_an_invented_country_writes_references_of_its_own(invented: Law) -> None:
    assert codes(invented, "cl. 5 of the Network Safety Act") == ["NSA-5"]
