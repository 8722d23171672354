"""Telephone numbers in the many ways people in Pakistan and elsewhere write them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.identifiers.calling import table
from tests.identifiers.values import found, key, value

WRITTEN = [
    "0300-7654329",
    "0300 7654329",
    "0300 765 4329",
    "(0300) 765-4329",
    "+92 300 7654329",
    "+92 (0)300 7654329",
    "+92-300-765-43-29",
    "+9203007654329",
    "0092 300 7654329",
    "923007654329",
    "3007654329",
    "tel:+923007654329",
    "WhatsApp: 03007654329",
    "03007654329 ext. 12",
    "٠٣٠٠٧٦٥٤٣٢٩",
    "۰۳۰۰-۷۶۵۴۳۲۹",
    "+92\u202a300\u200b765\u20604329\u202c",
    "０３００－７６５４３２９",
]


@pytest.mark.parametrize("raw", WRITTEN)
def test_every_way_to_write_a_pakistani_mobile_number_gives_one_value(raw):
    assert value("phone", raw) == "+923007654329"
    assert key("phone", raw) == key("phone", WRITTEN[0]) != 0
    assert found("phone", raw).country == "PK"


@pytest.mark.parametrize(
    ("raw", "hint", "expected", "country"),
    [
        ("042-35761999", None, "+924235761999", "PK"),
        ("+44 (0)7700 900129", None, "+447700900129", "GB"),
        ("07700 900129", "+44", "+447700900129", "GB"),
        ("447700900129", None, "+447700900129", "GB"),
        ("447700900129", "+44", "+447700900129", "GB"),
        ("00447700900129", None, "+447700900129", "GB"),
        ("(415) 555-0129", "+1", "+14155550129", "US"),
        ("+1 416 555 0129", None, "+14165550129", "CA"),
        ("+1 876 555 0129", None, "+18765550129", "JM"),
        ("+7 701 555 0129", None, "+77015550129", "KZ"),
        ("+7 495 555 0129", None, "+74955550129", "RU"),
        ("+39 06 1234 5679", None, "+390612345679", "IT"),
        ("06 30 123 4568", "+36", "+36301234568", "HU"),
        ("8 (495) 555-01-29", "+7", "+74955550129", "RU"),
        ("+92 222222", None, "+92222222", "PK"),
        ("3007654329", "+92", "+923007654329", "PK"),
        ("3007654329", "Mobile", "+923007654329", "PK"),
        ("+870 773 111 632", None, "+870773111632", None),
    ],
)
def test_a_number_is_read_in_the_country_that_it_or_its_hint_names(raw, hint, expected, country):
    identifier = found("phone", raw, hint)
    assert (identifier.value, identifier.country) == (expected, country)


@pytest.mark.parametrize("raw", ["1991", "1799", "15", "abc", "+999123", "0300", "0300-ABCDEFG", "+", "00", "1800"])
def test_short_codes_and_words_are_not_phones(raw):
    assert found("phone", raw) is None


@pytest.mark.parametrize(("raw", "hint"), [("12345678901234", "+44"), ("1234", "+7")])
def test_a_number_that_its_country_can_not_have_is_no_phone(raw, hint):
    assert found("phone", raw, hint) is None


@pytest.mark.parametrize(
    "raw",
    ["03000000000", "0300-1234567", "+923007654321", "+14155555555", "+447001234567", "0000000000", "+1 000 0000000"],
)
def test_digits_typed_to_fill_the_field_do_not_link(raw):
    identifier = found("phone", raw)
    assert identifier.key == 0
    assert "fill the field" in identifier.warning


@pytest.mark.parametrize("raw", ["0380-7654329", "+92 399 7654329"])
def test_a_number_of_an_unassigned_series_is_kept_with_a_warning_and_links(raw):
    identifier = found("phone", raw)
    assert identifier.key != 0
    assert "series" in identifier.warning


def test_a_national_number_without_a_country_says_that_it_was_read_as_pakistani():
    assert "read as a Pakistani" in found("phone", "4235761999").warning
    assert found("phone", "042-35761999").warning is None


@given(st.sampled_from(sorted(table())), st.text("23456789", min_size=7, max_size=10))
def test_international_numbers_agree_with_the_full_metadata(prefix, rest):
    ours = found("phone", f"+{prefix}{rest}")
    number = phonenumbers.parse(f"+{prefix}{rest}", None)
    full = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    local = full != f"+{prefix}{rest}"  # the metadata also knows how some countries dial inside one town
    assert local or ours.value == full
    region = phonenumbers.region_code_for_number(number)
    assert local or region is None or number.country_code not in {1, 7} or ours.country == region


@given(st.from_regex(r"3[0-4][0-9]{8}", fullmatch=True), st.sampled_from(["0", "+92", "0092", "92", "", "+92 0"]))
def test_any_prefix_of_home_gives_the_same_number(national, prefix):
    assert value("phone", prefix + national) == "+92" + national
