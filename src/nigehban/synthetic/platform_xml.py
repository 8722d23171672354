"""What a platform sends: XML, one submission with the report, its files and the receipt, in any order of elements."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape, quoteattr

from nigehban.synthetic.content import Capture, Report, SharedFile
from nigehban.synthetic.people import Account, Device, Victim
from nigehban.synthetic.platforms import Level

_SCHEMA = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="report.xsd"'
_CONTROL = {ord(char): None for char in map(chr, range(32)) if char not in "\t\n\r"}


def element(name: str, text: object, **attributes: str | None) -> str:
    """One element with text; ``""`` when the text is ``None``."""
    if text is None:
        return ""
    stated = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{stated}>{escape(str(text).translate(_CONTROL))}</{name}>"


def group(rng: Random, name: str, parts: list[str]) -> str:
    """An element of elements, in random order; ``""`` when nothing is in it."""
    filled = [part for part in parts if part]
    rng.shuffle(filled)
    return f"<{name}>{''.join(filled)}</{name}>" if filled else ""


def truth_word(value: bool | None) -> str | None:
    """``true``, ``false``, or nothing at all: absent is not false."""
    return None if value is None else str(value).lower()


def platform_document(rng: Random, report: Report) -> bytes:
    """The whole submission as UTF-8."""
    number = report.plan.number
    parts = [_report(rng, report), *(_file(rng, number, file) for file in report.files)]
    rng.shuffle(parts)
    parts.append(_receipt(report))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<submission {_SCHEMA}>{"".join(parts)}</submission>\n'
    return text.encode("utf-8")


def _report(rng: Random, report: Report) -> str:
    parts = [
        _summary(rng, report),
        _details(rng, report),
        _reporter(report),
        _suspect(rng, report),
        _victim(rng, report.plan.victim, report),
        *(element("additionalInfo", text.words) for text in report.texts if text.kind in {"additional", "note"}),
    ]
    return group(rng, "report", parts)


def _summary(rng: Random, report: Report) -> str:
    flags = ["<sextortion/>"] * ("sextortion" in report.annotations) + ["<informational/>"] * report.informational
    parts = [
        element("incidentType", report.incident_type),
        element("platform", report.plan.platform.name),
        element("escalateToHighPriority", report.escalation),
        group(rng, "reportAnnotations", flags),
        element("incidentDateTime", report.incident_at),
    ]
    return group(rng, "incidentSummary", parts)


def _details(rng: Random, report: Report) -> str:
    chats = "\n".join(text.words for text in report.texts if text.kind == "chat")
    if not chats:
        return ""
    parts = [element("chatClient", report.plan.platform.name), element("content", chats)]
    return f"<internetDetails>{group(rng, 'chatImIncident', parts)}</internetDetails>"


def _reporter(report: Report) -> str:
    platform = report.plan.platform
    email = element("email", f"reports@{platform.site}")
    company = element("companyTemplate", platform.esp)
    return f"<reporter><reportingPerson>{email}</reportingPerson>{company}</reporter>"


def _suspect(rng: Random, report: Report) -> str:
    parts = [
        _person(rng, report),
        element("espIdentifier", report.user_id),
        element("espService", report.plan.platform.name if report.user_id else None),
        element("screenName", report.handle),
        element("displayName", report.display_name),
        element("groupIdentifier", report.group),
        element("priorCTReports", report.prior),
        *(element("profileBio", text.words) for text in report.texts if text.kind == "bio"),
        *(_capture(rng, capture) for capture in report.captures),
        *(_device(rng, device) for device in report.devices),
        _estimate(rng, report),
        _associated(rng, report.linked),
        element("additionalInfo", f"CNIC {report.cnic}" if report.cnic else None),
    ]
    return group(rng, "personOrUserReported", parts)


def _person(rng: Random, report: Report) -> str:
    given, family = report.name or (None, None)
    parts = [
        element("firstName", given),
        element("lastName", family),
        element("dateOfBirth", report.birth),
        element("age", report.age),
        *(
            element("phone", phone.written, type=phone.kind, verified=truth_word(phone.verified))
            for phone in report.phones
        ),
        *(
            element("email", email.written, type=email.kind, verified=truth_word(email.verified))
            for email in report.emails
        ),
        _address(rng, report),
    ]
    return group(rng, "personOrUserReportedPerson", parts)


def _address(rng: Random, report: Report) -> str:
    home = report.address
    if home is None:
        return ""
    parts = [element("city", home.city), element("nonUsaState", home.region), element("country", home.country)]
    return group(rng, "address", parts)


def _capture(rng: Random, capture: Capture) -> str:
    parts = [
        element("ipAddress", capture.address),
        element("eventName", capture.event),
        element("dateTime", capture.at),
        element("port", capture.port),
        element("possibleProxy", truth_word(capture.proxy)),
    ]
    return group(rng, "ipCaptureEvent", parts)


def _device(rng: Random, device: Device) -> str:
    return group(rng, "deviceId", [element("idType", device.id_type), element("idValue", device.value)])


def _estimate(rng: Random, report: Report) -> str:
    home = report.estimated
    if home is None:
        return ""
    parts = [element("city", home.city), element("region", home.region), element("countryCode", home.country)]
    return group(rng, "estimatedLocation", parts)


def _associated(rng: Random, account: Account | None) -> str:
    if account is None:
        return ""
    parts = [
        element("platform", account.platform),
        element("espService", account.platform),
        element("espIdentifier", account.user_id),
        element("screenName", account.handle),
    ]
    body = group(rng, "associatedAccount", parts)
    return body.replace("<associatedAccount>", '<associatedAccount accountType="Linked">', 1)


def _victim(rng: Random, victim: Victim | None, report: Report) -> str:
    if victim is None or report.plan.level is Level.MINIMUM:
        return ""
    parts = [
        f"<victimPerson>{element('age', victim.age)}</victimPerson>",
        element("espIdentifier", victim.user_id),
        element("screenName", victim.screen_name),
        element("schoolName", victim.school or None),
    ]
    return group(rng, "victim", parts)


def _file(rng: Random, number: int, file: SharedFile) -> str:
    flags = [f"<{tag}/>" for tag in file.tags]
    parts = [
        element("reportId", number),
        element("fileId", file.external_id),
        element("originalFileName", file.name),
        element("uploadedToEspTimestamp", file.uploaded),
        element("fileViewedByEsp", truth_word(file.viewed)),
        group(rng, "fileAnnotations", flags),
        element("industryClassification", file.industry),
        element("originalFileHash", file.md5, hashType="MD5"),
    ]
    return group(rng, "fileDetails", parts)


def _receipt(report: Report) -> str:
    files = "".join(element("fileId", file.external_id) for file in report.files)
    listed = f"<files>{files}</files>" if files else ""
    return (
        "<reportDoneResponse><responseCode>0</responseCode>"
        f"{element('reportId', report.plan.number)}{listed}</reportDoneResponse>"
    )
