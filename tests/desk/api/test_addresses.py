"""A notice goes to public addresses over HTTPS, and to nothing inside the network that was not allowed."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from nigehban.desk.api.errors import BadAddressError, NotSentError
from nigehban.desk.api.webhooks.addresses import Target, check_url, is_allowed, look_up


@pytest.mark.parametrize(
    "url",
    [
        "",
        "exchange.example",
        "ftp://exchange.example/",
        "http://exchange.example/",
        "http://127.0.0.1/",
        "https://",
        "https://name:word@exchange.example/",
        "https://exchange.example/#part",
        "https://exchange.example:99999/",
        "https://exchange.example/\r\nX: y",
        "https://exchänge.example/",
        "https://[::1/",
        "https://exchange.example/" + "x" * 500,
    ],
)
def test_an_address_that_is_none_or_not_encrypted_is_refused(url: str) -> None:
    with pytest.raises(BadAddressError):
        check_url(url)


def test_an_address_is_taken_apart() -> None:
    assert check_url("https://exchange.example/told?by=x") == Target(True, "exchange.example", 443, "/told?by=x")
    assert check_url("https://exchange.example:8443") == Target(True, "exchange.example", 8443, "/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - refused
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_a_machine_inside_is_not_told(address: str) -> None:
    assert not is_allowed(ip_address(address))


def test_a_public_machine_is_told() -> None:
    assert is_allowed(ip_address("1.1.1.1"))


def test_a_network_that_the_installation_allows_is_told(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = [ip_network("10.1.0.0/16")]
    assert is_allowed(ip_address("10.1.2.3"))
    assert is_allowed(ip_address("::ffff:10.1.2.3"))
    assert not is_allowed(ip_address("10.2.0.1"))


def test_this_machine_is_told_by_the_demonstration_alone(settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert is_allowed(ip_address("127.0.0.1"))
    assert not is_allowed(ip_address("10.0.0.1"))
    assert check_url("http://127.0.0.1:9/").encrypted is False


def test_a_name_that_means_this_machine_is_found_out() -> None:
    with pytest.raises(NotSentError, match="NIGEHBAN_WEBHOOK_NETS"):
        look_up(Target(True, "localhost", 443, "/"))


def test_a_name_that_nobody_has_is_said() -> None:
    with pytest.raises(NotSentError, match="not found"):
        look_up(Target(True, "nobody.invalid", 443, "/"))
