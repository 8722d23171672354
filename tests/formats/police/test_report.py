"""The report as a whole: sender, incident, urgency, lookups, other reports, and what the centre added."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nigehban.records import Chain, PlaceSource, Role, Scheme, Stated, Tag
from tests.formats.samples import Json, added, automated, capture, mentions, read_one, report

INFORMATION = "/reportedInformation"
SUMMARY: Json = report()["reportedInformation"]["incidentSummary"]


def with_summary(**fields: object) -> Json:
    return report(incidentSummary=SUMMARY | fields)


def test_the_usual_report_is_read_without_a_warning() -> None:
    referral = read_one(report())
    assert referral.warnings == []
    assert (referral.scheme, referral.external_id, referral.part) == (Scheme.NCMEC, "104455667", False)
    assert (referral.reporter, referral.platform) == ("Examplebook", "Examplebook Messenger")
    assert (referral.informational, referral.informational_pointer) == (False, "/informational")
    assert referral.incident_type is not None
    assert referral.incident_type.pointer == f"{INFORMATION}/incidentSummary/incidentType"
    assert referral.incident_at is not None
    assert referral.incident_at.utc == datetime(2026, 3, 1, 10, 5, 9, tzinfo=UTC)
    assert referral.sender_priority == Stated("E", "/additionalNcmecInformation/priority/priorityId")
    assert referral.country == Stated("Pakistan", "/additionalNcmecInformation/internationalCountry")
    assert referral.sender_classification is not None
    assert referral.escalation is None
    assert referral.ongoing is None


def test_everything_of_the_reporting_company_is_the_reporters() -> None:
    referral = read_one(report())
    assert [mention.role for mention in mentions(referral, "email") if mention.raw == "safety@example.com"] == [
        Role.REPORTER
    ]
    assert {place.role for place in referral.places if place.city == "Example City"} == {Role.REPORTER}


def test_the_last_stage_of_a_report_orders_its_versions() -> None:
    first = read_one(report())
    assert first.received is not None
    assert first.received.text == "2026-03-04T08:00:00Z"
    later = report() | {"additionalNcmecInformation": added(dateTimeProcessed="2026-05-01T00:00:00Z")}
    received = read_one(later).received
    assert received is not None
    assert received.text == "2026-05-01T00:00:00Z"


def test_a_time_of_arrival_that_is_no_time_keeps_its_text() -> None:
    document = report() | {
        "dateReceived": "last week",
        "dateMadeAvailable": None,
        "additionalNcmecInformation": None,
    }
    assert read_one(document).received == ("last week", None, False)


def test_more_incident_types_are_kept() -> None:
    referral = read_one(with_summary(additionalIncidentTypes=["Child Sex Trafficking", {"value": "Other"}]))
    assert [extra.value for extra in referral.incident_types_extra] == ["Child Sex Trafficking", "Other"]
    assert referral.incident_type is not None
    assert referral.incident_type.value == SUMMARY["incidentType"]


def test_a_range_stands_in_for_a_missing_time_with_its_earliest_end() -> None:
    ends = {"endDate": "2026-02-03T00:00:00Z", "startDate": "2026-02-01T00:00:00Z", "note": "about"}
    referral = read_one(with_summary(incidentDateTime=None, incidentDateRange=ends))
    assert referral.incident_at is not None
    assert referral.incident_at.text == "2026-02-01T00:00:00Z"
    assert referral.incident_pointer == f"{INFORMATION}/incidentSummary/incidentDateRange/startDate"


@pytest.mark.parametrize(("stated", "read"), [(True, True), ("No", False), (None, None), ("perhaps", None)])
def test_an_incident_is_ongoing_over_or_unknown(stated: object, read: bool | None) -> None:
    referral = read_one(with_summary(incidentOngoing=stated))
    assert referral.ongoing is read
    assert (referral.ongoing_pointer is None) is (read is None)


def test_every_reason_to_hurry_is_kept_and_the_first_is_the_referrals() -> None:
    document = with_summary(espEscalation="A meeting is planned", endangeredReporterOrVictimReason={"value": "Alone"})
    document["additionalNcmecInformation"] = added(escalationReason="Child at risk")
    referral = read_one(document)
    assert referral.escalation == Stated("A meeting is planned", f"{INFORMATION}/incidentSummary/espEscalation")
    urgent = [text.text for text in referral.narratives if text.kind == "escalation"]
    assert urgent == ["A meeting is planned", "Alone", "Child at risk"]


@pytest.mark.parametrize("stated", [False, "false", None, ""])
def test_an_escalation_that_is_denied_is_none(stated: object) -> None:
    assert read_one(with_summary(espEscalation=stated)).escalation is None


def test_a_stated_location_is_a_place_and_an_identifier() -> None:
    referral = read_one(with_summary(incidentLocation={"city": "Quetta", "country": "PK"}))
    (place,) = [place for place in referral.places if place.source is PlaceSource.STATED]
    assert (place.city, place.country) == ("Quetta", "PK")
    assert "Quetta, PK" in [mention.raw for mention in mentions(referral, "place")]


def test_chains_name_whole_referral_ids() -> None:
    document = with_summary(supplementToReportId=104400001)
    document["additionalNcmecInformation"] = added(associatedCybertipReports=[{"reportId": 7}, 8])
    assert read_one(document).chains == [
        Chain("supplement", "NCMEC:104400001", f"{INFORMATION}/incidentSummary/supplementToReportId"),
        Chain("associated", "NCMEC:7", "/additionalNcmecInformation/associatedCybertipReports/0/reportId"),
        Chain("associated", "NCMEC:8", "/additionalNcmecInformation/associatedCybertipReports/1"),
    ]


def test_a_chat_gives_its_texts_links_and_names_under_both_spellings_of_the_key() -> None:
    chat = {
        "chatServiceOrClient": "Chatbook",
        "screenName": "someone",
        "urls": ["https://a.example/x"],
        "notes": [{"value": "first"}],
        "additonalInformations": [{"value": "misspelt"}],
        "additionalInformations": [{"value": "spelt"}],
        "webcamInvolved": True,
    }
    referral = read_one(report(incidentDetails={"chatIncident": [chat]}))
    texts = [(text.kind, text.text) for text in referral.narratives if "/chatIncident/" in text.pointer]
    assert texts == [("chat", "first"), ("additional", "misspelt"), ("additional", "spelt")]
    assert [(m.raw, m.hint) for m in mentions(referral, "handle") if m.role is Role.NONE] == [("someone", "Chatbook")]
    assert [mention.raw for mention in mentions(referral, "url")] == ["https://a.example/x"]
    assert Tag("webcam", f"{INFORMATION}/incidentDetails/chatIncident/0/webcamInvolved", "ESP") in referral.tags


def test_other_incidents_give_what_they_hold() -> None:
    details = {
        "emailIncident": [{"emailAddress": ["c@example.org"], "contents": [{"value": "mail"}]}],
        "webpageIncident": [{"sourceInformation": {"sourceCaptures": [capture("URL", "https://b.example/")]}}],
        "cellPhoneIncident": {"phoneNumber": "+923000000999", "latitude": "31.5", "longitude": "74.3"},
        "unknownIncident": [{"content": "kept as a fact"}],
    }
    referral = read_one(report(incidentDetails=details))
    found = {mention.raw for mention in referral.mentions}
    assert {"c@example.org", "https://b.example/", "+923000000999"} <= found
    assert "31.5, 74.3" in {place.text for place in referral.places}
    assert ("email", "mail") in {(text.kind, text.text) for text in referral.narratives}
    assert "kept as a fact" in {fact.value for fact in referral.facts}


def test_lookups_are_places_with_address_and_network() -> None:
    document = report()
    document["automatedInformation"]["autoGeneratedNotes"]["phoneGeoLookups"] = [
        {"phoneNumber": "+923000000123", "country": "PK", "region": "Sindh"}
    ]
    referral = read_one(document)
    (by_ip,) = [place for place in referral.places if place.source is PlaceSource.IP_LOOKUP]
    assert (by_ip.ip, by_ip.network, by_ip.country, by_ip.region, by_ip.city, by_ip.role) == (
        "203.0.113.7",
        "Example Mobile",
        "PK",
        "Punjab",
        "Lahore",
        Role.REPORTED,
    )
    (by_phone,) = [place for place in referral.places if place.source is PlaceSource.PHONE_LOOKUP]
    assert (by_phone.text, by_phone.region) == ("+923000000123", "Sindh")


@pytest.mark.parametrize(
    ("stated", "involved"),
    [
        ({"agencyName": "Example Police", "caseNumber": None}, True),
        ("Example Police", True),
        ([{"reported": True}], True),
        (True, True),
        ({"reported": False, "agencyName": None}, False),
        (None, False),
        ([], False),
        ("", False),
    ],
)
def test_another_agency_is_a_tag_only_when_one_is_stated(stated: object, involved: bool) -> None:
    one = read_one(report(lawEnforcementInformation=stated))
    other = read_one(report() | {"automatedInformation": automated() | {"externalDeconfliction": stated}})
    for referral in (one, other):
        assert ("law_enforcement_involved" in {tag.name for tag in referral.tags}) is involved


def test_tags_of_the_whole_report() -> None:
    document = report(batchedReport={"reason": "VIRAL"}, uploadedFiles=None)
    document["potentialMemeReport"] = True
    document["additionalNcmecInformation"] = added(
        reportTags={"groups": [{"name": "Offence", "tags": [{"value": "Sextortion"}]}]}, missingChildCaseNumber="55"
    )
    referral = read_one(document)
    assert {(tag.name, tag.stated_by) for tag in referral.tags} == {
        ("batched", "ESP"),
        ("potential_meme", "ESP"),
        ("sextortion", "NCMEC"),
        ("missing_child", "NCMEC"),
    }


def test_summary_and_notes_of_the_centre_are_texts() -> None:
    document = report() | {"additionalNcmecInformation": added(executiveSummary={"value": "In short"})}
    texts = [(text.kind, text.text) for text in read_one(document).narratives]
    assert ("summary", "In short") in texts
    assert ("note", "Opened by machine") in texts


def test_a_section_that_is_text_is_a_fact_with_a_warning() -> None:
    referral = read_one({"reportId": 5, "reportedInformation": "none", "additionalNcmecInformation": [3]})
    assert len(referral.warnings) == 2
    assert {fact.value for fact in referral.facts} == {"5", "none", "3"}
