"""Check digits: Luhn (ISO/IEC 7812-1), ISO 7064 mod 97-10, base58check, bech32 and bech32m, Keccak-256."""

from __future__ import annotations

from hashlib import sha256

_LUHN = str.maketrans("0123456789", "0246813579")
_BASE58 = {char: value for value, char in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
_BECH32 = {char: value for value, char in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32 = 1
BECH32M = 0x2BC830A3
"""Final states of the checksums of BIP 173 and BIP 350."""


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others."""
    doubled = digits[-2::-2].translate(_LUHN)
    return (sum(map(int, digits[-1::-2])) + sum(map(int, doubled))) % 10 == 0


def mod97_holds(iban: str) -> bool:
    """Whether an IBAN (upper case, no spaces) has right check digits."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def base58_number(text: str) -> int | None:
    """The number that base58 text writes; ``None`` for other characters."""
    number = 0
    for char in text:
        value = _BASE58.get(char)
        if value is None:
            return None
        number = number * 58 + value
    return number


def base58check(text: str) -> bytes | None:
    """The 21 bytes (version and hash) of a base58check address; ``None`` when it is malformed or its checksum fails."""
    number = base58_number(text)
    if number is None or number >> 200:
        return None
    data = number.to_bytes(25, "big")
    leading = len(text) - len(text.lstrip("1"))
    if leading != len(data) - len(data.lstrip(b"\0")):
        return None
    return data[:21] if sha256(sha256(data[:21]).digest()).digest()[:4] == data[21:] else None


def bech32_state(prefix: str, data: str) -> int | None:
    """The checksum's final state (``BECH32`` or ``BECH32M`` when it holds); ``None`` for characters outside bech32."""
    values = [_BECH32.get(char, -1) for char in data]
    if -1 in values:
        return None
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    state = 1
    for value in expanded + values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate(_BECH32_STEPS):
            state ^= step if top >> bit & 1 else 0
    return state


def segwit_version(data: str) -> int:
    """The witness version that a segwit address states in its first character after the separator."""
    return _BECH32[data[0]]


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum and Monero use it (not SHA3-256)."""
    from Crypto.Hash import keccak  # noqa: PLC0415  heavy, and few values need it

    return keccak.new(digest_bits=256, data=data).digest()
