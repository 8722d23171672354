from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nigehban.jurisdiction import Abroad, Pack, abroad_evidence, load_pack, route
from nigehban.records import Mention, Place, PlaceSource, Role, Stated
from tests.jurisdiction.conftest import PACKS
from tests.jurisdiction.make import address, mention, place, referral


@pytest.mark.parametrize(
    ("source", "fields", "confidence"),
    [
        (PlaceSource.ADDRESS, {}, 0.95),
        (PlaceSource.STATED, {}, 0.8),
        (PlaceSource.ESTIMATED, {"verified": True}, 0.8),
        (PlaceSource.ESTIMATED, {"verified": False}, 0.6),
        (PlaceSource.ESTIMATED, {"verified": None}, 0.6),
        (PlaceSource.IP_LOOKUP, {}, 0.5),
        (PlaceSource.IP_LOOKUP, {"ip": "198.51.100.1"}, 0.5),
        (PlaceSource.IP_LOOKUP, {"ip": "192.0.2.1"}, 0.35),
        (PlaceSource.IP_LOOKUP, {"network": "Testcell"}, 0.35),
        (PlaceSource.PHONE_LOOKUP, {}, 0.4),
    ],
)
def test_each_source_of_a_place_counts_for_what_it_is_worth(
    testland: Pack, source: PlaceSource, fields: dict[str, object], confidence: float
) -> None:
    found = route(referral(place(source, city="Alphaville", country="XT", **fields)), testland)
    assert (found.unit, found.confidence, found.is_local, found.pointer) == ("NOR", confidence, True, "/0")


def test_nothing_said_stays_unknown_and_goes_to_headquarters(testland: Pack) -> None:
    found = route(referral(), testland)
    assert (found.unit, found.confidence, found.is_local) == ("CAP", 0.0, None)
    assert found.text == "nothing in the referral says where"
    assert found.pointer == ""


def test_an_unknown_place_stays_unknown(testland: Pack) -> None:
    assert route(referral(address("Nowhere Lane 5")), testland).is_local is None


def test_a_landlines_area_code_names_its_circle(testland: Pack) -> None:
    found = route(referral(mention("phone", "+999 21 12345")), testland)
    assert (found.unit, found.confidence) == ("NOR", 0.6)
    assert found.text == "The reported person's phone number has the area code of Northmark, Hillmark"


def test_an_area_code_of_two_circles_counts_for_less_and_lists_both(testland: Pack) -> None:
    found = route(referral(mention("phone", "+999 3 123456")), testland)
    assert found.confidence == 0.36
    assert {found.unit, *(e.unit for e in found.alternatives)} == {"NOR", "SOU"}


def test_a_landline_without_calling_code_counts_for_less(testland: Pack) -> None:
    assert route(referral(mention("phone", "021 12345")), testland).confidence == 0.42


def test_a_mobile_number_says_in_the_country_and_no_more(testland: Pack) -> None:
    found = route(referral(mention("phone", "+999 70 123456")), testland)
    assert (found.unit, found.confidence, found.is_local) == ("CAP", 0.3, True)
    assert found.text == "The reported person's phone number is a mobile of Testland; nothing says which circle"


@pytest.mark.parametrize(
    ("ip", "proxy", "confidence"),
    [
        ("192.0.2.5", None, 0.3),
        ("192.0.2.5", False, 0.3),
        ("192.0.2.5", True, 0.15),
        ("192.0.2.200", None, 0.15),  # a rented server
        ("2001:db8:1::5", None, 0.3),
    ],
)
def test_an_ip_address_of_ours_says_in_the_country_and_no_more(
    testland: Pack, ip: str, proxy: bool | None, confidence: float
) -> None:
    found = route(referral(mention("ip", ip, proxy=proxy)), testland)
    assert (found.unit, found.confidence, found.is_local) == ("CAP", confidence, True)


def test_the_operator_of_an_ip_address_is_told(testland: Pack) -> None:
    found = route(referral(mention("ip", "192.0.2.5")), testland)
    assert found.text.startswith("The reported person's IP address is in Testland (Testcell, a mobile network)")


def test_an_ip_lookup_without_words_is_filled_from_our_own_table(testland: Pack) -> None:
    found = route(referral(place(PlaceSource.IP_LOOKUP, ip="192.0.2.5")), testland)
    assert (found.unit, found.is_local) == ("CAP", True)


def test_an_ip_lookup_that_our_table_contradicts_counts_half_and_says_so(testland: Pack, american: str) -> None:
    found = route(referral(place(PlaceSource.IP_LOOKUP, city="Alphaville", country="XT", ip=american)), testland)
    assert found.confidence == 0.25
    assert "Alphaville in district Northmark (our table says United States)" in found.text


