"""Every identifier in every document is of a range that no one holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.synthetic import reserved
from nigehban.synthetic.writing import written_phone

NETWORKS = [ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]
DOMAIN = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|[a-z0-9]+\.example|[a-z]+\.test)$")
KNOWN_NAMES = {"www.w3.org", "schemas.openxmlformats.org"}  # names of XML vocabularies, never fetched
PREFIXES = (*(prefix for blocks in reserved.PHONE_BLOCKS.values() for prefix, _ in blocks), "+9220")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060]")


def texts(disk) -> Iterator[str]:
    """Every document as text, members of ZIPs and workbooks one by one; broken ones too."""
    for path in sorted(disk.out.rglob("*")):
        if path.suffix in {".json", ".xml", ".csv"}:
            yield path.read_bytes().decode("utf-8", "replace")
        elif path.suffix in {".zip", ".xlsx"} and "-x." not in path.name:
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith((".json", ".xml")):
                        yield archive.read(name).decode()


@pytest.fixture(scope="module")
def everything(disk) -> str:
    return INVISIBLE.sub("", "\n".join(texts(disk))).translate(DIGITS)


def test_every_ip_address_is_reserved_for_documentation(everything: str) -> None:
    found = set(re.findall(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])", everything))
    found |= set(re.findall(r"\b2[0-9a-f]{3}(?::[0-9a-f]{0,4}){3,7}", everything))
    assert len(found) > 700
    assert not [ip for ip in found if not any(ip_address(ip) in net for net in NETWORKS)]


def test_every_mail_and_web_address_is_at_a_reserved_domain(everything: str) -> None:
    found = set(re.findall(r"@([\w.-]+\.[a-z]{2,})", everything.lower()))
    found |= set(re.findall(r"https?://([\w.-]+)", everything.lower()))
    assert len(found) > 10
    assert not [domain for domain in found - KNOWN_NAMES if not DOMAIN.search(domain)]


def test_every_phone_number_is_of_an_unassigned_block(everything: str) -> None:
    numbers = set(re.findall(r"\+\d[\d ()-]{8,18}\d", everything))
    assert len(numbers) > 300
    plain = {"+" + re.sub(r"\D", "", number.replace("(0)", "")) for number in numbers}
    assert not [number for number in plain if not number.startswith((*PREFIXES, "+05"))]


def test_no_block_is_assigned_to_anybody() -> None:
    import phonenumbers

    rng = Random(1)
    for country in reserved.PHONE_BLOCKS:
        for _ in range(50):
            number = phonenumbers.parse(reserved.phone(rng, country))
            assert phonenumbers.is_possible_number(number)
            assert not phonenumbers.is_valid_number(number)


@given(st.integers(0, 10**9), st.sampled_from(sorted(reserved.PHONE_BLOCKS)))
def test_a_phone_however_written_keeps_its_subscriber_digits(seed: int, country: str) -> None:
    number = reserved.phone(Random(seed), country)
    written = written_phone(Random(seed), number).translate(DIGITS)
    assert re.sub(r"\D", "", written).endswith(number[-7:] if country == "PK" else number[1:])


@given(st.integers(0, 10**9))
def test_check_digits_are_right(seed: int) -> None:
    rng = Random(seed)
    for number in (reserved.imei(rng), reserved.iccid(rng)):
        assert reserved.luhn_digit(number[:-1]) == number[-1]
    iban = reserved.iban(rng)
    assert int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def test_an_identity_card_is_of_a_place_that_does_not_exist(everything: str) -> None:
    cards = re.findall(r"\b(\d{5})-\d{7}-\d\b", everything)
    assert cards
    assert all(re.fullmatch("[1-7]0000", locality) for locality in cards)
