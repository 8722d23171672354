from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction import Pack, load_pack
from nigehban.jurisdiction.locator import NOTHING, Answer, locator
from tests.jurisdiction.conftest import PACKS


def at(pack: Pack, text: str | None = None, **fields: str) -> Answer:
    wanted = (text, fields.get("city"), fields.get("region"), fields.get("country"))
    return locator(pack, None).locate(*wanted)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("House 5, Street 3, Satellite Town, Gujranwala", "GRW"),
        ("House 5 Street 3 Satellite Town Gujranwala", "GRW"),
        ("Chak 45-JB, Tehsil Shorkot, District Jhang", "FSD"),
        ("Village Kot Sultan Tehsil & Distt Layyah Punjab Pakistan", "MUX"),
        ("Fateh Jang, Distt. Attock", "RWP"),
        ("Lahore Cantt", "LHR"),
        ("Lahore City", "LHR"),
        ("near water tank, Gojra", "FSD"),
        ("G-9/4, Karachi Company, Islamabad", "ISB"),
        ("Peshawar Road, Rawalpindi", "RWP"),
        ("Abbottabad House, Karachi", "KHI"),
        ("Multan Road Lahore", "LHR"),
        ("Mohalla Eidgah\nSargodha\nPakistan", "FSD"),
        ("مکان نمبر ۵، گلی ۳، سیٹلائٹ ٹاؤن، گوجرانوالہ", "GRW"),
        ("ضلع فیصل آباد", "FSD"),
        ("تحصیل و ضلع جھنگ", "FSD"),
        ("ملتان روڈ، لاہور", "LHR"),
        ("گلی نمبر ۲ پشاور پاکستان", "PEW"),
    ],
)
def test_an_address_line_names_its_circle(pk: Pack, text: str, unit: str) -> None:
    assert at(pk, text).unit == unit


@pytest.mark.parametrize(
    ("city", "unit"),
    [
        ("Jhang", "FSD"),
        ("Jhang Sadr", "FSD"),
        ("Fateh Jang", "RWP"),
        ("Jehlum", "RWP"),
        ("Haiderabad", "KHI"),
        ("D.G. Khan", "MUX"),
        ("DG Khan", "MUX"),
        ("RYK", "MUX"),
        ("Muzaffarābād", "ISB"),
        ("Karachi", "KHI"),
        ("Quetta", "UET"),
        ("Wah Cantt", "RWP"),
        ("Kamonki", "GRW"),
        ("لائلپور", "FSD"),
        ("فيصل آباد", "FSD"),
        ("Карачи", "KHI"),
        ("Nawabshah", "SKR"),
    ],
)
def test_variants_of_a_citys_name_are_known(pk: Pack, city: str, unit: str) -> None:
    answer = at(pk, city=city, country="PK")
    assert (answer.unit, answer.factor) == (unit, 1.0)


@pytest.mark.parametrize(
    "text",
    ["Lahori Mohalla", "Thana Saddar", "the tank at the topi shop", "Lahore Road", "Gujrati", "", " , ,", "Mall"],
)
def test_what_is_no_known_name_is_never_guessed(pk: Pack, text: str) -> None:
    assert at(pk, text) == NOTHING


def test_a_common_word_counts_where_it_stands_alone_or_behind_its_label(pk: Pack) -> None:
    assert at(pk, "Tank").unit == "DIK"
    assert at(pk, "behind the tank by the mosque").unit is None
    assert at(pk, "Street 2 Tehsil Tank behind the mosque").unit == "DIK"


@pytest.mark.parametrize("text", ["Karimabad, Karachi", "Kachhi Abadi, Karachi", "Neelam Block, Clifton, Karachi"])
def test_a_quarter_with_a_towns_name_does_not_speak_against_its_city(pk: Pack, text: str) -> None:
    answer = at(pk, text)
    assert (answer.unit, answer.others) == ("KHI", ())


def test_an_ambiguous_name_names_all_its_meanings_and_counts_for_less(pk: Pack) -> None:
    answer = at(pk, city="Khanpur", country="PK")
    assert answer.unit == "MUX"
    assert {unit for unit, _ in answer.others} == {"ATD", "SKR"}
    assert answer.factor == pytest.approx(0.6)
    assert "Khanpur in district Haripur (Abbottabad circle)" in answer.text


def test_an_ambiguous_name_is_settled_by_its_region(pk: Pack) -> None:
    answer = at(pk, city="Khanpur", region="KPK", country="PK")
    assert (answer.unit, answer.others, answer.factor) == ("ATD", (), 1.0)


