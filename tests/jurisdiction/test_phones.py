from __future__ import annotations

import pytest

from nigehban.jurisdiction import Pack
from nigehban.jurisdiction.phones import Number, phone_book


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("+92 300 0000000", None),
        ("0092 300 0000000", None),
        ("+92 (0)300 0000000", None),
        ("300 0000000", "+92"),
        ("0300 0000000", "92"),
        ("\u202a+٩٢ ٣٠٠ ٠٠٠٠٠٠٠\u202c", None),
    ],
)
def test_a_mobile_number_shows_the_country_and_no_district(pk: Pack, raw: str, hint: str | None) -> None:
    assert phone_book(pk).read(raw, hint) == Number("PK", mobile=True)


@pytest.mark.parametrize("raw", ["0300-0000000", "923000000000"])
def test_a_number_with_the_shape_of_ours_is_taken_for_ours_without_a_calling_code(pk: Pack, raw: str) -> None:
    assert phone_book(pk).read(raw, None) == Number("PK", mobile=True, stated=False)


@pytest.mark.parametrize(
    ("raw", "districts"),
    [
        ("+92 41 2000000", ("faisalabad",)),
        ("+92 42 30000000", ("lahore",)),
        ("+92 544 200000", ("jhelum",)),
        ("+92 51 2000000", ("islamabad", "rawalpindi")),
    ],
)
def test_a_landlines_area_code_shows_its_districts(pk: Pack, raw: str, districts: tuple[str, ...]) -> None:
    assert phone_book(pk).read(raw, None) == Number("PK", districts)


def test_a_number_of_ours_of_no_known_kind_shows_the_country(pk: Pack) -> None:
    assert phone_book(pk).read("+92 999 1", None) == Number("PK")


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("+47 22 00 00 00", "NO"),
        ("0044 20 7946 0000", "GB"),
        ("+44 1481 000 000", "GG"),
        ("+1 202 555 0100", "US"),
        ("+1 416 555 0100", "CA"),
        ("+1 876 555 0100", "JM"),
        ("+7 701 000 0000", "KZ"),
        ("+7 495 000 0000", "RU"),
        ("+971 50 000 0000", "AE"),
    ],
)
def test_a_foreign_calling_code_shows_its_country(pk: Pack, raw: str, country: str) -> None:
    assert phone_book(pk).read(raw, None) == Number(country)


@pytest.mark.parametrize("raw", ["", "+", "12345", "07000 000000", "+92", "+999 1234 5678", "n/a", "+47", "0" * 40])
def test_a_number_that_shows_no_country_stays_unknown(pk: Pack, raw: str) -> None:
    assert phone_book(pk).read(raw, None) is None


def test_each_pack_has_its_own_numbers(testland: Pack) -> None:
    book = phone_book(testland)
    assert book.read("+999 70 123456", None) == Number("XT", mobile=True)
    assert book.read("021 12345", None) == Number("XT", ("northmark", "hillmark"), stated=False)
    assert book.read("+92 300 0000000", None) == Number("PK")
