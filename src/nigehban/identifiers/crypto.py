"""Addresses of crypto currencies: Bitcoin (legacy, segwit, taproot), Ethereum, TRON, Monero; each with its checksum.

A wrong checksum means a typing error: the value is kept with a warning and never links. ``bech32`` follows BIP 173 and
350, mixed-case Ethereum addresses EIP-55.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigehban.identifiers.checks import (
    BECH32,
    BECH32M,
    base58_number,
    base58check,
    bech32_state,
    keccak256,
    segwit_version,
)
from nigehban.identifiers.kind import Cleaned, Found, Kind, Proof
from nigehban.identifiers.text import normalise_text

_B58 = "1-9A-HJ-NP-Za-km-z"
_BITCOIN = re.compile(rf"[13][{_B58}]{{25,34}}")
_SEGWIT = re.compile(r"bc1([02-9ac-hj-np-z]{8,87})")
_ETHEREUM = re.compile(r"0x([0-9a-fA-F]{40})")
_TRON = re.compile(rf"T[{_B58}]{{33}}")
_MONERO = re.compile(rf"[48](?:[{_B58}]{{94}}|[{_B58}]{{105}})")
_XMR_BLOCKS = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
"""Monero encodes base58 in blocks: characters of a block and the bytes they hold."""
_BURNED = frozenset({"0x" + "0" * 40, "0x" + "0" * 36 + "dead", "1111111111111111111114oLvT2"})
_WRONG = "The address's checksum is wrong"
_IN_TEXT = re.compile(r"[13T48bB0][0-9A-Za-z]{25,105}")


def clean(raw: str, hint: str | None) -> Cleaned | None:
    """``btc:``, ``eth:``, ``trx:`` or ``xmr:`` and the address; the form decides, ``hint`` is not needed."""
    del hint
    plain = normalise_text(raw).strip()
    head, colon, tail = plain.partition(":")
    if colon and head.casefold() in _SCHEMES:
        plain = tail.partition("?")[0].removeprefix("//")
    for coin, form, check in _COINS:
        match = form.fullmatch(plain.lower() if coin == "btc" and plain[:3] == "BC1" else plain)
        if match:
            return _made(coin, match[0], holds=check(match[0]))
    return None


def _made(coin: str, address: str, *, holds: bool) -> Cleaned:
    value = f"{coin}:{address.lower() if coin == 'eth' else address}"
    if not holds:
        return Cleaned(value, warning=_WRONG, links=False)
    if value.partition(":")[2] in _BURNED:
        return Cleaned(value, warning="An address that nobody can own", links=False)
    return Cleaned(value)


def _bitcoin_holds(address: str) -> bool:
    data = base58check(address)
    return data is not None and data[0] in {0, 5}


def _segwit_holds(address: str) -> bool:
    state = bech32_state("bc", address[3:])
    return state == (BECH32 if segwit_version(address[3:]) == 0 else BECH32M)


def _ethereum_holds(address: str) -> bool:
    body = address[2:]
    if body in {body.lower(), body.upper()}:
        return True
    marks = keccak256(body.lower().encode()).hex()
    return all(
        char.isdigit() or char.isupper() == (int(mark, 16) >= 8) for char, mark in zip(body, marks, strict=False)
    )


def _tron_holds(address: str) -> bool:
    data = base58check(address)
    return data is not None and data[0] == 0x41


def _monero_holds(address: str) -> bool:
    data = b""
    for start in range(0, len(address), 11):
        block = address[start : start + 11]
        number, size = base58_number(block), _XMR_BLOCKS.get(len(block), 0)
        if number is None or number >> 8 * size:
            return False
        data += number.to_bytes(size, "big")
    return data[0] in {18, 19, 42} and keccak256(data[:-4])[:4] == data[-4:]


_COINS = (
    ("eth", _ETHEREUM, _ethereum_holds),
    ("trx", _TRON, _tron_holds),
    ("btc", _SEGWIT, _segwit_holds),
    ("btc", _BITCOIN, _bitcoin_holds),
    ("xmr", _MONERO, _monero_holds),
)
_SCHEMES = frozenset({"btc", "eth", "trx", "xmr", "bitcoin", "ethereum", "tron", "monero", "usdt"})


def find(text: str) -> Iterator[Found]:
    """Words that are addresses of a coin, if their checksum is right."""
    for match in _IN_TEXT.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        cleaned = clean(match[0], None)
        if cleaned and cleaned.links:
            yield Found(match[0], start, end)


KIND = Kind("crypto", 14, Proof.STRONG, cap=8, clean=clean, find=find)
