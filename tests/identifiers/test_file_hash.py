"""Digests of files."""

import base64

import pytest

from tests.identifiers.values import found, key, value

MD5 = "9e107d9d372bb6826bd81d3542a419d6"
SHA1 = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"
SHA256 = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592"
PDQ = "f" * 32 + "0" * 31 + "1"


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        (MD5, "MD5", f"md5:{MD5}"),
        (MD5.upper(), "md5", f"md5:{MD5}"),
        (MD5, None, f"md5:{MD5}"),
        (f" {MD5} ", ["verificationHash", "MD5"][1], f"md5:{MD5}"),
        (base64.b64encode(bytes.fromhex(MD5)).decode(), "MD5", f"md5:{MD5}"),
        (SHA1, "SHA-1", f"sha1:{SHA1}"),
        (SHA256, None, f"sha256:{SHA256}"),
        (base64.b64encode(bytes.fromhex(SHA256)).decode(), None, f"sha256:{SHA256}"),
        (PDQ, "PDQ", f"pdq:{PDQ}"),
        (f"pdq:{PDQ}", None, f"pdq:{PDQ}"),
        (",".join(map(str, range(144))), "PhotoDNA", "photodna:" + bytes(range(144)).hex()),
        (base64.b64encode(bytes(range(144))).decode(), "PhotoDNA", "photodna:" + bytes(range(144)).hex()),
        ("T1:ab", "TLSH", "tlsh:T1:ab"),
    ],
)
def test_a_digest_has_one_spelling(raw, hint, expected):
    assert value("file_hash", raw, hint) == expected
    assert key("file_hash", raw, hint) != 0


def test_digests_of_different_algorithms_with_equal_digits_differ():
    assert key("file_hash", PDQ, "PDQ") != key("file_hash", PDQ, "SHA256")


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("d41d8cd98f00b204e9800998ecf8427e", "MD5"),
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "SHA256"),
        ("0" * 64, "PDQ"),
        (SHA1, "MD5"),
    ],
)
def test_a_digest_of_nothing_or_of_a_wrong_length_does_not_link(raw, hint):
    identifier = found("file_hash", raw, hint)
    assert identifier.key == 0
    assert identifier.warning


@pytest.mark.parametrize(("raw", "hint"), [("hello", None), ("xyz", "MD5"), ("9e10", None)])
def test_other_words_are_no_digest(raw, hint):
    assert found("file_hash", raw, hint) is None
