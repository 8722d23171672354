"""A whole police form."""

from __future__ import annotations

from random import Random
from typing import Any

import orjson

from nigehban.synthetic.commons import network_name, seen_at
from nigehban.synthetic.content import Capture, Report
from nigehban.synthetic.plan import Missing
from nigehban.synthetic.platforms import Level
from nigehban.synthetic.police.files import uploaded_files
from nigehban.synthetic.police.habits import apply_habit
from nigehban.synthetic.police.people import child_victim, reported_person, wrapped

Json = dict[str, Any]

_BOM = b"\xef\xbb\xbf"
_MOST_LOOKUPS = 12
_DISCLAIMER = "This synthetic report is benign. It names nobody and describes nothing."
_PRIORITIES = {
    "E": "E - report submitted by an electronic service provider",
    "1": "1 - imminent",
    "2": "2 - home-made",
    "3": "3 - report by the public",
}
_NETWORK_KINDS = {"Example Mobile Pakistan": ["cellular"], "Example Networks International": ["business"]}


def police_document(rng: Random, report: Report) -> bytes:
    """The form as bytes: sometimes indented, sometimes with a byte order mark."""
    form = police_form(rng, report)
    data = orjson.dumps(form, option=orjson.OPT_INDENT_2) if rng.random() < 0.1 else orjson.dumps(form)
    return _BOM + data if rng.random() < 0.08 else data


def police_form(rng: Random, report: Report) -> Json:
    """The form as a tree, with every key that is known and null where nothing is."""
    form = {
        "disclaimer": _DISCLAIMER,
        "about": None,
        "reportId": report.plan.number,
        "informational": report.informational,
        "potentialMemeReport": None,
        "dateReceived": report.received_at,
        "dateMadeAvailable": report.received_at,
        "federalAgencies": None,
        "links": None,
        "reportedInformation": _reported(rng, report),
        "automatedInformation": _automated(report),
        "additionalNcmecInformation": _additional(report),
        "lawEnforcementContactInformation": _contacts(report),
    }
    apply_habit(form, report)
    return form


def _reported(rng: Random, report: Report) -> Json:
    plan = report.plan
    minors = [plan.victim] if plan.victim is not None and plan.victim.age < 18 else []
    adults = [plan.victim] if plan.victim is not None and plan.victim.age >= 18 else []
    notes = [{"value": text.words} for text in report.texts if text.kind == "additional"]
    return {
        "reportingEsp": _sender(report),
        "reportingPerson": None,
        "batchedReport": None,
        "incidentSummary": _summary(report),
        "incidentDetails": _details(report),
        "childVictims": wrapped("childVictims", [child_victim(v, plan.platform.name) for v in minors]),
        "reportedPeople": _people(report),
        "intendedRecipients": wrapped("intendedRecipients", [child_victim(v, plan.platform.name) for v in adults]),
        "uploadedFiles": uploaded_files(rng, report),
        "lawEnforcementInformation": None,
        "additionalInformations": notes or None,
    }


def _people(report: Report) -> Json | None:
    if report.account is None and report.display_name is None and not report.evidence and not report.phones:
        return None
    return {"reportedPersons": [reported_person(report)]}


def _sender(report: Report) -> Json:
    platform = report.plan.platform
    return {
        "espName": platform.esp,
        "firstName": None,
        "lastName": None,
        "addresses": None,
        "phones": None,
        "emails": {"emails": [{"value": f"reports@{platform.site}", "type": "Business", "verified": None}]},
        "contactForLawEnforcement": None,
        "companyInformation": None,
        "termsOfService": None,
        "id": 1000 + platform.weight,
    }


def _summary(report: Report) -> Json:
    plan = report.plan
    annotations = [tag for tag in report.annotations if tag == "sextortion"]
    danger = report.escalation if plan.danger is not None else None
    return {
        "incidentType": report.incident_type,
        "additionalIncidentTypes": None,
        "supplementToReportId": plan.supplements.number if plan.supplements else None,
        "platform": plan.platform.name,
        "reportAnnotations": dict.fromkeys(annotations, True) or None,
        "incidentDateTime": report.incident_at,
        "incidentDateRange": None,
        "incidentDateTimeDescription": None,
        "incidentOngoing": report.ongoing,
        "incidentLocation": None,
        "accessDateTimes": [],
        "espEscalation": report.escalation if plan.number % 2 else None,
        "endangeredReporterOrVictimReason": None if plan.number % 2 else danger,
        "supportingMaterials": None,
        "otherReportRecipients": None,
    }


