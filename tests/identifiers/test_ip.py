"""IP addresses: they link by address, port and time, or not at all."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.records import Instant
from tests.identifiers.values import NOON, found, key, value


def moment(**later) -> Instant:
    return Instant("x", datetime(2024, 5, 6, 12, 30, tzinfo=UTC) + timedelta(**later), zone_known=True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("64:ff9b::192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:4455", "192.0.2.7"),
        ("192.0.2.7/32", "192.0.2.7"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:db8::1%eth0", "2001:db8::1"),
        ("192.0.2.7 2024-05-06T12:30:00Z", "192.0.2.7"),
        ("١٩٢.٠.٢.٧", "192.0.2.7"),
    ],
)
def test_an_address_has_one_spelling(raw, expected):
    assert value("ip", raw) == expected


@pytest.mark.parametrize(
    "raw", ["999.1.1.1", "1.2.3", "192.0.2.7.5", "abc", "2001:db8", ":::", "192.0.2.7 x", "1.2.3.4\0"]
)
def test_what_is_no_address_is_not_an_ip(raw):
    assert found("ip", raw) is None


@given(st.ip_addresses())
def test_addresses_agree_with_the_standard_library(address):
    ours = value("ip", str(address))
    if isinstance(address, IPv6Address) and ours and "." in ours:
        assert (address.ipv4_mapped is not None) or str(address).startswith("64:ff9b::")
    else:
        assert ip_address(ours) == address


def test_an_ip_without_a_time_does_not_link():
    assert found("ip", "192.0.2.7").key == 0
    assert found("ip", "192.0.2.7", at=NOON).key != 0


def test_an_ip_at_a_time_of_unknown_zone_does_not_link():
    assert found("ip", "192.0.2.7", at=NOON._replace(zone_known=False)).key == 0
    assert found("ip", "192.0.2.7", at=Instant("soon", None, zone_known=False)).key == 0


def test_a_line_of_a_log_links_by_the_time_written_in_it():
    assert key("ip", "192.0.2.7 2024-05-06T17:30:00+05:00") == key("ip", "192.0.2.7", at=NOON) != 0
    assert key("ip", "192.0.2.7:4455 2024-05-06T12:30:00Z") == key("ip", "192.0.2.7", at=NOON, port=4455)
    assert found("ip", "192.0.2.7 2024-13-06T12:30:00Z").key == 0
    assert found("ip", "192.0.2.7 2024-05-06T12:30:00").key == 0


def test_an_ip_behind_a_stated_proxy_does_not_link():
    assert found("ip", "192.0.2.7", at=NOON, proxy=True).key == 0
    assert found("ip", "192.0.2.7", at=NOON, proxy=False).key != 0


def test_without_a_port_two_mentions_link_only_within_the_hour():
    assert key("ip", "192.0.2.7", at=NOON) == key("ip", "192.0.2.7", at=moment(minutes=20))
    assert key("ip", "192.0.2.7", at=NOON) != key("ip", "192.0.2.7", at=moment(hours=1))


def test_with_a_port_two_mentions_link_within_the_day_on_the_same_port():
    here = key("ip", "192.0.2.7", at=NOON, port=4455)
    assert here == key("ip", "192.0.2.7", at=moment(hours=5), port=4455)
    assert here == key("ip", "192.0.2.7:4455", at=NOON)
    assert here != key("ip", "192.0.2.7", at=NOON, port=4456)
    assert here != key("ip", "192.0.2.7", at=moment(days=1), port=4455)
    assert here != key("ip", "192.0.2.7", at=NOON)


def test_an_ipv6_address_links_by_its_64_bit_prefix_whatever_the_port():
    here = key("ip", "2001:db8:1:2::5", at=NOON)
    assert here == key("ip", "2001:db8:1:2:ffff::9", at=NOON, port=443)
    assert here != key("ip", "2001:db8:1:3::5", at=NOON)


@pytest.mark.parametrize(
    "raw",
    [
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.1.1",
        "172.31.0.1",
        "192.168.1.1",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
    ],
)
def test_a_private_or_shared_address_does_not_link(raw):
    identifier = found("ip", raw, at=NOON)
    assert identifier.key == 0
    assert "private or shared" in identifier.warning


@pytest.mark.parametrize("raw", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "100.63.0.1", "172.32.0.1"])
def test_a_public_address_and_the_ranges_for_examples_link(raw):
    assert found("ip", raw, at=NOON).key != 0
