"""A compact, realistic report of police JSON, to change in tests. Reserved ranges and invented names only."""

from __future__ import annotations

import json
from copy import deepcopy
from hashlib import md5, sha256
from typing import Any

from nigehban.formats import police_json
from nigehban.records import Mention, Referral

Json = dict[str, Any]


def capture(kind: str, value: object, **more: object) -> Json:
    """One ``sourceCapture`` with every key, as senders write it."""
    empty: Json = {
        "captureType": kind, "valueType": None, "value": value, "eventName": None,
        "dateTime": None, "possibleProxy": None, "port": None,
    }  # fmt: skip
    return empty | more


def contact(value: str, **more: object) -> Json:
    """An e-mail address or a telephone number."""
    return {"value": value, "type": "Home", "verified": None, "verificationDate": None} | more


def person(**fields: object) -> Json:
    """A person with every key that senders write, null where not given."""
    keys = (
        "id", "firstName", "middleName", "lastName", "preferredName", "gender", "dateOfBirth", "approximateAge",
        "ageAssertionDiscrepancy", "physicalDescription", "vehicleDescription", "vehicleTagNumber", "occupation",
        "relationshipToChildVictim", "accessToChildVictim", "accessToChildren", "convictedSexOffender", "espUserId",
        "espService", "screenName", "screenNames", "displayNames", "onlineProfile", "profileBio", "emails", "phones",
        "addresses", "ipAddress", "compromisedAccount", "thirdPartyUser", "espGroupId", "priorCybertipReports",
        "associatedAccounts", "additionalInformations", "espEstimatedLocations", "sourceInformation",
    )  # fmt: skip
    return dict.fromkeys(keys) | fields


def suspect() -> Json:
    """The reported person of the usual report."""
    return person(
        id=1,
        firstName="Zubair",
        lastName="Namoona",
        dateOfBirth="1990-05-06",
        espUserId="100000000000123",
        espService="Examplebook",
        screenName={"value": "zubair.namoona"},
        displayNames={"displayNames": [{"value": "Zubair N"}]},
        emails={"emails": [contact("zubair@example.org", verified=True), contact("z.namoona@example.net")]},
        phones={"phones": [contact("3000000123", countryCallingCode="+92", verified=True)]},
        compromisedAccount=False,
        espEstimatedLocations={
            "espEstimatedLocations": [
                {"city": "Lahore", "region": "Punjab", "countryCode": "PK", "verified": False, "timestamp": None}
            ]
        },
        sourceInformation={
            "sourceCaptures": [
                capture("IP Address", "203.0.113.7", eventName="Login", dateTime="2026-03-01T10:00:00Z", port=44123),
                capture("IP Address", "2001:db8::7", eventName="Upload", dateTime="2026-03-01T10:05:09Z"),
                capture("IP Address", "198.51.100.9", eventName="Login", dateTime="2026-03-02T10:05:09Z"),
                capture("Device ID", "00000000-0000-4000-8000-000000000001", valueType="IDFA"),
                capture("Profile URL", "https://social.example/zubair.namoona"),
            ]
        },
    )


def file(number: int = 1, **fields: object) -> Json:
    """An uploaded file."""
    usual: Json = {
        "id": number,
        "filename": f"delivered-{number}.jpg",
        "originalFilename": f"IMG_{number:04}.jpg",
        "submittalId": None,
        "verificationHash": md5(b"file %d" % number, usedforsecurity=False).hexdigest(),
        "viewedByEsp": True,
        "exifViewedByEsp": None,
        "publiclyAvailable": False,
        "industryClassification": "A2",
        "ncmecTags": {"groups": [{"name": "Content", "tags": [{"value": "Generative AI"}]}]},
        "sourceInformation": None,
        "espMetadata": None,
        "additionalInformations": None,
    }
    return usual | fields


