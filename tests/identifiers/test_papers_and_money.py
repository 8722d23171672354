"""Identity cards, passports, bank accounts, wallets, cards, plates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.identifiers import KINDS
from nigehban.identifiers.checks import luhn_holds, mod97_holds
from tests.identifiers.values import found, key, value


@pytest.mark.parametrize(
    "raw", ["35202-9876512-1", "3520298765121", "35202 9876512 1", "۳۵۲۰۲-۹۸۷۶۵۱۲-۱", "35202\u200e-9876512-1"]
)
def test_an_identity_card_has_one_spelling(raw):
    identifier = found("cnic", raw)
    assert (identifier.value, identifier.country, identifier.warning) == ("35202-9876512-1", "PK", None)
    assert identifier.key == key("cnic", "3520298765121") != 0


def test_an_odd_region_digit_is_only_a_warning():
    identifier = found("cnic", "95202-9876512-1")
    assert "region" in identifier.warning
    assert identifier.key != 0
    assert found("cnic", "85202-9876512-0").warning is None


@pytest.mark.parametrize("raw", ["11111-1111111-1", "12345-1234567-1", "1234567890123"])
def test_an_example_number_of_a_form_does_not_link(raw):
    assert found("cnic", raw).key == 0


@pytest.mark.parametrize("raw", ["35202-987651-1", "352029876512", "abc", "35202-9876512-12"])
def test_other_lengths_are_no_identity_card(raw):
    assert found("cnic", raw) is None


def test_a_person_has_one_identity_card():
    assert KINDS["cnic"].exclusive


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("AB 1234599", None, "PK:AB1234599"),
        ("ab1234599", "Pakistan", "PK:AB1234599"),
        ("X1234599", "de", "DE:X1234599"),
        ("PK:AB1234599", None, "PK:AB1234599"),
        ("X1234599", None, "X1234599"),
    ],
)
def test_a_passport_carries_its_country(raw, hint, expected):
    assert value("passport", raw, hint) == expected


def test_a_passport_that_does_not_look_pakistani_is_warned_of():
    assert found("passport", "X1234599", "PK").warning
    assert found("passport", "passport") is None
    assert found("passport", "AB0000000").key == 0


@pytest.mark.parametrize(
    "raw", ["PK36 SCBL 0000 0011 2345 6702", "pk36scbl0000001123456702", "IBAN: PK36-SCBL-0000001123456702"]
)
def test_an_iban_has_one_spelling(raw):
    identifier = found("iban", raw)
    assert (identifier.value, identifier.country) == ("PK36SCBL0000001123456702", "PK")
    assert identifier.key != 0


@pytest.mark.parametrize("raw", ["PK37SCBL0000001123456702", "PK36SCBL00000011234567020"])
def test_an_iban_with_wrong_check_digits_or_length_does_not_link(raw):
    identifier = found("iban", raw)
    assert identifier.key == 0
    assert "wrong" in identifier.warning


@given(st.text("0123456789", min_size=20, max_size=20), st.integers(4, 23))
def test_no_single_wrong_digit_of_an_iban_goes_unseen(body, place):
    check = next(f"{n:02}" for n in range(2, 99) if mod97_holds(f"PK{n:02}{body}"))
    right = f"PK{check}{body}"
    wrong = right[:place] + ("1" if right[place] == "0" else "0") + right[place + 1 :]
    assert found("iban", right).key != 0
    assert found("iban", wrong).key == 0


@given(st.text("0123456789", min_size=14, max_size=18))
def test_exactly_one_check_digit_satisfies_luhn(body):
    assert sum(luhn_holds(body + digit) for digit in "0123456789") == 1


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("0300-7654329", "Easypaisa", "easypaisa:+923007654329"),
        ("EasyPaisa 0300 7654329", None, "easypaisa:+923007654329"),
        ("Jazz Cash: 03007654329", None, "jazzcash:+923007654329"),
        ("ایزی پیسہ ۰۳۰۰۷۶۵۴۳۲۹", None, "easypaisa:+923007654329"),
        ("ali@example.com", "PayPal", "paypal:ali@example.com"),
        ("$Ali", "Cash App", "cashapp:$ali"),
        ("0300 7654329", None, "wallet:+923007654329"),
    ],
)
def test_a_wallet_is_its_provider_and_number(raw, hint, expected):
    assert value("wallet", raw, hint) == expected
    assert key("wallet", raw, hint) != 0


def test_a_wallet_is_not_the_phone_of_the_same_number():
    assert key("wallet", "03007654329", "Easypaisa") != key("phone", "03007654329")
    assert found("wallet", "03007654329", "Easypaisa").country == "PK"
    assert found("wallet", "some words") is None


@pytest.mark.parametrize(
    ("raw", "hint", "expected", "links"),
    [
        ("Visa ending in 4242 exp 12/27", None, "visa:4242:12/27", True),
        ("visa 4242 12/2027", None, "visa:4242:12/27", True),
        ("4242 (01/28)", "Master Card", "mastercard:4242:01/28", True),
        ("**** **** **** 4242", None, "card:4242", False),
        ("Last 4: 4242", "Visa", "visa:4242", False),
        ("4242", None, "card:4242", False),
    ],
)
def test_a_card_links_only_with_its_expiry(raw, hint, expected, links):
    identifier = found("card_tail", raw, hint)
    assert identifier.value == expected
    assert bool(identifier.key) == links


def test_a_whole_card_number_is_never_kept():
    assert value("card_tail", "4242 4242 4242 4242") == "card:4242"
    assert found("card_tail", "no digits") is None


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("LEA-1234", None, "LEA-1234"),
        ("lea 1234", None, "LEA-1234"),
        ("LEA1234", None, "LEA-1234"),
        ("LEA-16-1234", None, "LEA-16-1234"),
        ("white Corolla, plate lea 16 4321, Lahore", None, "LEA-16-4321"),
        ("ICT-AB-123", None, "AB-123"),
        ("LEA-۱۲۳۴", None, "LEA-1234"),
        ("B 12 XYZ 9", "DE", "B12XYZ9"),
    ],
)
def test_a_number_plate_is_found_in_its_description(raw, hint, expected):
    assert value("vehicle", raw, hint) == expected
    assert key("vehicle", raw, hint) != 0


@pytest.mark.parametrize("raw", ["white Corolla", "at 5 PM 12", "blue", ""])
def test_a_description_without_a_plate_is_no_vehicle(raw):
    assert found("vehicle", raw) is None


def test_a_plate_without_a_number_does_not_link():
    assert found("vehicle", "LEA-0000").key == 0
