"""Addresses of coins, from the public test vectors of their specifications."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigehban.identifiers.checks import keccak256
from tests.identifiers.values import found, key, value

RIGHT = [
    ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "btc"),
    ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "btc"),
    ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "btc"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "btc"),
    ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "eth"),
    ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "eth"),
    ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "trx"),
    ("44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A", "xmr"),
]


@pytest.mark.parametrize(("raw", "coin"), RIGHT)
def test_an_address_with_a_right_checksum_links(raw, coin):
    assert value("crypto", raw) == f"{coin}:{raw.lower() if coin == 'eth' else raw}"
    assert key("crypto", raw) != 0
    assert found("crypto", raw).warning is None


@pytest.mark.parametrize(("raw", "coin"), RIGHT)
@pytest.mark.parametrize("place", [9, 20, -2])
def test_an_address_with_one_wrong_character_is_kept_warned_of_and_does_not_link(raw, coin, place):
    replacement = (
        raw[place].swapcase() if coin == "eth" and raw[place].isalpha() else ("q" if raw[place] != "q" else "p")
    )
    wrong = raw[:place] + replacement + raw[place:][1:]
    identifier = found("crypto", wrong)
    if coin == "eth" and not raw[place].isalpha():
        return
    assert identifier.key == 0
    assert "checksum" in identifier.warning


def test_a_taproot_address_with_the_older_checksum_is_wrong():
    """BIP 350: version 1 and above need bech32m."""
    identifier = found("crypto", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd")
    assert identifier.key == 0


def test_a_segwit_address_is_the_same_in_capitals():
    lower = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    assert key("crypto", lower.upper()) == key("crypto", f"bitcoin:{lower}?amount=1") == key("crypto", lower)


def test_an_ethereum_address_is_the_same_in_any_case():
    mixed = RIGHT[4][0]
    assert key("crypto", mixed) == key("crypto", mixed.lower()) == key("crypto", "0x" + mixed[2:].upper())


def test_an_address_that_nobody_owns_does_not_link():
    assert found("crypto", "0x" + "0" * 40).key == 0


@pytest.mark.parametrize("raw", ["hello", "0x123", "1", "bc1", "T" * 34 + "0", "bc1q", ""])
def test_other_words_are_no_address(raw):
    assert found("crypto", raw) is None


def test_keccak_is_the_older_padding():
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


@given(st.text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", min_size=33, max_size=33))
def test_random_words_in_the_form_of_an_address_do_not_link(text):
    assert found("crypto", "T" + text).key == 0