def _details(report: Report) -> Json:
    chats = [{"value": text.words} for text in report.texts if text.kind == "chat"]
    chat = {
        "chatServiceOrClient": report.plan.platform.name,
        "chatRoomName": None,
        "screenName": report.handle,
        "webcamInvolved": None,
        "urls": None,
        "notes": chats,
        "additonalInformations": [],
    }
    return {
        "chatIncident": [chat] if chats else None,
        "emailIncident": None,
        "webpageIncident": None,
        "peerToPeerIncident": None,
        "gamingIncident": None,
        "cellPhoneIncident": None,
        "newsgroupIncident": None,
        "internetIncident": None,
        "otherInternetIncident": None,
        "nonInternetIncident": None,
    }


def _automated(report: Report) -> Json | None:
    if report.plan.level is Level.MINIMUM or not report.captures:
        return None
    seen = {capture.address: capture for capture in report.captures}
    lookups = [_lookup(report, capture) for capture in list(seen.values())[:_MOST_LOOKUPS]]
    return {
        "externalDeconfliction": None,
        "autoGeneratedNotes": {
            "geoLookups": {
                "reportedPersonGeoLookups": lookups,
                "childVictimGeoLookups": None,
                "imageGeoLookups": None,
                "internetGeoLookups": None,
            },
            "phoneGeoLookups": None,
            "autoCloses": [],
            "autoRefers": [],
        },
        "companyInformation": None,
    }


def _lookup(report: Report, capture: Capture) -> Json:
    home, network = seen_at(capture.address, report.plan.person), network_name(capture.address)
    return {
        "ipAddress": capture.address,
        "country": home.country,
        "region": home.region,
        "city": home.city,
        "postalCode": None,
        "latitude": home.latitude,
        "longitude": home.longitude,
        "metropolitanCode": None,
        "areaCode": None,
        "esp": network,
        "organization": network,
        "types": _NETWORK_KINDS.get(network, ["residential"]),
    }


def _additional(report: Report) -> Json:
    tags = [tag for tag in report.annotations if tag != "sextortion"]
    notes = [
        {"value": text.words, "type": "General", "dateTime": report.received_at, "sequence": index}
        for index, text in enumerate((text for text in report.texts if text.kind == "note"), 1)
    ]
    return {
        "priority": {"priorityId": report.priority, "value": _PRIORITIES[report.priority]},
        "ncmecClassification": None,
        "reportTags": {"groups": [{"name": "Report", "tags": [{"value": tag} for tag in tags]}]} if tags else None,
        "uploadedFileViewability": None,
        "escalationReason": None,
        "internationalCountry": _country(report),
        "dateTimeProcessed": report.received_at,
        "missingChildCaseNumber": None,
        "sentToLawEnforcement": None,
        "sentToChild": None,
        "commercialWebsite": None,
        "involvesMail": None,
        "associatedCybertipReports": None,
        "executiveSummary": None,
        "notes": wrapped("notes", notes),
        "supplementFiles": None,
    }


def _country(report: Report) -> str | None:
    """The country the clearing house sends it to; unknown for 4 % (published, 2022) and where nothing shows it."""
    unknown = report.plan.missing is Missing.PLACE or report.plan.answers is not None or report.plan.number % 25 == 0
    return None if unknown else "Pakistan"


def _contacts(report: Report) -> Json:
    return {
        "lawEnforcementContacts": [
            {
                "agency": "Example National Agency",
                "officer": None,
                "dateTimeMadeAvailable": report.received_at,
                "leaFeedback": None,
                "referralType": "NCMEC_ANALYST" if report.priority != "E" else "AUTO",
            }
        ]
    }
