"""Identifiers that no one holds. Every identifier in a synthetic document is made here.

=============  ====================================================================================
kind           range
=============  ====================================================================================
IPv4           192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24 (RFC 5737)
IPv6           2001:db8::/32 (RFC 3849)
e-mail, URL    example.com, example.org, example.net, ``*.example`` and ``*.test`` (RFC 2606)
phone          ``PHONE_BLOCKS``: blocks that are of possible length and assigned to no one
identity card  locality ``x0000`` (first digit 1 to 7), which no tehsil has
passport       series ``ZZ``
IMEI           reporting body 00 (test), with its check digit
ICCID          issuer 92 99, with its check digit
IBAN           bank code ``XMPL``, with its check digits
crypto         the digest of nothing: random 160-bit values with valid checksums
=============  ====================================================================================
"""

from __future__ import annotations

from hashlib import sha256
from random import Random

PHONE_BLOCKS: dict[str, tuple[tuple[str, int], ...]] = {
    "PK": tuple((f"+92{code}", 7) for code in (350, 351, 352, 353, 354, 356, 357, 358, 359, 365, 366, 367, 368, 369)),
    "US": (("+1555", 7),),
    "GB": (("+447700900", 3),),
    "BD": (("+88010", 8),),
    "PH": (("+63900", 7),),
    "AE": (("+97159", 7),),
    "SA": (("+96652", 7),),
    "DE": (("+49140", 7),),
    "ES": (("+3457", 7),),
    "LK": (("+9479", 7),),
    "NG": (("+234600", 7),),
    "OM": (("+96860", 6),),
}
"""Prefix in E.164 and how many digits follow; mobile-looking, by country."""

LANDLINE_BLOCK = ("+9220", 8)
"""Area code 20 is assigned to no Pakistani city."""

MAIL_DOMAINS = (
    "gmail.example",
    "gmail.example",
    "gmail.example",
    "example.com",
    "example.org",
    "example.net",
    "mail.test",
)
SITE_DOMAINS = ("example.com", "example.org", "example.net", "profiles.test", "photos.example")

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def digits(rng: Random, length: int) -> str:
    """``length`` random decimal digits."""
    return str(rng.randrange(10**length)).zfill(length)


def phone(rng: Random, country: str = "PK") -> str:
    """A mobile number in E.164 from an unassigned block of ``country``."""
    prefix, length = rng.choice(PHONE_BLOCKS[country])
    return prefix + digits(rng, length)


def landline(rng: Random) -> str:
    """A Pakistani landline in E.164 under an area code that does not exist."""
    return LANDLINE_BLOCK[0] + digits(rng, LANDLINE_BLOCK[1])


def cnic(rng: Random, region: int, *, female: bool) -> str:
    """An identity card number 5-7-1: the locality does not exist, the last digit is even for a woman."""
    last = rng.randrange(0, 10, 2) + (0 if female else 1)
    return f"{region}0000-{digits(rng, 7)}-{last}"


def passport(rng: Random) -> str:
    """A passport number of a series that is not issued."""
    return f"ZZ{digits(rng, 7)}"


def luhn_digit(body: str) -> str:
    """The check digit (ISO/IEC 7812-1) that completes ``body``."""
    total = 0
    for index, char in enumerate(reversed(body)):
        value = int(char) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def imei(rng: Random) -> str:
    """A test IMEI: reporting body 00, valid check digit."""
    body = "00" + digits(rng, 12)
    return body + luhn_digit(body)


def iccid(rng: Random) -> str:
    """A SIM card number of an issuer that does not exist, valid check digit."""
    body = "899299" + digits(rng, 12)
    return body + luhn_digit(body)


def advertising_id(rng: Random) -> str:
    """A random identifier in UUID form, upper case as platforms write it."""
    raw = f"{rng.getrandbits(128):032X}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def iban(rng: Random) -> str:
    """A Pakistani IBAN (ISO 13616) of a bank that does not exist."""
    account = "XMPL" + digits(rng, 16)
    numeric = "".join(str(int(char, 36)) for char in account + "PK00")
    return f"PK{98 - int(numeric) % 97:02d}{account}"


def _base58check(payload: bytes) -> str:
    data = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def bitcoin(rng: Random) -> str:
    """A Bitcoin P2PKH address of a random hash."""
    return _base58check(b"\x00" + rng.randbytes(20))


def tron(rng: Random) -> str:
    """A Tron address of a random hash."""
    return _base58check(b"\x41" + rng.randbytes(20))


def ethereum(rng: Random) -> str:
    """An Ethereum address of a random hash, lower case (so without EIP-55 checksum)."""
    return f"0x{rng.getrandbits(160):040x}"


def md5(rng: Random) -> str:
    """A random value in the form of an MD5 digest."""
    return f"{rng.getrandbits(128):032x}"


def vehicle(rng: Random) -> str:
    """A number plate of a series that is not issued."""
    return f"ZZZ-{digits(rng, 3)}"
