"""A case that never happened, with everything that a document may ask of one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nigehban.jurisdiction.documents import Document, Documents, Field, FieldKind, fill

PACKS = Path(__file__).parents[3] / "packs"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
VICTIM_NAME = "Gulalai Testwala"

FACTS: Mapping[str, Any] = {
    "agency": {"name": "National Cyber Crime Investigation Agency"},
    "unit": {"code": "ISB", "name": "Cyber Crime Reporting Centre Islamabad"},
    "officer": {"name": "Officer Example", "rank": "Inspector", "service_number": "NC-0007"},
    "now": "2026-11-22T10:00:00+05:00",
    "today": "2026-11-22",
    "court": "Judicial Magistrate Section 30, Islamabad",
    "case": {
        "number": "ISB-C-2026-00041",
        "register_number": "41/2026",
        "gist": "A service provider reported an account.\n\nThe account was used from Islamabad.",
        "opened_at": "2026-11-20T09:00:00+05:00",
        "received_from": "Example Platform Inc.",
        "received_at": "2026-11-20T08:41:00+05:00",
        "place": "House 0, Example Street, Islamabad",
    },
    "fir": {"number": "17/2026"},
    "accused": {"name": "Accused Example", "parentage": "Father Example", "sex": "M", "age": 31,
                "address": "Islamabad"},
    "complainant": {"name": "Complainant Example", "contact": "reporter@example.com"},
    "suspects": [{"name": "Accused Example", "parentage": "Father Example", "age": 31, "address": "Islamabad"}],
    "victims": [{"role": "victim", "pseudonym": "V-1", "name": VICTIM_NAME, "sex": "F", "age": 11,
                 "address": "Murree"}],
    "witnesses": [{"name": "Witness Example", "contact": "0300-0000000"}],
    "offences": [
        {"section": "22", "act": "PECA 2016", "offence": "Child sexual abuse material"},
        {"section": "109", "act": "PPC", "offence": "Abetment"},
    ],
    "items": [
        {"number": "1", "description": "Mobile phone, black", "quantity": "1", "serial": "00-000000-000000-0",
         "found_at": "Bedroom", "seal": "S-101", "sha256": DIGEST},
        {"number": "2", "description": "USB stick 32 GB", "quantity": "1", "found_at": "Desk", "seal": "S-102",
         "sha256": DIGEST},
    ],
    "custody": {"spells": [{"from": "2026-11-23", "to": "2026-11-27", "days": 5}], "days_so_far": 5},
    "accounts": [{"account": "example_user_1", "platform": "Example Chat", "period": "2026-10-01, port 40112"}],
    "seizure": {"place": "House 0, Example Street", "warrant": "W-12/2026",
                "witnesses": [{"name": "First Neighbour"}, {"name": "Second Neighbour"}], "copy_given_to": "The owner"},
    "request": {"days": 90, "proportionality": "Nothing milder is enough."},
    "provider": {"name": "Example Platform Inc.", "address": "1 Example Road"},
    "events": {
        "fir_recorded": {"at": "2026-11-21T12:00:00+05:00"},
        "arrested": {"at": "2026-11-22T06:30:00+05:00", "sex": "M"},
        "produced": {"at": "2026-11-22T11:00:00+05:00"},
        "seizure": {"at": "2026-11-22T06:45:00+05:00", "warrant": "W-12/2026"},
        "scrutinised": {"at": "2026-11-20T15:00:00+05:00", "result": "complete"},
        "preservation_notice": {"at": "2026-11-20T16:00:00+05:00", "days": 90, "ref": "P-3/2026"},
        "lab_report": {"at": "2026-11-22T09:00:00+05:00", "ref": "L-8/2026"},
        "held": {"at": "2026-11-22T06:30:00+05:00", "travel": 3},
        "file_opened": {"at": "2026-11-20T09:00:00+05:00"},
    },
}  # fmt: skip
"""Facts of a case, as ``docs/documents.md`` states them."""

_ANSWERS: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: "Stated by the officer",
    FieldKind.LONG_TEXT: "Stated by the officer.\n\nIn two paragraphs.",
    FieldKind.DATE: "2026-12-01",
    FieldKind.MOMENT: "2026-11-23T09:30:00+05:00",
    FieldKind.NUMBER: 2,
    FieldKind.BOOLEAN: True,
    FieldKind.COURT: "Sessions Court Islamabad",
    FieldKind.UNIT: "Islamabad",
    FieldKind.PARTY: {"name": "Somebody Example", "contact": "0300-0000001"},
    FieldKind.OFFICER: {"name": "Officer Example"},
}


def answer(field: Field) -> Any:
    """What an officer would write into a field."""
    if field.kind is FieldKind.CHOICE:
        return next(iter(field.choices))
    if field.kind in _ANSWERS:
        return _ANSWERS[field.kind]
    return [{column.name: f"{field.name} {column.name} {number}" for column in field.columns} for number in (1, 2)]


def complete(documents: Documents, document: Document, facts: Mapping[str, Any] = FACTS) -> dict[str, Any]:
    """The values of a document that an officer has finished."""
    known = fill(documents, document, facts).values
    return {name: known.get(name, answer(field)) for name, field in document.fields.items()}
