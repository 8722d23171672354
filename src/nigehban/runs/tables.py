"""The tables that a reading unit gives: one Arrow schema each.

``row`` in a table is the index of the referral's row in the same unit's ``referrals`` table. Text that repeats is
dictionary-encoded. Times are microseconds in UTC; the source's own text stands in the facts. ``null`` is *not stated*.
"""

from __future__ import annotations

import pyarrow as pa

TEXT = pa.string()
WORD = pa.dictionary(pa.int32(), pa.string())
TIME = pa.timestamp("us", tz="UTC")
KEY = pa.uint64()
ROW = pa.int32()


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


DOCUMENTS = _schema(sha256=TEXT, path=TEXT, format=WORD, size=pa.int64(), referrals=pa.int32(), warnings=pa.list_(TEXT))
"""One row a document that a reader took."""

REFERRALS = _schema(
    referral=TEXT,
    node_id=KEY,
    scheme=WORD,
    external_id=TEXT,
    source_sha256=TEXT,
    source_key=KEY,
    ordinal=pa.int32(),
    pointer=TEXT,
    part=pa.bool_(),
    received=TIME,
    incident=TIME,
    incident_text=TEXT,
    incident_zone_known=pa.bool_(),
    incident_type=WORD,
    platform=WORD,
    reporter=WORD,
    informational=pa.bool_(),
    sender_priority=WORD,
    commerce=WORD,
    files=pa.int32(),
    unit=WORD,
    unit_confidence=pa.float32(),
    unit_text=TEXT,
    unit_pointer=TEXT,
    is_local=pa.bool_(),
    warnings=pa.list_(TEXT),
)
"""One row a referral as one document states it. ``node_id`` is the 64-bit digest of the referral's id,
``source_key`` the first 64 bits of its document's SHA-256, ``ordinal`` the referral's position in that document."""

MENTIONS = _schema(
    row=ROW,
    kind=pa.uint8(),
    key=KEY,
    value=TEXT,
    raw=TEXT,
    role=pa.uint8(),
    party=pa.int16(),
    file=pa.int32(),
    primary=pa.bool_(),
    pointer=TEXT,
    at=TIME,
    port=pa.int32(),
    verified=pa.bool_(),
    derived=pa.bool_(),
    country=WORD,
    name_key=KEY,
    birth_key=KEY,
)
"""One row an identifier. ``key`` 0 does not link; ``raw`` is null where it equals ``value``.

``role`` is the position in ``records.Role``. ``primary``: of the first person reported, or of the referral itself.
"""

SIGNALS = _schema(row=ROW, rule=WORD, text=TEXT, pointer=TEXT)
"""One row a rule of priority that fired on a referral."""

ABROAD = _schema(row=ROW, country=WORD, text=TEXT, pointer=TEXT)
"""One row a fact that points to another country."""

CHAINS = _schema(row=ROW, kind=WORD, target=TEXT, pointer=TEXT)
"""One row an explicit reference to another referral."""

FACTS = _schema(row=ROW, name=WORD, value=TEXT, pointer=WORD, mapped=pa.bool_())
"""One row a leaf of a source document."""

FILES = _schema(row=ROW, file=pa.int32(), name=TEXT)
"""One row a name that a referral gives one of its files: the one it was delivered under, the one its user gave it."""

ATTACHMENTS = _schema(path=TEXT, sha256=TEXT, md5=TEXT, size=pa.int64())
"""One row a file that lay beside the documents and is no document itself (a picture, a video, a PDF)."""

QUARANTINE = _schema(path=TEXT, sha256=TEXT, reason=TEXT)
"""One row a thing that was not taken, and why."""

SCHEMAS = {
    "documents": DOCUMENTS,
    "referrals": REFERRALS,
    "mentions": MENTIONS,
    "signals": SIGNALS,
    "abroad": ABROAD,
    "chains": CHAINS,
    "files": FILES,
    "facts": FACTS,
    "attachments": ATTACHMENTS,
    "quarantine": QUARANTINE,
}
