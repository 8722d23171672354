from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.jurisdiction import IpTable, Pack, ip_table
from nigehban.jurisdiction.addresses import read_address
from nigehban.jurisdiction.networks import networks


@pytest.mark.parametrize(
    "ip",
    [
        *("192.0.2.1", "198.51.100.200", "203.0.113.9", "2001:db8::1", "2001:db8:ffff::"),
        *(
            "10.0.0.1",
            "172.16.5.5",
            "192.168.1.1",
            "127.0.0.1",
            "100.64.1.1",
            "169.254.0.1",
            "0.0.0.1",
            "255.255.255.255",
        ),
        *("::1", "fe80::1", "fd00::1", "ff02::1", "::", "::ffff:192.0.2.1"),
    ],
)
def test_reserved_addresses_are_in_no_country(ip: str) -> None:
    assert ip_table().country(ip) is None


def test_the_whole_network_of_a_country_is_in_it(pk: Pack) -> None:
    """Every range of the pack's own networks was cut from this table, so both ends must be in it."""
    table = ip_table()
    for row in pk.networks:
        for number in (row.start, row.end):
            assert table.country(_address(row.version, number)) == "PK"


def _address(version: int, number: int) -> str:
    if version == 4:
        return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    return ":".join(f"{number >> shift & 0xFFFF:x}" for shift in (48, 32, 16, 0)) + "::"


def test_a_small_table_answers_by_its_points() -> None:
    table = IpTable({4: array("Q", [0, 100, 200]), 6: array("Q", [0, 1 << 63])}, {4: ["", "AA", "BB"], 6: ["CC", ""]})
    assert [table.country(f"0.0.0.{n}") for n in (0, 99, 100, 199, 200, 255)] == [None, None, "AA", "AA", "BB", "BB"]
    assert table.country("255.255.255.255") == "BB"
    assert table.country("::1") == "CC"
    assert table.country("8000::") is None


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1.2.3.4.5", "300.1.1.1", "example.org", "1.2.3.4\0", "٣.1.1.1", ":::", "1.2.3.4/24"]
)
def test_what_is_no_address_is_in_no_country(text: str) -> None:
    assert read_address(text) is None
    assert ip_table().country(text) is None


def test_an_address_is_read_with_its_zone_its_spaces_and_inside_ipv6() -> None:
    assert read_address(" 192.0.2.1 ") == (4, 0xC0000201)
    assert read_address("::ffff:192.0.2.1") == (4, 0xC0000201)
    assert read_address("2001:db8::1%eth0") == (6, 0x20010DB800000000)


@given(st.ip_addresses().map(str))
def test_every_address_has_one_answer(ip: str) -> None:
    country = ip_table().country(ip)
    assert country is None or (len(country) == 2 and country.isupper())


def test_a_packs_networks_know_their_operator(testland: Pack) -> None:
    known = networks(testland)
    assert [c.asn if (c := known.of(ip)) else None for ip in ("192.0.2.0", "192.0.2.127", "192.0.2.128")] == [
        *(64496, 64496, 64498)
    ]
    assert known.of("203.0.113.1") is None
    assert known.of("192.0.1.255") is None
    assert known.of("not an address") is None
    assert known.of("2001:db8:1::9") is not None


def test_a_mobile_network_is_known_by_address_or_by_name(testland: Pack) -> None:
    known = networks(testland)
    assert known.is_mobile("192.0.2.9", None)
    assert known.is_mobile(None, "TESTCELL")
    assert known.is_mobile(None, "Other Mobile Ltd")
    assert not known.is_mobile("198.51.100.1", "Testcell")  # the address says more than the name
    assert not known.is_mobile(None, "Testland Cable")
    assert not known.is_mobile(None, None)