def test_a_foreign_ip_lookup_that_our_table_contradicts_says_so(testland: Pack) -> None:
    found = route(referral(place(PlaceSource.IP_LOOKUP, country="NO", ip="192.0.2.5")), testland)
    assert "is in Norway (our table says Testland)" in found.abroad[0].text


def test_kinds_of_evidence_that_agree_raise_the_confidence(testland: Pack) -> None:
    found = route(
        referral(place(PlaceSource.STATED, city="Alphaville", country="XT"), mention("phone", "+999 21 12345")),
        testland,
    )
    assert found.confidence == 0.92
    assert "agrees: the reported person's phone number" in found.text


def test_the_same_kind_of_evidence_again_does_not(testland: Pack) -> None:
    once = place(PlaceSource.IP_LOOKUP, city="Alphaville", country="XT", ip="203.0.113.1")
    again = place(PlaceSource.IP_LOOKUP, city="Alfaville", country="XT", ip="203.0.113.2")
    assert route(referral(once, again), testland).confidence == 0.5


def test_no_amount_of_evidence_is_certain(testland: Pack) -> None:
    sources = [place(source, city="Alphaville", country="XT") for source in PlaceSource]
    assert route(referral(*sources), testland).confidence == 0.99


def test_evidence_that_disagrees_lowers_the_confidence_and_is_told(testland: Pack) -> None:
    found = route(
        referral(
            place(PlaceSource.ADDRESS, city="Alphaville", country="XT"),
            place(PlaceSource.IP_LOOKUP, city="Betaburg", country="XT"),
        ),
        testland,
    )
    assert (found.unit, found.confidence) == ("NOR", 0.71)
    assert "speaks for another circle: the reported person's IP address" in found.text
    assert found.text.endswith("Betaburg in district Southmark (Southern circle)")
    assert [(e.unit, e.pointer) for e in found.alternatives] == [("SOU", "/1")]


def test_an_ambiguous_name_lists_what_else_it_could_mean(testland: Pack) -> None:
    found = route(referral(place(city="Newford", country="XT")), testland)
    assert (found.unit, found.confidence) == ("NOR", 0.57)
    assert "the name also fits Newford in district Southmark (Southern circle)" in found.text
    assert [e.unit for e in found.alternatives] == ["SOU"]


def test_the_reported_persons_place_wins_over_the_victims_which_is_listed(testland: Pack) -> None:
    found = route(
        referral(
            place(PlaceSource.ADDRESS, Role.VICTIM, city="Betaburg", country="XT"),
            place(PlaceSource.IP_LOOKUP, city="Alphaville", country="XT"),
        ),
        testland,
    )
    assert (found.unit, found.confidence) == ("NOR", 0.5)
    assert [(e.unit, e.role) for e in found.alternatives] == [("SOU", Role.VICTIM)]


@pytest.mark.parametrize(("role", "whose"), [(Role.VICTIM, "The victim's"), (Role.NONE, "The incident's")])
def test_without_the_reported_persons_place_the_victims_or_the_incidents_decides_and_says_so(
    testland: Pack, role: Role, whose: str
) -> None:
    found = route(referral(place(PlaceSource.ADDRESS, role, city="Betaburg", country="XT")), testland)
    assert (found.unit, found.confidence) == ("SOU", 0.66)
    assert found.text == f"{whose} address: Betaburg in district Southmark; nothing says where the reported person is"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.RECIPIENT, Role.ASSOCIATED])
def test_the_place_of_anyone_else_routes_nothing(testland: Pack, role: Role) -> None:
    found = route(
        referral(
            place(PlaceSource.ADDRESS, role, city="Betaburg", country="XT"), mention("phone", "+999 22 123456", role)
        ),
        testland,
    )
    assert (found.unit, found.confidence, found.is_local) == ("CAP", 0.0, None)


def test_what_points_abroad_only_goes_to_headquarters_and_says_where(testland: Pack) -> None:
    found = route(referral(address("Storgata 1, Oslo, Norge"), mention("phone", "+46 8 000 000 00")), testland)
    assert (found.unit, found.is_local) == ("CAP", False)
    assert found.text == "points abroad: NO, SE (Norway, Sweden)"
    assert found.pointer == "/0"


def test_a_suspect_abroad_with_a_victim_here_goes_to_the_victims_circle(testland: Pack) -> None:
    found = route(
        referral(address("Oslo, Norway"), place(PlaceSource.ADDRESS, Role.VICTIM, city="Betaburg", country="XT")),
        testland,
    )
    assert (found.unit, found.is_local) == ("SOU", True)
    assert found.text.endswith("; the reported person points abroad: NO")
    assert [a.country for a in found.abroad] == ["NO"]