def report(**reported: object) -> Json:
    """The usual report: 8 KB, some 190 leaves; the arguments replace parts of ``reportedInformation``."""
    information: Json = {
        "reportingEsp": {
            "espName": "Examplebook",
            "firstName": None,
            "lastName": "Trust and Safety",
            "addresses": {"addresses": [{"address": "1 Example Way", "city": "Example City", "country": "US"}]},
            "phones": None,
            "emails": {"emails": [contact("safety@example.com")]},
            "contactForLawEnforcement": {"contactPerson": None, "contactUrl": "https://example.com/records"},
            "companyInformation": "Examplebook answers legal process at https://example.com/records within 14 days.",
            "termsOfService": None,
            "id": 55,
        },
        "reportingPerson": None,
        "batchedReport": None,
        "incidentSummary": {
            "incidentType": "Child Pornography (possession, manufacture, and distribution)",
            "additionalIncidentTypes": None,
            "supplementToReportId": None,
            "platform": "Examplebook Messenger",
            "reportAnnotations": None,
            "incidentDateTime": "2026-03-01T10:05:09Z",
            "incidentDateRange": None,
            "incidentDateTimeDescription": "The time at which the file was sent",
            "incidentOngoing": None,
            "incidentLocation": None,
            "accessDateTimes": [],
            "espEscalation": None,
        },
        "incidentDetails": {
            "chatIncident": [
                {
                    "chatServiceOrClient": "Examplebook Messenger",
                    "chatRoomName": None,
                    "screenName": None,
                    "webcamInvolved": False,
                    "urls": None,
                    "notes": [{"value": "Sent in a chat of two"}],
                    "additonalInformations": [{"value": "Placeholder text of a chat."}],
                }
            ],
            "emailIncident": [],
            "webpageIncident": None,
        },
        "childVictims": None,
        "reportedPeople": {"reportedPersons": [suspect()]},
        "intendedRecipients": {"intendedRecipients": [person(espUserId="100000000000999", espService="Examplebook")]},
        "uploadedFiles": {"uploadedFiles": [file(1), file(2), file(3)]},
        "lawEnforcementInformation": None,
        "additionalInformations": [{"value": "The sender has no more to say."}],
    }
    return {
        "disclaimer": "This report was made from what a company stated; nothing in it has been verified.",
        "about": None,
        "reportId": 104455667,
        "informational": False,
        "potentialMemeReport": False,
        "dateReceived": "2026-03-03T08:00:00Z",
        "dateMadeAvailable": "2026-03-04T08:00:00Z",
        "federalAgencies": None,
        "links": [],
        "reportedInformation": information | reported,
        "automatedInformation": automated(),
        "additionalNcmecInformation": added(),
        "lawEnforcementContactInformation": {
            "lawEnforcementContacts": [
                {"agency": "Example Agency", "officer": {"title": "Inspector"}, "referralType": "NCMEC_ANALYST"}
            ]
        },
    }


def automated() -> Json:
    """``automatedInformation`` with one lookup."""
    lookup = {
        "ipAddress": "203.0.113.7", "country": "PK", "region": "Punjab", "city": "Lahore", "postalCode": None,
        "latitude": "31.5", "longitude": "74.3", "esp": "Example Telecom", "organization": "Example Mobile",
        "types": ["residential"],
    }  # fmt: skip
    notes = {
        "geoLookups": {"reportedPersonGeoLookups": [lookup], "childVictimGeoLookups": [], "imageGeoLookups": None},
        "phoneGeoLookups": None,
        "autoCloses": [],
    }
    return {"externalDeconfliction": None, "autoGeneratedNotes": notes, "companyInformation": None}


def added(**fields: object) -> Json:
    """``additionalNcmecInformation``."""
    usual: Json = {
        "priority": {"priorityId": "E", "value": "ESP report"},
        "ncmecClassification": "Apparent CSAM (unconfirmed)",
        "reportTags": None,
        "escalationReason": None,
        "internationalCountry": "Pakistan",
        "dateTimeProcessed": "2026-03-03T09:00:00Z",
        "associatedCybertipReports": [],
        "executiveSummary": None,
        "notes": {"notes": [{"value": "Opened by machine", "type": "AUTO", "dateTime": None, "sequence": 1}]},
    }
    return usual | fields


def encode(document: object) -> bytes:
    """The document as compact UTF-8 JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_all(document: object) -> tuple[list[Referral], list[str]]:
    """What the reader gives for a document, which may be given as bytes."""
    data = document if isinstance(document, bytes) else encode(deepcopy(document))
    return police_json.read(data, sha256(data).hexdigest())


def read_one(document: object) -> Referral:
    """The only referral of a document."""
    (referral,), _ = read_all(document)
    return referral


def mentions(referral: Referral, kind: str) -> list[Mention]:
    """The referral's identifiers of one kind, in order."""
    return [mention for mention in referral.mentions if mention.kind == kind]
