"""Rows on their way into columns: what a reader found in one entry, and the portions made of many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import pyarrow as pa

from nigehban.formats.times import instant
from nigehban.records.known import ENTRY_SCHEMA, MAX_ROWS, Portion, Rejected

MAX_SHOWN: Final = 4_096
"""A rejected row is shown with so many characters; the offset leads to the rest."""
_HALF_SURROGATES: Final = "backslashreplace"


class Row(NamedTuple):
    """One entry: the columns of ``ENTRY_SCHEMA`` but ``updated``, which is made of ``updated_text``."""

    place: int
    group: int = 0
    entry_id: str | None = None
    media: str | None = None
    category: str | None = None
    md5: bytes | None = None
    sha1: bytes | None = None
    sha256: bytes | None = None
    pdq: bytes | None = None
    pdq_quality: int | None = None
    photodna: bytes | None = None
    size: int | None = None
    victim_identified: bool | None = None
    offender_identified: bool | None = None
    distributed: bool | None = None
    disputed: bool | None = None
    precategorised: bool | None = None
    withdrawn: bool = False
    series: str | None = None
    updated_text: str | None = None
    extra: str | None = None
    layout: str | None = None


POSITIONS: Final = {name: position for position, name in enumerate(Row._fields)}
"""Where a column stands in a row."""
Columns = list[Sequence[object]]
"""Many rows by column, in the order of ``Row``."""


class Portions:
    """Gathers rows, columns and rejections, and gives them out in portions of at most ``MAX_ROWS`` of each."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._columns: list[list[object]] = [[] for _ in Row._fields]
        self._rejected: list[Rejected] = []

    def of(self, found: Iterable[Row | Columns | Rejected]) -> Iterator[Portion]:
        """The portions of all that a reader found; the last one may be empty."""
        for one in found:
            if isinstance(one, Row):
                self._rows.append(one)
            elif isinstance(one, Rejected):
                self._rejected.append(one)
            else:
                self._add(one)
            while self._is_full():
                yield self._take()
        yield self._take()

    def _is_full(self) -> bool:
        return len(self._columns[0]) + len(self._rows) >= MAX_ROWS or len(self._rejected) >= MAX_ROWS

    def _add(self, columns: Columns) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._add(list(zip(*rows, strict=True)))
        for ours, more in zip(self._columns, columns, strict=True):
            ours.extend(more)

    def _take(self) -> Portion:
        self._add([()] * len(self._columns))
        entries = batch([column[:MAX_ROWS] for column in self._columns])
        for column in self._columns:
            del column[:MAX_ROWS]
        rejected, self._rejected = self._rejected[:MAX_ROWS], self._rejected[MAX_ROWS:]
        return Portion(entries, rejected)


def batch(columns: Columns) -> pa.RecordBatch:
    """Columns as Arrow has them."""
    named = dict(zip(Row._fields, columns, strict=True))
    arrays = [
        times(named["updated_text"]) if column.name == "updated" else _array(named[column.name], column.type)
        for column in ENTRY_SCHEMA
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=ENTRY_SCHEMA)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    return pa.nulls(len(values), kind) if values.count(None) == len(values) else pa.array(values, kind)


def times(texts: Iterable[object]) -> pa.Array:
    """Times in UTC; one without a zone is read as if it were UTC, null is what is no time."""
    written = pa.array(texts, pa.string())
    try:  # nanoseconds, since some senders write seven digits of a second
        whole = written.cast(pa.timestamp("ns", tz="UTC"))
    except pa.ArrowInvalid:
        return pa.array(
            [text and instant(text).utc for text in written.to_pylist()], ENTRY_SCHEMA.field("updated").type
        )
    return whole.cast(ENTRY_SCHEMA.field("updated").type, safe=False)


def leftovers(fields: dict[str, str]) -> str | None:
    """Fields that no column takes, as the JSON text of ``extra``."""
    return json.dumps(fields, ensure_ascii=False) if fields else None


def shown(text: str | bytes) -> str:
    """What stood there, as text that can be stored, and cut when very long."""
    if isinstance(text, bytes):
        text = text[: 4 * MAX_SHOWN].decode("utf-8", _HALF_SURROGATES)
    cut = text[:MAX_SHOWN].encode("utf-8", _HALF_SURROGATES).decode()
    return f"{cut} …" if len(text) > MAX_SHOWN else cut
