"""Tips as tables, CSV or XLSX, with headers that no mapping file of the product names."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from bench.stranger.spelling import Speller
from bench.stranger.world import Tip

Made = tuple[str, bytes, list[Tip]]
"""A document: its path, its bytes, the tips that it holds."""
Column = Callable[[Speller, Tip], str]


def _ip_part(index: int) -> Column:
    return lambda writer, tip: (tip.ips[0][0] if index == 0 else writer.time(tip.ips[0][1])) if tip.ips else ""


def _name_part(index: int) -> Column:
    return lambda writer, tip: writer.name(tip.name)[index] if tip.name else ""


def account(_: Speller, tip: Tip) -> str:
    return tip.account.user if tip.account else ""


def platform(_: Speller, tip: Tip) -> str:
    return tip.account.platform if tip.account else ""


def handle(_: Speller, tip: Tip) -> str:
    return tip.account.handle if tip.account else ""


def full(speller: Speller, tip: Tip) -> str:
    return " ".join(speller.name(tip.name)) if tip.name else ""


def phone(speller: Speller, tip: Tip) -> str:
    return speller.phone(tip.phones[0]) if tip.phones else ""


def email(speller: Speller, tip: Tip) -> str:
    return speller.email(tip.emails[0]).strip() if tip.emails else ""


def text(speller: Speller, tip: Tip) -> str:
    return " / ".join([*tip.texts, *speller.remarks(tip)])


def day(_: Speller, tip: Tip) -> str:
    return f"{tip.at:%d/%m/%Y}"


def number(_: Speller, tip: Tip) -> str:
    return tip.number


def born(_: Speller, tip: Tip) -> str:
    return tip.born


def city(_: Speller, tip: Tip) -> str:
    return tip.city


def cnic(_: Speller, tip: Tip) -> str:
    return tip.cnic


def hash_(_: Speller, tip: Tip) -> str:
    return tip.files[0] if tip.files else ""


SURNAME, FORENAME, IP, IP_TIME = _name_part(1), _name_part(0), _ip_part(0), _ip_part(1)


def age(_: Speller, tip: Tip) -> str:
    return tip.victim[1]


SHEETS: dict[str, tuple[str, dict[str, Column]]] = {
    "hotline": (
        ",",
        {
            "Report No": number,
            "Date received": lambda w, t: w.time(t.at),
            "Site / Service": platform,
            "Username": handle,
            "User ID": account,
            "E-mail address": email,
            "Contact number": phone,
            "Comments": text,
            "MD5": hash_,
        },
    ),
    "interpol": (
        ";",
        {
            "Reference": number,
            "Date of incident": lambda w, t: w.time(t.at),
            "Surname": SURNAME,
            "Forename": FORENAME,
            "Date of birth": born,
            "Phone": phone,
            "Email": email,
            "Platform": platform,
            "Account ID": account,
            "IP address": IP,
            "IP date/time (UTC)": IP_TIME,
            "Summary of facts": text,
        },
    ),
    "foreign": (
        "\t",
        {
            "Case ref": number,
            "Subject name": full,
            "DOB": born,
            "Mobile": phone,
            "Email": email,
            "Service": platform,
            "Account ID": account,
            "IP": IP,
            "IP time": IP_TIME,
            "Narrative": text,
            "City": city,
        },
    ),
    "provincial": (
        ",",
        {
            "Complaint No.": number,
            "Accused Name": full,
            "CNIC No.": cnic,
            "Cell No.": phone,
            "District": city,
            "Platform": platform,
            "Profile ID": account,
            "Detail of complaint": text,
            "Date": day,
            "Victim age": age,
        },
    ),
    "urdu": (
        ",",
        {
            "شکایت نمبر": number,
            "ملزم کا نام": full,
            "شناختی کارڈ نمبر": cnic,
            "موبائل نمبر": phone,
            "ای میل": email,
            "شہر": city,
            "پلیٹ فارم": platform,
            "اکاؤنٹ": account,
            "تفصیل": text,
            "تاریخ": day,
        },
    ),
}


def sheet(speller: Speller, name: str, index: int, tips: list[Tip]) -> Made:
    delimiter, columns = SHEETS[name]
    for tip in tips:
        _keep_shown(tip, set(columns.values()))
    rows = [list(columns), *([column(speller, tip) for column in columns.values()] for tip in tips)]
    if speller.rng.random() < 0.25:
        return f"tables/{name}-{index}.xlsx", _workbook(rows), tips
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    encoding = speller.rng.choice(("utf-8", "utf-8-sig", "utf-16"))
    return f"tables/{name}-{index}.csv", text.getvalue().encode(encoding), tips


def _keep_shown(tip: Tip, shown: set[Column]) -> None:
    """Take from the tip what these columns do not show, so that the truth asks for no more than was said."""
    tip.devices, tip.group, tip.other_account = [], "", None
    tip.phones, tip.emails, tip.ips = tip.phones[:1], tip.emails[:1], tip.ips[:1]
    wanted = {"city": city, "born": born, "files": hash_}
    for name, column in wanted.items():
        if column not in shown:
            setattr(tip, name, type(getattr(tip, name))())
    if not shown & {full, SURNAME}:
        tip.name = None
    if IP not in shown:
        tip.ips = []


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETML}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def _workbook(rows: list[list[str]]) -> bytes:
    """The least workbook: one sheet, all cells as inline text."""
    lines = "".join(f'<row r="{at}">{_cells(row, at)}</row>' for at, row in enumerate(rows, 1))
    sheet1 = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return zipped([(path, text.encode()) for path, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet1}).items()])


def _cells(row: list[str], at: int) -> str:
    return "".join(
        f'<c r="{chr(65 + one)}{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        for one, cell in enumerate(row)
        if cell
    )


def zipped(entries: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of these entries, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in entries:
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()