def test_a_foreign_address_behind_a_possible_proxy_does_not_make_a_referral_foreign(pk: Pack, american: str) -> None:
    found = route(referral(mention("ip", american, proxy=True)), pk)
    assert (found.is_local, found.confidence) == (None, 0.0)
    assert [(a.country, a.sure) for a in found.abroad] == [("US", False)]


def test_every_sign_of_another_country_is_listed(pk: Pack, american: str) -> None:
    signs = abroad_evidence(
        referral(
            address("Oslo, Norway"),
            place(PlaceSource.IP_LOOKUP, city="Dubai", country="AE"),
            mention("phone", "+44 20 7946 0000"),
            mention("phone", "+971 50 000 0000", Role.ASSOCIATED),
            mention("iban", "DE00 0000 0000 0000 0000 00"),
            mention("iban", "PK00 0000"),
            mention("iban", "no iban"),
            mention("ip", american),
            mention("ip", american),
            mention("phone", "+1 202 555 0100", Role.REPORTER),
        ),
        pk,
    )
    assert [(a.country, a.pointer) for a in signs] == [
        *(("NO", "/0"), ("AE", "/1"), ("GB", "/2"), ("AE", "/3"), ("DE", "/4"), ("US", "/7"))
    ]
    assert signs[2] == Abroad("GB", "the reported person's phone number is of United Kingdom", "/2")
    assert signs[3].text == "an associated account's phone number is of United Arab Emirates"


@pytest.mark.parametrize(
    ("stated", "unit", "is_local"),
    [("Testland", "CAP", True), ("XT", "CAP", True), ("NO", "CAP", False), ("??", "CAP", None)],
)
def test_the_country_under_which_the_sender_files_it_counts(
    testland: Pack, stated: str, unit: str, is_local: bool | None
) -> None:
    filed = referral()
    filed.country = Stated(stated, "/country")
    found = route(filed, testland)
    assert (found.unit, found.is_local) == (unit, is_local)


def test_the_circle_is_that_of_the_day(testland: Pack) -> None:
    marsh = referral(address("Marsh"))
    assert route(marsh, testland, date(2022, 12, 31)).unit == "OLD"
    assert route(marsh, testland, date(2023, 1, 1)).unit == "SOU"
    assert route(marsh, testland).unit == "SOU"
    before = route(marsh, testland, date(2010, 1, 1))
    assert (before.unit, before.is_local) == ("CAP", True)
    assert "no circle is known for that day" in before.text


def test_the_same_reason_twice_is_told_once_with_its_first_pointer(testland: Pack) -> None:
    found = route(referral(*[mention("ip", f"192.0.2.{n}") for n in range(50)]), testland)
    assert [(e.pointer, e.unit) for e in found.evidence] == [("/0", None)]


texts = st.one_of(
    st.none(), st.text(max_size=40), st.sampled_from(["Lahore", "Jhang", "PK", "India", "Khanpur", "لاہور"])
)
roles = st.sampled_from(list(Role))
places = st.builds(
    Place,
    source=st.sampled_from(list(PlaceSource)),
    pointer=st.just(""),
    role=roles,
    text=texts,
    city=texts,
    region=texts,
    country=texts,
    ip=st.one_of(texts, st.ip_addresses().map(str)),
    network=texts,
    verified=st.sampled_from([True, False, None]),
)
raws = st.one_of(st.text(max_size=30), st.ip_addresses().map(str), st.from_regex(r"\+?[0-9 ()-]{0,16}", fullmatch=True))
mentions = st.builds(
    Mention,
    kind=st.sampled_from(["ip", "phone", "iban", "email"]),
    raw=raws,
    pointer=st.just(""),
    role=roles,
    hint=texts,
)


@settings(deadline=None)
@given(st.lists(places, max_size=4), st.lists(mentions, max_size=4), texts)
def test_a_referral_of_any_strings_gets_a_unit_and_a_reason(
    where: list[Place], who: list[Mention], country: str | None
) -> None:
    pack = load_pack(PACKS / "pk")
    strange = referral(*where, *who)
    strange.country = Stated(country, "/c") if country is not None else None
    found = route(strange, pack)
    assert pack.unit(found.unit) is not None
    assert 0.0 <= found.confidence <= 0.99
    assert found.text
    assert (found.confidence == 0) == (not found.evidence and found.is_local is not False)
    assert found.is_local is not False or found.abroad
    assert all(e.unit != found.unit for e in found.alternatives)
    assert found == route(strange, pack)