def test_an_ambiguous_name_is_settled_by_the_rest_of_the_address(pk: Pack) -> None:
    assert at(pk, city="Sahiwal", country="PK").others
    answer = at(pk, "Tehsil Sahiwal, District Sargodha")
    assert (answer.unit, answer.others) == ("FSD", ())


def test_a_name_with_two_meanings_in_one_circle_is_not_ambiguous(pk: Pack) -> None:
    assert at(pk, "Kohistan", country="PK") == at(pk, "Kohistan", country="Pakistan")
    assert at(pk, "Kohistan", country="PK").factor == 1.0


def test_two_places_that_contradict_each_other_are_both_told(pk: Pack) -> None:
    answer = at(pk, "Peshawar", city="Lahore", country="PK")
    assert answer.unit == "LHR"
    assert answer.factor == pytest.approx(0.8)
    assert answer.others == (("PEW", "Peshawar"),)
    assert "also name Peshawar (Peshawar circle)" in answer.text


def test_a_city_without_a_country_counts_for_a_little_less(pk: Pack) -> None:
    assert at(pk, city="Lahore").factor == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("fields", "country"),
    [
        ({"city": "Hyderabad", "country": "IN"}, "IN"),
        ({"city": "Hyderabad", "country": "India"}, "IN"),
        ({"text": "Hyderabad, India"}, "IN"),
        ({"text": "12 High Street, Birmingham, UK"}, "GB"),
        ({"text": "Storgata 1, Oslo, Norge"}, "NO"),
        ({"text": "دبئی"}, "AE"),
        ({"city": "Lahore", "region": "Virginia", "country": "United States"}, "US"),
    ],
)
def test_a_stated_foreign_country_wins_over_a_name_that_we_have_too(
    pk: Pack, fields: dict[str, str], country: str
) -> None:
    answer = at(pk, **fields)
    assert (answer.country, answer.unit) == (country, None)


@pytest.mark.parametrize("word", ["Pakistan", "PAK", "pk", "پاکستان", "Paquistán", "Пакистан", "باكستان", "पाकिस्तान"])
def test_the_country_is_known_in_other_languages(pk: Pack, word: str) -> None:
    answer = at(pk, country=word)
    assert (answer.country, answer.unit) == ("PK", None)


def test_a_short_word_in_an_address_is_no_country(pk: Pack) -> None:
    assert at(pk, "house no, in, is") == NOTHING


def test_a_province_with_several_circles_names_the_country_only(pk: Pack) -> None:
    answer = at(pk, region="Punjab", country="PK")
    assert (answer.country, answer.unit, answer.text) == ("PK", None, "Punjab, Pakistan")


def test_a_province_with_one_circle_names_it(pk: Pack) -> None:
    assert at(pk, region="Gilgit Baltistan", country="PK").unit == "GLT"
    assert at(pk, "آزاد کشمیر").unit == "ISB"


def test_a_city_that_is_not_ours_keeps_a_shared_province_name_from_counting(pk: Pack) -> None:
    assert at(pk, city="Amritsar", region="Punjab") == NOTHING


def test_the_circle_is_that_of_the_day(pk: Pack) -> None:
    assert locator(pk, date(2023, 5, 1)).locate(None, "Hyderabad", None, "PK").unit == "HDD"
    before = locator(pk, date(2001, 1, 1)).locate(None, "Hyderabad", None, "PK")
    assert (before.country, before.unit) == ("PK", None)


def test_another_country_is_another_pack(testland: Pack) -> None:
    assert at(testland, "1 Main St, Alphaville").unit == "NOR"
    assert at(testland, city="Lahore", country="PK").country == "PK"
    assert at(testland, country="Terra Probatoria").country == "XT"
    assert at(testland, "Newford, Uplands").unit == "NOR"
    assert at(testland, "Newford, Lowlands").unit == "SOU"
    assert at(testland, "Marshland").unit == "SOU"
    assert at(testland, "all is well").unit is None


names = st.sampled_from(
    [
        *("Lahore", "Jhang", "Distt.", "Tehsil", "Punjab", "India", "Road", "پاکستان", "لاہور", "Khanpur", "City"),
        *(",", "،", "-", ".", "\x00"),
    ]
)
texts = st.one_of(st.none(), st.text(), st.lists(names, max_size=12).map(" ".join))


@given(texts, texts, texts, texts)
def test_no_text_is_too_strange_to_be_read(
    text: str | None, city: str | None, region: str | None, country: str | None
) -> None:
    pack = load_pack(PACKS / "pk")
    answer = locator(pack, None).locate(text, city, region, country)
    assert 0 < answer.factor <= 1
    assert answer.unit is None or (answer.country == "PK" and pack.unit(answer.unit))
    assert answer.unit not in {unit for unit, _ in answer.others} or answer.unit is None
