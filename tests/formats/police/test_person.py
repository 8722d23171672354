"""Who is in a report, and by what they can be found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nigehban.records import PlaceSource, Role, Stated
from tests.formats.samples import capture, contact, mentions, person, read_one, report, suspect

PERSONS = "/reportedInformation/reportedPeople/reportedPersons"


def reported(**fields: object) -> dict[str, object]:
    return report(reportedPeople={"reportedPersons": [person(**fields)]})


def test_parties_stand_reported_first_then_victims_recipients_reporters_and_associated_accounts() -> None:
    account = {"accountType": "Billing", "thirdPartyUser": True, "espService": "Paybook", "espUserId": "77"}
    document = report(
        reportedPeople={"reportedPersons": [suspect() | {"associatedAccounts": [account]}]},
        childVictims={"childVictims": [person(firstName="Child", approximateAge=11)]},
        reportingPerson=person(firstName="Caller"),
    )
    referral = read_one(document)
    assert [party.role for party in referral.parties] == [
        Role.REPORTED,
        Role.VICTIM,
        Role.RECIPIENT,
        Role.REPORTER,
        Role.REPORTER,
        Role.ASSOCIATED,
    ]
    associated = referral.parties[-1]
    assert associated.attributes["third_party"] == Stated("true", f"{PERSONS}/0/associatedAccounts/0/thirdPartyUser")
    (paybook,) = [mention for mention in mentions(referral, "account") if mention.hint == "Paybook"]
    assert (paybook.raw, paybook.role, paybook.party) == ("77", Role.ASSOCIATED, 5)


def test_the_account_of_the_reported_person_carries_its_platform() -> None:
    referral = read_one(report())
    account = mentions(referral, "account")[0]
    assert (account.raw, account.hint, account.pointer) == (
        "100000000000123",
        "Examplebook",
        f"{PERSONS}/0/espUserId",
    )


def test_an_account_without_a_service_is_on_the_platform_of_the_company_that_reports() -> None:
    (account,) = [m for m in mentions(read_one(reported(espUserId=5)), "account") if m.role is Role.REPORTED]
    assert (account.raw, account.hint) == ("5", "Examplebook")


@pytest.mark.parametrize(
    "emails",
    [
        {"emails": [contact("a@example.org", verified=True), contact("b@example.org")]},
        [contact("a@example.org", verified=True), contact("b@example.org")],
        {"emails": {"emails": [contact("a@example.org", verified=True), {"value": "b@example.org"}]}},
        [{"email": "a@example.org", "verified": "true"}, "b@example.org"],
        [[contact("a@example.org", verified="Yes")], None, contact("b@example.org")],
    ],
)
def test_emails_are_read_however_their_list_is_wrapped(emails: object) -> None:
    found = [m for m in mentions(read_one(reported(emails=emails)), "email") if m.role is Role.REPORTED]
    assert [(mention.raw, mention.verified) for mention in found] == [("a@example.org", True), ("b@example.org", None)]


def test_an_email_stated_as_not_verified_is_not_the_same_as_one_that_says_nothing() -> None:
    referral = read_one(reported(emails=[contact("a@example.org", verified=False)]))
    assert mentions(referral, "email")[0].verified is False


def test_a_telephone_number_carries_its_calling_code() -> None:
    (phone,) = mentions(read_one(report()), "phone")
    assert (phone.raw, phone.hint, phone.verified) == ("3000000123", "+92", True)


def test_a_name_is_one_identifier_with_the_date_of_birth_as_hint() -> None:
    referral = read_one(reported(firstName="Ali", middleName=" ", lastName="Misaal", dateOfBirth="05-06-1990"))
    name = mentions(referral, "person_name")[0]
    assert (name.raw, name.hint, name.pointer) == ("Ali Misaal", "1990-05-06", f"{PERSONS}/0/firstName")
    party = referral.parties[0]
    assert (party.name, party.birth_date, party.birth_pointer) == (
        "Ali Misaal",
        "05-06-1990",
        f"{PERSONS}/0/dateOfBirth",
    )


def test_a_display_name_names_the_party_and_identifies_nobody() -> None:
    referral = read_one(reported(displayNames={"displayNames": [{"value": "Sunny"}]}))
    assert referral.parties[0].name == "Sunny"
    assert not [m for m in mentions(referral, "person_name") if m.role is Role.REPORTED]


@pytest.mark.parametrize(
    ("age", "read"), [(14, 14), ("14", 14), ("13-15", None), (900, None), (True, None), ([], None)]
)
def test_an_age_is_a_number_or_unknown(age: object, read: int | None) -> None:
    referral = read_one(reported(firstName="A", approximateAge=age))
    assert referral.parties[0].age == read
    (fact,) = [fact for fact in referral.facts if fact.pointer.startswith(f"{PERSONS}/0/approximateAge")]
    assert fact.mapped is (read is not None)


@pytest.mark.parametrize("age", ["14 years", "approx. 14", "14 yrs", "14 years old", " ~14 "])
def test_an_age_in_words_is_its_number(age: str) -> None:
    assert read_one(reported(approximateAge=age)).parties[0].age == 14


def test_the_words_of_the_platforms_form_are_understood() -> None:
    referral = read_one(
        report(
            reportedPeople={
                "reportedPersons": [
                    {
                        "espIdentifier": "77",
                        "email": "a@example.org",
                        "phone": ["+923000000001"],
                        "groupIdentifier": "g7",
                        "ipCaptureEvent": [{"ipAddress": "192.0.2.9", "dateTime": "2026-05-01T00:00:00Z", "port": 9}],
                        "deviceId": {"idType": "IMEI", "idValue": "490154203237518"},
                    }
                ]
            }
        )
    )
    own = {one.kind: one for one in referral.mentions if one.role is Role.REPORTED}
    assert {kind: one.raw for kind, one in own.items()} == {
        "account": "77",
        "email": "a@example.org",
        "phone": "+923000000001",
        "group": "g7",
        "ip": "192.0.2.9",
        "device": "490154203237518",
    }
    assert own["ip"].at is not None
    assert (own["ip"].at.utc, own["ip"].port) == (datetime(2026, 5, 1, tzinfo=UTC), 9)
    assert own["device"].hint == "IMEI"


def test_prior_reports_in_one_text_are_several() -> None:
    referral = read_one(reported(priorCybertipReports="230000001, 230000002;230000003"))
    assert [one.target for one in referral.chains if one.kind == "prior"] == [f"NCMEC:23000000{at}" for at in (1, 2, 3)]


def test_every_factor_of_a_person_is_an_attribute_with_its_pointer() -> None:
    referral = read_one(
        reported(
            accessToChildVictim=True,
            accessToChildren="teacher",
            relationshipToChildVictim={"value": "uncle"},
            convictedSexOffender=False,
            occupation=["driver", "coach"],
        )
    )
    assert referral.parties[0].attributes == {
        "access_to_victim": Stated("true", f"{PERSONS}/0/accessToChildVictim"),
        "access_to_children": Stated("teacher", f"{PERSONS}/0/accessToChildren"),
        "relationship_to_victim": Stated("uncle", f"{PERSONS}/0/relationshipToChildVictim/value"),
        "convicted": Stated("false", f"{PERSONS}/0/convictedSexOffender"),
        "occupation": Stated("driver", f"{PERSONS}/0/occupation/0"),
    }


def test_a_disabled_account_is_disabled_though_the_other_flag_says_false() -> None:
    referral = read_one(reported(accountTemporarilyDisabled=False, accountPermanentlyDisabled=True))
    assert referral.parties[0].attributes["disabled"].value == "true"


def test_captures_become_identifiers_with_their_moment() -> None:
    ip, _, _ = mentions(read_one(report()), "ip")
    assert (ip.raw, ip.event, ip.port, ip.proxy) == ("203.0.113.7", "Login", 44123, None)
    assert ip.at is not None
    assert ip.at.utc == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    (device,) = mentions(read_one(report()), "device")
    assert (device.raw, device.hint) == ("00000000-0000-4000-8000-000000000001", "IDFA")


@pytest.mark.parametrize(
    ("kind", "value", "ours"),
    [
        ("URL", "https://a.example/x", "url"),
        ("Profile URL", "https://a.example/me", "profile_url"),
        ("Phone", "+923000000123", "phone"),
        ("email", "a@example.org", "email"),
        ("Screen Name", "somebody", "handle"),
    ],
)
def test_every_kind_of_capture_is_known(kind: str, value: str, ours: str) -> None:
    referral = read_one(reported(sourceInformation={"sourceCaptures": [capture(kind, value)]}))
    assert [m.raw for m in mentions(referral, ours) if m.role is Role.REPORTED] == [value]


def test_a_capture_of_an_unknown_kind_is_a_fact_with_a_warning() -> None:
    referral = read_one(reported(sourceInformation={"sourceCaptures": [capture("Aura", "green")]}))
    (fact,) = [fact for fact in referral.facts if fact.value == "green"]
    assert fact.mapped is False
    assert any("captureType" in warning for warning in referral.warnings)


@pytest.mark.parametrize("port", [0, 70_000, "x", -1, True, [443]])
def test_a_port_that_is_none_is_a_fact_with_a_warning(port: object) -> None:
    captures = [capture("IP Address", "203.0.113.7", port=port)]
    referral = read_one(reported(sourceInformation={"sourceCaptures": captures}))
    assert [m.port for m in mentions(referral, "ip") if m.role is Role.REPORTED] == [None]
    assert any("port" in warning for warning in referral.warnings)


def test_a_proxy_is_yes_no_or_unknown() -> None:
    captures = [
        capture("IP Address", f"203.0.113.{n}", possibleProxy=flag) for n, flag in enumerate([True, False, None])
    ]
    referral = read_one(reported(sourceInformation={"sourceCaptures": captures}))
    assert [m.proxy for m in mentions(referral, "ip")] == [True, False, None]


def test_the_other_identifiers_of_a_person() -> None:
    referral = read_one(
        reported(
            espService="Talkbook",
            screenNames={"screenNames": [{"value": "one"}, {"value": "two"}]},
            onlineProfile={"url": "https://a.example/me"},
            espGroupId="group-1",
            vehicleTagNumber="ABC-123",
            ipAddress="203.0.113.9",
        )
    )
    found = {(m.kind, m.raw, m.hint) for m in referral.mentions if m.party == 0}
    assert found == {
        ("handle", "one", "Talkbook"),
        ("handle", "two", "Talkbook"),
        ("profile_url", "https://a.example/me", "Talkbook"),
        ("group", "group-1", "Talkbook"),
        ("vehicle", "ABC-123", None),
        ("ip", "203.0.113.9", None),
    }


def test_an_address_is_a_place_and_an_identifier() -> None:
    address = {
        "address": "5 Example Road",
        "city": "Multan",
        "nonUsaState": "Punjab",
        "zipCode": 60000,
        "country": "PK",
    }
    referral = read_one(reported(addresses={"addresses": [address]}))
    place = referral.places[0]
    assert (place.source, place.role, place.text, place.city, place.region, place.postcode, place.country) == (
        PlaceSource.ADDRESS,
        Role.REPORTED,
        "5 Example Road",
        "Multan",
        "Punjab",
        "60000",
        "PK",
    )
    mention = mentions(referral, "place")[0]
    assert (mention.raw, mention.hint) == ("5 Example Road, Multan, Punjab, 60000, PK", "PK")
    assert mention.pointer == place.pointer == f"{PERSONS}/0/addresses/addresses/0"


def test_the_platforms_estimate_is_a_place_of_its_own_kind() -> None:
    (place,) = [place for place in read_one(report()).places if place.source is PlaceSource.ESTIMATED]
    assert (place.city, place.country, place.verified, place.party) == ("Lahore", "PK", False, 0)


def test_bio_notes_and_prior_reports_of_a_person() -> None:
    referral = read_one(
        reported(
            profileBio={"value": "bio text"},
            additionalInformations=[{"value": "more"}],
            additonalInformations=[{"value": "misspelt"}],
            priorCybertipReports=[11, "12", {"value": 13}],
        )
    )
    texts = {(text.kind, text.text, text.party) for text in referral.narratives if text.party == 0}
    assert texts == {("bio", "bio text", 0), ("additional", "more", 0), ("additional", "misspelt", 0)}
    assert [chain.target for chain in referral.chains] == ["NCMEC:11", "NCMEC:12", "NCMEC:13"]
    assert {chain.kind for chain in referral.chains} == {"prior"}


@pytest.mark.parametrize("odd", ["a name", 5, ["x", 3], True])
def test_a_person_that_is_none_is_a_fact_with_a_warning(odd: object) -> None:
    referral = read_one(report(reportedPeople={"reportedPersons": odd}))
    assert any("no person" in warning for warning in referral.warnings)
    assert Role.REPORTED not in {party.role for party in referral.parties}


@pytest.mark.parametrize("empty", [None, [], {}, {"reportedPersons": None}, {"reportedPersons": []}, [None], [{}]])
def test_nobody_reported_is_nobody(empty: object) -> None:
    referral = read_one(report(reportedPeople=empty))
    assert Role.REPORTED not in {party.role for party in referral.parties}
    assert referral.warnings == []


def test_a_crooked_list_gives_a_bounded_number_of_warnings() -> None:
    referral = read_one(report(reportedPeople={"reportedPersons": ["x"] * 5000}))
    assert len(referral.warnings) == 101
