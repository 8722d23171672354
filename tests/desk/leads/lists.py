"""Small ranked lists made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from nigehban.desk.leads.derived import SCHEMAS
from nigehban.priority import Band


def lead_row(number: int, **changes: Any) -> dict[str, Any]:
    """The lead ``L<number>`` of rank ``number``; what is not named is ordinary."""
    return {
        "id": f"L{number}",
        "rank": number,
        "band": int(Band.ELEVATED),
        "concerns": 0,
        "danger": 30,
        "solvability": 10,
        "deadline": 5,
        "novelty": 5,
        "state": "open",
        "unit": "PK-HQ",
        "referrals": 1,
        "missing": [],
    } | changes


def list_of(leads: Sequence[dict[str, Any]], **others: list[dict[str, Any]]) -> dict[str, pa.Table]:
    """The tables that ``replace_leads`` takes."""
    rows = {"leads": list(leads), **others}
    return {name: pa.Table.from_pylist(rows.get(name, []), schema=schema) for name, schema in SCHEMAS.items()}
