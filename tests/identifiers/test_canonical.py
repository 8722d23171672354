"""What holds for every kind."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nigehban.identifiers import BY_CODE, KINDS, Identifier, identify
from nigehban.identifiers.canonical import LONGEST
from nigehban.records import Mention
from tests.identifiers.values import NOON, found, key

KIND_NAMES = st.sampled_from(sorted(KINDS))
HINTS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["Facebook, Inc.", "X", "+44", "+92", "IMEI", "IDFA", "MAC", "MD5", "PDQ", "1990-02-03", "Easypaisa"]
    ),
)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.text("0123456789٣۳", min_size=1, max_size=16),
        st.sampled_from(
            [
                "+92",
                "0300",
                "@",
                "example.com",
                "https://",
                "facebook.com/",
                "imei:",
                "0x",
                "bc1q",
                "PK36",
                "::",
                ".",
                "-",
            ]
        ),
        st.sampled_from(
            [
                "\u202e",
                "\u200b",
                "\u0640",
                "\ud800",
                "\0",
                " ",
                "t.me/+",
                "profile.php?id=",
                "xn--",
                "%",
                "[",
                "محمد",
                "ß",
                "İ",
            ]
        ),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=800, deadline=None)
@given(KIND_NAMES, PIECES, HINTS)
@example("url", "http://[::1", None)
@example("email", "a@\u00df.com", None)
@example("url", "https://\u0130.com/", None)
@example("ip", "1.2.3.4\0", None)
def test_identify_never_raises_and_a_value_is_its_own_canonical_form(kind, raw, hint):
    first = identify(Mention(kind, raw, "/x", hint=hint, at=NOON))
    if first is None:
        return
    again = identify(Mention(BY_CODE[first.code].name, first.value, "/x", hint=hint, at=NOON))
    assert again is not None
    assert (again.code, again.value, again.country) == (first.code, first.value, first.country)


@settings(max_examples=300, deadline=None)
@given(KIND_NAMES, PIECES, HINTS)
def test_equal_values_have_equal_keys_unless_one_may_not_link(kind, raw, hint):
    first = identify(Mention(kind, raw, "/x", hint=hint))
    again = first and identify(Mention(BY_CODE[first.code].name, first.value, "/x", hint=hint))
    if first and again and first.key and again.key:
        assert first.key == again.key


@pytest.mark.parametrize("raw", ["", " ", "\t\n", "\u200b", "\u202e\u202c"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_no_identifier(kind, raw):
    assert found(kind, raw) is None


def test_an_unknown_kind_is_no_identifier():
    assert found("shoe_size", "42") is None


def test_a_text_too_long_for_any_identifier_is_none():
    assert found("handle", "a" * LONGEST) is not None
    assert found("handle", "a" * (LONGEST + 1)) is None
    assert found("url", "https://example.org/" + "a" * 2000).key != 0


def test_a_place_never_links():
    assert found("place", "Lahore,  Punjab") == Identifier(18, "lahore punjab", 0)


def test_one_value_of_two_kinds_has_two_keys():
    assert key("wallet", "ali@example.com", "PayPal") != key("email", "ali@example.com")
    assert key("account", "abcdefg", "X") != key("handle", "abcdefg", "X")
