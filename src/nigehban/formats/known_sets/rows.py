"""Rows on their way into columns: what a reader found in one entry, and the portions made of many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
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
Columns = list[pa.Array | Sequence[object] | None]
"""Many rows by column, in the order of ``Row``; ``None`` is a column in which each has what ``Row`` has by default."""
_DEFAULTS: Final = Row(0)
_FEW: Final = 64
"""To make a table of fewer rows costs more than to make it of them and others."""
_MANY: Final = 8_192
"""Rows of which a table is made at once."""


class Portions:
    """Gathers rows, columns and rejections, and gives them out in portions of at most ``MAX_ROWS`` of each."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []
        self._waiting = 0
        self._rejected: list[Rejected] = []

    def of(self, found: Iterable[Row | Columns | pa.RecordBatch | Rejected]) -> Iterator[Portion]:
        """The portions of all that a reader found; the last one may be empty."""
        for one in found:
            if isinstance(one, Row):
                self._rows.append(one)
            elif isinstance(one, Rejected):
                self._rejected.append(one)
            elif isinstance(one, pa.RecordBatch):
                self._add_batch(one)
            else:
                self._add(one)
            if len(self._rows) >= _MANY:
                self._add_rows()
            while self._waiting >= MAX_ROWS or len(self._rejected) >= MAX_ROWS:
                yield self._take()
        self._add_rows()
        yield from self._rest()

    def _rest(self) -> Iterator[Portion]:
        while self._waiting > MAX_ROWS:
            yield self._take()
        yield self._take()

    def _add(self, columns: Columns) -> None:
        if _count(columns) < _FEW:
            self._rows += _rows(columns)
        else:
            self._add_batch(batch(columns))

    def _add_rows(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._add_batch(batch(list(zip(*rows, strict=True))))

    def _add_batch(self, made: pa.RecordBatch) -> None:
        self._add_rows()
        self._batches.append(made)
        self._waiting += made.num_rows

    def _take(self) -> Portion:
        table = pa.Table.from_batches(self._batches, ENTRY_SCHEMA)
        self._batches = table.slice(MAX_ROWS).to_batches()
        self._waiting = max(0, self._waiting - MAX_ROWS)
        columns = [column.combine_chunks() for column in table.slice(0, MAX_ROWS).columns]
        rejected, self._rejected = self._rejected[:MAX_ROWS], self._rejected[MAX_ROWS:]
        return Portion(pa.RecordBatch.from_arrays(columns, schema=ENTRY_SCHEMA), rejected)


def batch(columns: Columns) -> pa.RecordBatch:
    """Columns as Arrow has them."""
    count = _count(columns)
    named = dict(zip(Row._fields, columns, strict=True))
    updated = named["updated_text"]
    arrays = [
        (_array(None, None, column.type, count) if updated is None else times(updated))
        if column.name == "updated"
        else _array(named[column.name], _DEFAULTS[POSITIONS[column.name]], column.type, count)
        for column in ENTRY_SCHEMA
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=ENTRY_SCHEMA)


def fixed(values: bytes, width: int) -> pa.Array:
    """A column of values of one width, none of them missing, that lie one behind the other."""
    return pa.Array.from_buffers(pa.binary(width), len(values) // width, [None, pa.py_buffer(values)])


def _count(columns: Columns) -> int:
    places = columns[0]
    return len(places) if places is not None else 0


def _rows(columns: Columns) -> Iterator[Row]:
    count = _count(columns)
    listed = (
        [default] * count if column is None else column.to_pylist() if isinstance(column, pa.Array) else column
        for column, default in zip(columns, _DEFAULTS, strict=True)
    )
    return map(Row._make, zip(*listed, strict=True))


def _array(values: pa.Array | Sequence[object] | None, default: object, kind: pa.DataType, count: int) -> pa.Array:
    if isinstance(values, pa.Array):
        return values
    if values is None:
        return pa.nulls(count, kind) if default is None else pa.repeat(pa.scalar(default, kind), count)
    return pa.array(np.arange(values.start, values.stop) if isinstance(values, range) else values, kind)


def times(texts: pa.Array | Iterable[object]) -> pa.Array:
    """Times in UTC; one without a zone is read as if it were UTC, null is what is no time."""
    written = texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())
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
