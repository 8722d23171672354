"""Sheets of hotlines, bureaus, foreign police, families and provincial police, as CSV or XLSX.

The headers are those of ``nigehban.formats.mappings``; what a sheet has no column for stands in its remarks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from random import Random

from nigehban.synthetic.content import Report
from nigehban.synthetic.plan import Shape
from nigehban.synthetic.xlsx import workbook

Cell = Callable[[Report], str]


def sheet_document(rng: Random, shape: Shape, reports: list[Report]) -> tuple[bytes, str]:
    """The sheet of these reports, and the file ending that goes with it."""
    columns = COLUMNS[shape]
    rows = [list(columns)] + [[cell(report) for cell in columns.values()] for report in reports]
    if rng.random() < 0.4:
        return workbook(rows), "xlsx"
    return _csv(rng, rows), "csv"


def _csv(rng: Random, rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    delimiter = rng.choice((",", ",", ";", "\t"))
    csv.writer(text, delimiter=delimiter, lineterminator=rng.choice(("\n", "\r\n"))).writerows(rows)
    return text.getvalue().encode(rng.choice(("utf-8", "utf-8-sig")))


def _name(report: Report) -> str:
    return " ".join(report.name) if report.name else report.display_name or ""


def _words(report: Report) -> str:
    extra = [f"Age of the child: {report.plan.victim.age}."] if report.plan.victim else []
    if report.estimated is not None and report.address is None:
        extra.append(f"Said to live in {report.estimated.city}.")
    if report.cnic:
        extra.append(f"CNIC {report.cnic}")
    extra += [f"{device.id_type} {device.value}" for device in report.devices]
    return " ".join([text.words for text in report.texts] + extra)


def _phone(report: Report) -> str:
    return "; ".join(phone.written for phone in report.phones)


def _email(report: Report) -> str:
    return "; ".join(email.written.strip() for email in report.emails)


def _handle(report: Report) -> str:
    return report.handle or ""


def _user_id(report: Report) -> str:
    return report.user_id or ""


def _platform(report: Report) -> str:
    return report.plan.platform.name


def _address_ip(report: Report) -> str:
    return report.captures[0].address if report.captures else ""


def _time_ip(report: Report) -> str:
    return (report.captures[0].at or "") if report.captures else ""


def _port_ip(report: Report) -> str:
    return str(report.captures[0].port or "") if report.captures else ""


def _md5(report: Report) -> str:
    return "; ".join(file.md5 for file in report.files[:20])


def _city(report: Report) -> str:
    return report.address.city if report.address else ""


def _profile(report: Report) -> str:
    return f"https://{report.plan.platform.site}/{report.handle}" if report.handle else ""


def _number(report: Report) -> str:
    return report.plan.external_id


def _incident(report: Report) -> str:
    return report.incident_at


def _received(report: Report) -> str:
    return report.received_at


COLUMNS: dict[Shape, dict[str, Cell]] = {
    Shape.HOTLINE: {
        "Report ID": _number,
        "Received": _received,
        "Incident date": _incident,
        "URL": _profile,
        "Platform": _platform,
        "User ID": _user_id,
        "Username": _handle,
        "Name": _name,
        "Email": _email,
        "Phone": _phone,
        "IP address": _address_ip,
        "IP time": _time_ip,
        "IP port": _port_ip,
        "MD5": _md5,
        "City": _city,
        "Comments": _words,
    },
    Shape.INTERPOL: {},
    Shape.FOREIGN: {},
    Shape.FAMILY: {},
    Shape.PROVINCIAL: {},
}
COLUMNS |= {shape: COLUMNS[Shape.HOTLINE] for shape, columns in COLUMNS.items() if not columns}
