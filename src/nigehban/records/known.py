"""Entries of lists of known files, by column: what the readers of such lists give and ``nigehban.known`` keeps.

One row is one source's entry. Nothing a list states is lost: what no column takes stands in ``extra`` as JSON, what
cannot be an entry comes as ``Rejected``. A list may be larger than memory, so both come in bounded portions.
*Absent is not false*: flags that a list does not state are null.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pyarrow as pa

MAX_ROWS: Final = 50_000
"""A portion has no more entries, and no more rejected rows, than this."""
PHOTODNA_BYTES: Final = 144

HASHES: Final[dict[str, int]] = {"md5": 16, "sha1": 20, "sha256": 32, "pdq": 32}
"""The hashes that are looked up, with their length in bytes; PhotoDNA values are carried and compared whole."""
FLAGS: Final = ("victim_identified", "offender_identified", "distributed", "disputed", "precategorised")

ENTRY_SCHEMA: Final = pa.schema(
    [
        # Where it stood: the line, the entry's number or the row id (see ``Counted``), from 1; and the number of the
        # list within the document (a VICS case), from 0.
        pa.field("place", pa.int64(), nullable=False),
        pa.field("group", pa.int32(), nullable=False),
        # As the source writes them. ``media`` is image, video or null; ``category`` means nothing without the scheme.
        pa.field("entry_id", pa.string()),
        pa.field("media", pa.string()),
        pa.field("category", pa.string()),
        pa.field("md5", pa.binary(16)),
        pa.field("sha1", pa.binary(20)),
        pa.field("sha256", pa.binary(32)),
        pa.field("pdq", pa.binary(32)),
        pa.field("pdq_quality", pa.uint8()),
        pa.field("photodna", pa.binary()),
        pa.field("size", pa.int64()),
        *(pa.field(flag, pa.bool_()) for flag in FLAGS),
        # A tombstone: the source has withdrawn the entry.
        pa.field("withdrawn", pa.bool_(), nullable=False),
        pa.field("series", pa.string()),
        pa.field("updated", pa.timestamp("us", tz="UTC")),
        pa.field("updated_text", pa.string()),
        # JSON text of one object: every field that no column took, exactly as written. ``layout`` is the reader's own
        # note of the order and the spelling of what the columns took; its exporter reads it, nobody else need.
        pa.field("extra", pa.string()),
        pa.field("layout", pa.string()),
    ]
)


class Counted(StrEnum):
    """What ``place`` and ``Rejected.line`` count in a document, from 1."""

    LINE = "line"
    ENTRY = "entry"
    ROW_ID = "row id"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or a value of a row, that was not taken, with a reason that a clerk understands.

    ``line`` is the text line on which the row begins (of SQLite, its row id), from 1; ``entry`` the number of the row
    among all rows; ``offset`` the byte at which it begins, where the format has one. ``text`` is what stood there, cut
    when very long. ``kept`` says that the row was taken and only the value named in ``reason`` was not.
    """

    line: int
    reason: str
    text: str
    entry: int | None = None
    offset: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """Some entries (``ENTRY_SCHEMA``) in the order of the document, and what was rejected on the way to them."""

    entries: pa.RecordBatch
    rejected: list[Rejected]


@dataclass(slots=True)
class KnownList:
    """One list as it is being read. All but ``portions`` is final when the last portion has been taken.

    ``scheme`` (``VICS``, ``ICSE``, ``NCMEC``, ``NSRL``, ...), ``version`` and the regional ``profile`` say what
    category codes mean; ``None`` is not stated. ``stated`` holds what the document says about itself as a whole
    (name → text), ``frame`` the text around its lists (one more than there are lists), from which an exporter makes
    the same document again. ``portions`` raises ``nigehban.formats.Refused`` when the document cannot be read on.
    """

    scheme: str
    counted: Counted
    portions: Iterator[Portion]
    version: str | None = None
    profile: str | None = None
    stated: dict[str, str] = field(default_factory=dict)
    frame: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
