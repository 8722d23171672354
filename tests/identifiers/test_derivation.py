"""Identifiers in free text: found where they are, and not where they are not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.identifiers import BY_CODE, derive, identify
from nigehban.identifiers.derivation import LONGEST_TEXT, MOST_FOUND
from nigehban.records import Narrative, Referral, Role, Scheme


def referral(*texts: str) -> Referral:
    narratives = [Narrative("chat", text, f"/n/{i}", Role.REPORTED, 0) for i, text in enumerate(texts)]
    return Referral(Scheme.NCMEC, "1", "", narratives=narratives)


def values(text: str) -> set[tuple[str, str]]:
    identifiers = map(identify, derive(referral(text)))
    return {(BY_CODE[each.code].name, each.value) for each in identifiers}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 0300-7654329 or +92 301 5554443.", {("phone", "+923007654329"), ("phone", "+923015554443")}),
        ("0300-7654329/0301-5554443", {("phone", "+923007654329"), ("phone", "+923015554443")}),
        ("03007654329,03015554443", {("phone", "+923007654329"), ("phone", "+923015554443")}),
        ("my nr:03007654329", {("phone", "+923007654329")}),
        ("Ph# 042-35761999", {("phone", "+924235761999")}),
        ("(0300) 7654329", {("phone", "+923007654329")}),
        ("+44 7700 900129 12 apples", {("phone", "+447700900129")}),
        ("میرا نمبر ۰۳۰۰-۷۶۵۴۳۲۹ ہے", {("phone", "+923007654329")}),
        ("mail Ali.K@Example.com, now", {("email", "ali.k@example.com")}),
        ("insta: ali.khan_99", {("handle", "instagram:ali.khan_99")}),
        ("Snap id = sara_k", {("handle", "snapchat:sara_k")}),
        ("write to @sara.khan!", {("handle", "sara.khan")}),
        ("see https://www.facebook.com/profile.php?id=100001234567890.", {("account", "facebook:100001234567890")}),
        ("(t.me/+AbCdEfGh12)", {("group", "telegram:AbCdEfGh12")}),
        ("join chat.whatsapp.com/AbCdEfGhIjKlMnOpQrSt12", {("group", "whatsapp:AbCdEfGhIjKlMnOpQrSt12")}),
        ("wa.me/923007654329", {("phone", "+923007654329")}),
        ("www.example.org/a?b=1 there", {("url", "https://www.example.org/a?b=1")}),
        ("from 192.0.2.7, then 198.51.100.3:4455", {("ip", "192.0.2.7"), ("ip", "198.51.100.3")}),
        ("over 2001:db8::1 today", {("ip", "2001:db8::1")}),
        ("IMEI: 49-015420-323751-8", {("device", "imei:49015420323751")}),
        ("CNIC 35202-9876512-1", {("cnic", "35202-9876512-1")}),
        ("شناختی کارڈ نمبر 3520298765121", {("cnic", "35202-9876512-1")}),
        ("IBAN PK36 SCBL 0000 0011 2345 6702", {("iban", "PK36SCBL0000001123456702")}),
        ("Easypaisa 0300-7654329", {("wallet", "easypaisa:+923007654329"), ("phone", "+923007654329")}),
        ("JazzCash pe bhejo: jazzcash 03007654329", {("wallet", "jazzcash:+923007654329"), ("phone", "+923007654329")}),
        ("cashapp $ali", {("wallet", "cashapp:$ali")}),
        ("visa ending in 4242 exp 12/27", {("card_tail", "visa:4242:12/27")}),
        ("pay TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", {("crypto", "trx:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")}),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", {("crypto", "eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")}),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", {("crypto", "btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")}),
        ("md5 9e107d9d372bb6826bd81d3542a419d6", {("file_hash", "md5:9e107d9d372bb6826bd81d3542a419d6")}),
        ("car no LEA-1235", {("vehicle", "LEA-1235")}),
        ("passport no. AB1234599", {("passport", "PK:AB1234599")}),
    ],
)
def test_an_identifier_in_text_is_found(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no identifier here",
        "on 2024-01-02 03:04:05 +0500",
        "at 2024-01-02T03:04:05.123456Z",
        "epoch 1700000000123 and 1700000000",
        "550e8400-e29b-41d4-a716-923001234566",
        "user id 100001234567890",
        "03-04-2024 12:30",
        "version 1.2.3.4 and v10.0.0.1",
        "Rs. 30012345678",
        "order 3001234566",
        "1,234,567,890",
        "5+923007654329",
        "lat 31.5204 long 74.3587",
        "std::vector and 12:30:45",
        "me @ home, ratio 3:2",
        "90-60-90, 4-4-2",
        "a/b/c/d",
        "Message ID: <190001588.4@mail.test>",
        "X-Ymail-Msg-Id: <190001588.4@mail.test>",
        "T" * 34,
    ],
)
def test_other_digits_and_signs_are_no_identifiers(text):
    assert values(text) == set()


def test_a_derived_mention_carries_its_words_place_role_and_party():
    (mention,) = derive(referral("no digits", "call \u202a۰۳۰۰\u200b-۷۶۵۴۳۲۹\u202c now"))
    assert mention.raw == "۰۳۰۰\u200b-۷۶۵۴۳۲۹"
    assert (mention.pointer, mention.role, mention.party, mention.derived) == ("/n/1", Role.REPORTED, 0, True)


def test_one_value_is_given_once_a_text_and_once_for_each_text():
    twice = "0300-7654329 and +92 300 7654329"
    assert len(derive(referral(twice, twice))) == 2


HEX = st.integers(16, 80).flatmap(lambda size: st.text("0123456789abcdef", min_size=size, max_size=size))
OPAQUE = st.one_of(
    HEX,
    st.binary(min_size=16, max_size=60).map(lambda data: __import__("base64").b64encode(data).decode()),
    st.uuids().map(str),
    st.datetimes().map(lambda when: when.isoformat(sep=" ")),
    st.datetimes().map(lambda when: when.isoformat() + "+05:00"),
    st.integers(10**12, 2 * 10**12).map(str),
    st.integers(10**13, 10**18).map(str),
    st.ip_addresses(v=4).map(str),
    st.floats(-180, 180).map("{:.7f}".format),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(OPAQUE, min_size=1, max_size=5))
def test_no_phone_is_found_inside_digests_ids_times_addresses_and_coordinates(tokens):
    assert not {value for kind, value in values("id " + " , ".join(tokens)) if kind in {"phone", "cnic"}}


PHONE = st.from_regex(r"(\+92|0)3[0-4][0-9][ -]?[0-9]{3}[ -]?[0-9]{4}", fullmatch=True)
WORDS = st.text("abc يہے.,!؟\n\u200b\u202b", max_size=30)


@settings(max_examples=200, deadline=None)
@given(WORDS, PHONE, WORDS)
def test_a_phone_between_words_is_found_with_its_words(before, raw, after):
    mentions = derive(referral(f"{before} {raw} {after}"))
    assert raw in {mention.raw for mention in mentions if mention.kind == "phone"}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_derive_takes_any_text_and_gives_words_that_stand_in_it(text):
    for mention in derive(referral(text)):
        assert mention.raw in text


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "@",
        ":",
        "a@",
        "a.",
        "0300",
        "+1 ",
        "1.",
        "a:",
        "/",
        "a/",
        "t.me/",
        "https://",
        "PK12 ",
        "AB12",
        "f",
        "(",
        "-",
        "1-",
        "imei 1",
        "easypaisa ",
        "card ",
        "car no ",
        "passport ",
        "::",
        "0x",
        "\u200b1",
        "٣",
        "ig:",
        "x@y.",
        "www.",
        "2024-01-",
    ],
)
@pytest.mark.volume
def test_hostile_repetition_takes_time_in_proportion_to_its_length(piece):
    def seconds(size: int) -> float:
        subject = referral((piece * size)[:size])
        start = time.process_time()
        derive(subject)
        return time.process_time() - start

    small, large = seconds(20_000), seconds(160_000)
    assert large < 0.25 + 24 * small


def test_what_is_not_searched_is_reported():
    long = referral("a 1 " * (LONGEST_TEXT // 4) + "0300-7654329")
    assert derive(long) == []
    assert "were not searched" in long.warnings[0]


def test_a_dump_of_identifiers_is_cut_and_reported():
    dump = referral(" ".join(f"a{n}@example.com" for n in range(MOST_FOUND + 5)))
    assert len(derive(dump)) == MOST_FOUND
    assert str(MOST_FOUND) in dump.warnings[0]
