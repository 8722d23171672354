"""The Arrow tables from which the derived tables are rebuilt: columns are called as in the database."""

from __future__ import annotations

import pyarrow as pa

_TEXT, _TIME = pa.string(), pa.timestamp("us", tz="UTC")


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


LEADS = _schema(
    id=_TEXT,
    rank=pa.int64(),
    band=pa.int16(),
    concerns=pa.int16(),
    solvable=pa.bool_(),
    danger=pa.int32(),
    solvability=pa.int32(),
    deadline=pa.int32(),
    novelty=pa.int32(),
    state=_TEXT,
    unit=_TEXT,
    network=_TEXT,
    referrals=pa.int32(),
    newest=_TIME,
    archive_reason=_TEXT,
    missing=pa.list_(_TEXT),
    raise_if=_TEXT,
)
REASONS = _schema(
    lead_id=_TEXT,
    position=pa.int32(),
    axis=_TEXT,
    rule=_TEXT,
    points=pa.int32(),
    text=_TEXT,
    referral=_TEXT,
    pointer=_TEXT,
)
MEMBERS = _schema(lead_id=_TEXT, node_id=pa.uint64(), referral=_TEXT, status=_TEXT)
NETWORKS = _schema(
    id=_TEXT,
    leads=pa.int32(),
    referrals=pa.int32(),
    countries=pa.list_(_TEXT),
    alarm=pa.bool_(),
    answer=_TEXT,
    reasons=pa.list_(_TEXT),
)
LINK_REASON = pa.struct([("rule", _TEXT), ("detail", _TEXT), ("pointer_a", _TEXT), ("pointer_b", _TEXT)])
LINKS = _schema(
    id=pa.int64(),
    a=_TEXT,
    b=_TEXT,
    lead_a=_TEXT,
    lead_b=_TEXT,
    level=_TEXT,
    kind=_TEXT,
    score=pa.float64(),
    reasons=pa.list_(LINK_REASON),
)

TARGETS = {
    "leads": "leads_lead",
    "reasons": "leads_leadreason",
    "members": "leads_leadmember",
    "networks": "leads_network",
    "links": "leads_link",
}
"""Where each table goes."""
SCHEMAS = {"leads": LEADS, "reasons": REASONS, "members": MEMBERS, "networks": NETWORKS, "links": LINKS}
"""The tables by the name that ``replace_leads`` takes."""
