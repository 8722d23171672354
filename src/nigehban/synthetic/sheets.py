"""Sheets of hotlines, bureaus, foreign police, families and provincial police, as CSV or XLSX.

The headers are those of ``nigehban.formats.mappings``; what a sheet has no column for stands in its remarks.
"""

from __future__ import annotations

import csv
import io
from random import Random

from nigehban.synthetic.clock import Clock
from nigehban.synthetic.content import Report
from nigehban.synthetic.names import invent_name
from nigehban.synthetic.plan import FOREIGN_AGENCY, Shape
from nigehban.synthetic.xlsx import workbook

_MOST_HASHES = 20

_ACCUSED = {"Accused CNIC": "cnic", "Accused": "name", "Victim Age": "victim_age"}

COLUMNS: dict[Shape, dict[str, str]] = {
    Shape.HOTLINE: {
        "Report ID": "number",
        "Hotline": "sender",
        "Received": "received_utc",
        "URL": "url",
        "Platform": "platform",
        "Username": "handle",
        "Profile URL": "profile",
        "Email": "email",
        "MD5": "md5",
        "Apparent Age": "victim_age",
        "Comments": "words_and_phone",
    },
    Shape.INTERPOL: {
        "Message Number": "number",
        "Sending Country": "sender",
        "Date of Message": "received_utc",
        "Date of Offence": "incident_utc",
        "Surname and Forename": "name",
        "Date of Birth": "birth",
        "National ID": "cnic",
        "Telephone": "phone",
        "Email": "email",
        "Platform": "platform",
        "Account ID": "user_id",
        "Username": "handle",
        "IP Address": "ip",
        "IP Date and Time": "ip_time",
        "Port": "ip_port",
        "City": "city",
        "Country": "country",
        "Victim Age": "victim_age",
        "Summary of Facts": "words_and_device",
    },
    Shape.FOREIGN: {
        "Agency": "sender",
        "Case Reference": "case",
        "Date Sent": "received_utc",
        "Offence Date": "incident_utc",
        "Platform": "platform",
        "User ID": "user_id",
        "Screen Name": "handle",
        "Email Address": "email",
        "Mobile": "phone",
        "IP": "ip",
        "IP Time": "ip_time",
        "Port": "ip_port",
        "Device ID": "device",
        "Suspect Name": "name",
        "Suspect DOB": "birth",
        "City": "city",
        "Country": "country",
        "Victim Age": "victim_age",
        "MD5": "md5",
        "Circumstances": "words",
    },
    Shape.FAMILY: {
        "Diary No": "number",
        "Complainant Name": "complainant",
        "District": "city",
        "Report Date": "received_local",
        "Occurrence Date": "incident_local",
        "Platform": "platform",
        "Username": "handle",
        "Email Involved": "email",
        "Mobile Involved": "phone",
        "Description": "words_and_device",
    }
    | _ACCUSED,
    Shape.PROVINCIAL: {
        "District": "district",
        "Police Station": "station",
        "FIR No": "case",
        "FIR Date": "received_local",
        "Date of Occurrence": "incident_local",
        "Platform": "platform",
        "Username": "handle",
        "Email": "email",
        "Mobile": "phone",
        "IMEI": "device",
        "Brief Facts": "words",
    }
    | _ACCUSED,
}
"""For each kind of sheet its headers, and which of ``cells`` stands under each."""

_SENDERS = {
    Shape.HOTLINE: "Example Hotline",
    Shape.INTERPOL: "Example Country",
    Shape.FOREIGN: FOREIGN_AGENCY,
}


def sheet_document(rng: Random, shape: Shape, reports: list[Report], clock: Clock) -> tuple[bytes, str]:
    """The sheet of these reports, and the file ending that goes with it."""
    columns = COLUMNS[shape]
    rows = [list(columns)]
    for report in reports:
        filled = cells(rng, report, clock)
        rows.append([filled[name] for name in columns.values()])
    if rng.random() < 0.4:
        return workbook(rows), "xlsx"
    return _csv(rng, rows), "csv"


def _csv(rng: Random, rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    delimiter = rng.choice((",", ",", ";", "\t"))
    csv.writer(text, delimiter=delimiter, lineterminator=rng.choice(("\n", "\r\n"))).writerows(rows)
    return text.getvalue().encode(rng.choice(("utf-8", "utf-8-sig")))


def cells(rng: Random, report: Report, clock: Clock) -> dict[str, str]:
    """Everything that a sheet could say of a report, each as the text of one cell."""
    return _about(rng, report) | _times(report, clock) | _identity(report) | _address(report) | _words(report)


def _about(rng: Random, report: Report) -> dict[str, str]:
    plan = report.plan
    complainant = invent_name(rng, female=rng.random() < 0.5, local=True).usual
    return {
        "number": plan.external_id,
        "case": plan.case_number,
        "sender": _SENDERS.get(plan.shape, ""),
        "complainant": complainant,
        "district": plan.district,
        "station": plan.station,
        "platform": plan.platform.name,
        "victim_age": str(plan.victim.age) if plan.victim else "",
    }


def _times(report: Report, clock: Clock) -> dict[str, str]:
    plan = report.plan
    return {
        "received_utc": clock.plain(plan.received),
        "incident_utc": clock.plain(plan.incident),
        "received_local": clock.form(plan.received),
        "incident_local": clock.form(plan.incident),
    }


def _identity(report: Report) -> dict[str, str]:
    profile = f"https://{report.plan.platform.site}/{report.handle}" if report.handle else ""
    return {
        "name": " ".join(report.name) if report.name else report.display_name or "",
        "birth": report.birth or "",
        "cnic": report.cnic or "",
        "user_id": report.user_id or "",
        "handle": report.handle or "",
        "profile": profile,
        "url": f"https://photos.example/{report.plan.number}",
        "email": "; ".join(email.written.strip() for email in report.emails),
        "phone": "; ".join(phone.written for phone in report.phones),
        "device": "; ".join(device.value for device in report.devices),
        "md5": "; ".join(file.md5 for file in report.files[:_MOST_HASHES]),
    }


def _address(report: Report) -> dict[str, str]:
    home = report.address or report.estimated
    first = report.captures[0] if report.captures else None
    return {
        "city": home.city if home else "",
        "country": home.country if home else "",
        "ip": first.address if first else "",
        "ip_time": (first.at or "") if first else "",
        "ip_port": str(first.port or "") if first else "",
    }


def _words(report: Report) -> dict[str, str]:
    words = " ".join(text.words for text in report.texts)
    devices = " ".join(f"{device.id_type}: {device.value}" for device in report.devices)
    phones = " ".join(f"Phone: {phone.written}" for phone in report.phones)
    return {
        "words": words,
        "words_and_device": f"{words} {devices}".strip(),
        "words_and_phone": f"{words} {phones}".strip(),
    }
