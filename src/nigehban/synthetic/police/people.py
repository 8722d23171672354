"""The persons of a police form: who is reported, the victim, the account beside."""

from __future__ import annotations

from typing import Any

from nigehban.synthetic.content import Capture, Report, ShownEmail, ShownPhone
from nigehban.synthetic.people import Account, Device, Victim
from nigehban.synthetic.places import Home
from nigehban.synthetic.platforms import BY_NAME

Json = dict[str, Any]


def wrapped(key: str, entries: list[Any]) -> Json | None:
    """A list in its second wrapping, as the form has it; ``None`` when it is empty."""
    return {key: entries} if entries else None


def reported_person(report: Report) -> Json:
    """The person reported, with every key of the form; what is not known is null."""
    given, family = report.name or (None, None)
    yes = {True: "Yes", False: "No", None: None}
    return {
        "id": report.plan.number * 10 + 1,
        "firstName": given,
        "middleName": None,
        "lastName": family,
        "preferredName": None,
        "gender": None,
        "preferredPronouns": None,
        "dateOfBirth": report.birth,
        "approximateAge": report.age,
        "ageAssertionDiscrepancy": None,
        "physicalDescription": None,
        "vehicleDescription": None,
        "vehicleTagNumber": report.vehicle,
        "occupation": None,
        "languages": None,
        "races": None,
        "disabilities": None,
        "relationshipToReporter": None,
        "relationshipToChildVictim": report.relationship,
        "accessToChildVictim": yes[report.access],
        "accessToChildren": yes[report.access],
        "accessToFirearms": None,
        "convictedSexOffender": None,
        "awareOfReport": None,
        "gangAffiliation": None,
        "espUserId": report.user_id,
        "espService": report.plan.platform.name if report.user_id else None,
        "screenName": {"value": report.handle} if report.handle else None,
        "screenNames": None,
        "displayNames": wrapped("displayNames", [report.display_name] if report.display_name else []),
        "onlineProfile": _profile(report),
        "profileBio": next((text.words for text in report.texts if text.kind == "bio"), None),
        "emails": wrapped("emails", [_email(email) for email in report.emails]),
        "phones": wrapped("phones", [_phone(phone) for phone in report.phones]),
        "addresses": wrapped("addresses", [_address(report.address)] if report.address else []),
        "ipAddress": None,
        "compromisedAccount": None,
        "thirdPartyUser": None,
        "accountTemporarilyDisabled": None,
        "accountPermanentlyDisabled": True if report.user_id else None,
        "espGroupId": report.group,
        "priorCybertipReports": [report.prior] if report.prior else None,
        "associatedAccounts": wrapped("associatedAccounts", [_account(report.linked)] if report.linked else []),
        "allEmailsReported": None,
        "additionalContactInformation": None,
        "additionalInformations": [{"value": f"CNIC {report.cnic}"}] if report.cnic else None,
        "espEstimatedLocations": wrapped("espEstimatedLocations", _estimates(report)),
        "sourceInformation": _sources(report),
    }


def child_victim(victim: Victim, platform: str) -> Json:
    """A victim by pseudonym: an age, a screen name, sometimes a school."""
    return {
        "id": None,
        "firstName": None,
        "lastName": None,
        "approximateAge": victim.age,
        "screenName": {"value": victim.screen_name},
        "espUserId": victim.user_id,
        "espService": platform,
        "schoolName": victim.school or None,
        "emails": None,
        "phones": None,
        "addresses": None,
        "sourceInformation": None,
    }


def _profile(report: Report) -> str | None:
    if report.handle is None or report.account is None:
        return None
    return f"https://{report.plan.platform.site}/{report.handle}"


def _email(email: ShownEmail) -> Json:
    return {"value": email.written, "type": email.kind, "verified": email.verified, "verificationDate": None}


def _phone(phone: ShownPhone) -> Json:
    return {
        "value": phone.written,
        "type": phone.kind,
        "verified": phone.verified,
        "verificationDate": None,
        "countryCallingCode": None,
        "extension": None,
    }


def _address(home: Home) -> Json:
    return {
        "address": f"House {len(home.city)}, Example Street",
        "city": home.city,
        "state": None,
        "nonUsaState": home.region,
        "zipCode": None,
        "country": home.country,
        "type": "Home",
    }


def _account(account: Account) -> Json:
    return {
        "accountType": "Linked",
        "platform": BY_NAME[account.platform].name,
        "espService": BY_NAME[account.platform].name,
        "espUserId": account.user_id,
        "screenName": {"value": account.handle},
        "emails": None,
        "phones": None,
    }


def _estimates(report: Report) -> list[Json]:
    home = report.estimated
    if home is None:
        return []
    return [
        {
            "city": home.city,
            "region": home.region,
            "countryCode": home.country,
            "verified": False,
            "timestamp": report.incident_at,
        }
    ]


def _sources(report: Report) -> Json | None:
    entries = [capture_entry(capture) for capture in report.captures]
    entries += [_device_entry(device) for device in report.devices]
    return wrapped("sourceCaptures", entries)


def capture_entry(capture: Capture) -> Json:
    """One IP event as a source capture."""
    return {
        "captureType": "IP Address",
        "valueType": None,
        "value": capture.address,
        "eventName": capture.event,
        "dateTime": capture.at,
        "possibleProxy": capture.proxy,
        "port": capture.port,
    }


def _device_entry(device: Device) -> Json:
    return {
        "captureType": "Device ID",
        "valueType": device.id_type,
        "value": device.value,
        "eventName": None,
        "dateTime": None,
        "possibleProxy": None,
        "port": None,
    }
