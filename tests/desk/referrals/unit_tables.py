"""Unit tables made by hand, or at random: what a reading unit would have written."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pyarrow as pa

from nigehban.identifiers.kind import digest
from nigehban.runs.tables import SCHEMAS

DAY = datetime(2026, 3, 1, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]


def tables_of(rows: Rows) -> dict[str, pa.Table]:
    """Arrow tables of every schema; columns that a row leaves out are null."""
    return {name: pa.Table.from_pylist(rows.get(name, []), schema=schema) for name, schema in SCHEMAS.items()}


def document(content: bytes, referrals: Sequence[str], *, received: datetime | None = DAY, mentions: int = 2) -> Rows:
    """The rows of a document that states these referrals (their external ids)."""
    source = sha256(content).hexdigest()
    rows: Rows = {
        "documents": [
            {
                "sha256": source,
                "path": f"{source[:8]}.json",
                "format": "police_json",
                "size": len(content),
                "referrals": len(referrals),
                "warnings": [],
            }
        ],
        "referrals": [
            referral_row(number, source, received) | {"ordinal": ordinal} for ordinal, number in enumerate(referrals)
        ],
        "mentions": [
            mention_row(row, f"user{number}{n}@example.org")
            for row, number in enumerate(referrals)
            for n in range(mentions)
        ],
        "signals": [
            {"row": row, "rule": "sextortion", "text": "Stated.", "pointer": "/a"} for row in range(len(referrals))
        ],
    }
    return rows


def referral_row(external_id: str, source: str, received: datetime | None = DAY) -> dict[str, Any]:
    return {
        "referral": f"NCMEC:{external_id}",
        "node_id": digest(0, f"NCMEC:{external_id}"),
        "scheme": "NCMEC",
        "external_id": external_id,
        "source_sha256": source,
        "source_key": int(source[:16], 16),
        "ordinal": 0,
        "pointer": "",
        "part": False,
        "received": received,
        "incident": received,
        "incident_text": "2026-03-01",
        "incident_zone_known": False,
        "incident_type": "x",
        "platform": "Example",
        "files": 1,
        "unit": "PK-HQ",
        "unit_confidence": 0.5,
        "unit_text": "No place is stated.",
        "unit_pointer": "",
        "is_local": True,
        "warnings": [],
    }


def mention_row(row: int, value: str) -> dict[str, Any]:
    return {
        "row": row,
        "kind": 1,
        "key": digest(1, value),
        "value": value,
        "raw": value.upper(),
        "role": 0,
        "party": 0,
        "file": -1,
        "primary": True,
        "pointer": "/reportedInformation/reportedPeople/reportedPersons/0/emails/emails/0/value",
        "at": DAY,
        "verified": True,
        "derived": False,
        "name_key": 0,
        "birth_key": 0,
    }


def joined(parts: Iterable[Rows]) -> dict[str, pa.Table]:
    """Several documents as one unit."""
    rows: Rows = {}
    for part in parts:
        shift = len(rows.get("referrals", []))
        for name, listed in part.items():
            rows.setdefault(name, []).extend(
                {**row, "row": row["row"] + shift} if "row" in row else row for row in listed
            )
    return tables_of(rows)


def random_unit(seed: int, documents: int, *, mentions: int = 10) -> dict[str, pa.Table]:
    """A unit of one-referral documents; every tenth is a new version of an earlier referral."""
    chance = random.Random(seed)
    parts = []
    for number in range(documents):
        external = str(chance.randrange(10**9) if number % 10 else number)
        parts.append(
            document(
                f"{seed}/{number}".encode(),
                [external],
                received=DAY + timedelta(hours=chance.randrange(999)),
                mentions=mentions,
            )
        )
    return joined(parts)
