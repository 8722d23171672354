"""Where notices may go. Whoever can name an address must not have the desk knock at machines inside its network.

Allowed are public addresses over HTTPS. ``NIGEHBAN_WEBHOOK_NETS`` allows networks of the installation's own; the
demonstration may tell this machine, without encryption. The name is looked up once, and what was looked at is what
is connected to: a name that means another machine a moment later gains nothing.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from nigehban.desk.api.errors import BadAddressError, NotSentError

LONGEST = 500
_NAT64 = ip_network("64:ff9b::/96")
_PORTS = {"https": 443, "http": 80}
IP = IPv4Address | IPv6Address


class Target(NamedTuple):
    """An address taken apart. ``path`` has the query."""

    encrypted: bool
    host: str
    port: int
    path: str


def check_url(url: str) -> Target:
    """The address taken apart; its host is looked at anew for each notice. Raises ``BadAddressError``."""
    if len(url) > LONGEST or any(not "!" <= letter <= "~" for letter in url):
        raise BadAddressError(_("Write the address in plain letters, without spaces, in at most 500 characters."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadAddressError(_("This is no address.")) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None or parts.fragment:
        raise BadAddressError(_("Write the address as https://host/path, without a name or a password in it."))
    if parts.scheme == "http" and not _is_own_machine(parts.hostname):
        raise BadAddressError(_("Notices are sent over HTTPS only."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port or _PORTS[parts.scheme], path)


def look_up(target: Target) -> str:
    """An address of the host to connect to. Raises ``NotSentError`` where there is none, or one is not allowed."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSentError(f"The host {target.host} is not found.") from error
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    refused = next((one for one in addresses if not is_allowed(one)), None)
    if refused is not None or not addresses:
        raise NotSentError(f"{target.host} is at {refused}, where no notice may go (NIGEHBAN_WEBHOOK_NETS).")
    return str(addresses[0])


def is_allowed(address: IP) -> bool:
    """Whether a notice may go to that address of a machine."""
    meant = _meant(address)
    if any(meant in network for network in settings.WEBHOOK_NETWORKS if network.version == meant.version):
        return True
    if meant.is_loopback:
        return bool(settings.DEMONSTRATION)
    return meant.is_global and not meant.is_multicast


def _meant(address: IP) -> IP:
    """The machine that is reached: IPv6 has several ways to write an IPv4 address."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return inner or address


def _is_own_machine(host: str) -> bool:
    return bool(settings.DEMONSTRATION) and host in {"127.0.0.1", "localhost", "::1"}
