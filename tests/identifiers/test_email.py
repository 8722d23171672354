"""E-mail addresses and the rules of the providers."""

import pytest

from tests.identifiers.values import found, key, value


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ali.Khan+shop@GoogleMail.com", "alikhan@gmail.com"),
        ("a.li@gmail.com", "ali@gmail.com"),
        ("Ali.K+x@Outlook.com", "ali.k@outlook.com"),
        ("ali+x@hotmail.com", "ali@hotmail.com"),
        ("ali.k-shop@yahoo.com", "ali.k@yahoo.com"),
        ("ali-shop@yahoo.co.uk", "ali@yahoo.co.uk"),
        ("ali+x@icloud.com", "ali@icloud.com"),
        ("ali+x@example.com", "ali+x@example.com"),
        ("a.l.i@example.com", "a.l.i@example.com"),
        ("a-li@example.com", "a-li@example.com"),
        ("<ali@example.com>", "ali@example.com"),
        ("mailto:ALI@Example.COM", "ali@example.com"),
        ("ali@example.com.", "ali@example.com"),
        ("ali@exämple.org", "ali@xn--exmple-cua.org"),
        ("ali@xn--exmple-cua.org", "ali@xn--exmple-cua.org"),
        ("\u202bali\u200b@example.com\u202c", "ali@example.com"),
        ("ａli＠example.com", "ali@example.com"),
        ("علی@example.com", "علی@example.com"),
    ],
)
def test_an_address_becomes_the_mailbox_that_its_provider_delivers_to(raw, expected):
    assert value("email", raw) == expected
    assert key("email", raw) != 0


@pytest.mark.parametrize(
    "raw",
    [
        "ali",
        "ali@",
        "@example.com",
        "ali@example",
        "a b@example.com",
        "ali@-.com",
        "a@b@c.com",
        "a@" + "ä" * 64 + ".com",
    ],
)
def test_words_that_are_no_address_are_not_emails(raw):
    assert found("email", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "noreply@example.com",
        "No-Reply@example.com",
        "a@a.a",
        "aaa@aaa.com",
        "test@example.com",
        "ali@x.invalid",
        "NoEmail@example.com",
    ],
)
def test_an_address_of_nobody_does_not_link(raw):
    identifier = found("email", raw)
    assert identifier.key == 0
    assert identifier.warning


@pytest.mark.parametrize("raw", ["n/a", "N/A", "Unknown", "none", "-", "null", "نامعلوم"])
@pytest.mark.parametrize("kind", ["email", "phone", "handle", "account", "person_name", "cnic"])
def test_a_word_for_no_value_is_kept_with_a_warning_and_does_not_link(kind, raw):
    identifier = found(kind, raw, "Facebook")
    assert identifier.key == 0
    assert "no value" in identifier.warning
