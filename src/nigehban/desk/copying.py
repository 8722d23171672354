"""Arrow tables into PostgreSQL by COPY: the only way in which rows in bulk reach the database.

CSV written by Arrow and a binary COPY cost the same (0.8 to 0.9 M rows a second, measured); CSV needs no code of ours.
An unquoted empty field is NULL, a quoted one is an empty string: absent stays absent.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Protocol

import orjson
import pyarrow as pa
import pyarrow.compute as pc
from django.db.backends.utils import CursorWrapper
from pyarrow import csv

NUL_SHOWN = "\N{SYMBOL FOR NULL}"
"""Stands for U+0000, which PostgreSQL can not hold in text; the sealed source document has the original."""
_BATCH_ROWS = 64 * 1024
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""The JSON escape of U+0000, but not an escaped backslash followed by ``u0000``."""


class _Sink(Protocol):
    def write(self, data: bytes) -> None: ...


def copy_in(cursor: CursorWrapper, name: str, table: pa.Table) -> None:
    """Append the rows of ``table`` to the database table ``name`` (or ``schema.name``), with the same column names.

    Dictionaries are decoded, lists and structs become JSON, unsigned 64-bit numbers become signed ones of the same
    bits (``signed_key``), U+0000 becomes ``NUL_SHOWN``.
    """
    columns = ", ".join(f'"{column}"' for column in table.column_names)
    target = ".".join(f'"{part}"' for part in name.split("."))
    statement = f"COPY {target} ({columns}) FROM STDIN (FORMAT csv)"
    with cursor.db.wrap_database_errors, cursor.copy(statement) as copy:
        for batch in storable(table).to_batches(max_chunksize=_BATCH_ROWS):
            _write_csv(copy, batch)


def storable(table: pa.Table) -> pa.Table:
    """The same rows in types that both CSV and PostgreSQL know."""
    for position, field in enumerate(table.schema):
        column = _storable(table.column(position), field.type)
        if column is not None:
            table = table.set_column(position, field.name, column)
    return table


def signed_key(key: int) -> int:
    """An unsigned 64-bit key as the signed number of the same bits, which is how the database holds it."""
    return key - (1 << 64) if key >= 1 << 63 else key


def unsigned_key(key: int) -> int:
    """The key that ``signed_key`` was given."""
    return key & ((1 << 64) - 1)


def _storable(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray | None:
    """The column in another type, ``None`` when it can stay."""
    if pa.types.is_dictionary(kind):
        return column.cast(kind.value_type)
    if pa.types.is_uint64(kind):
        return pa.chunked_array([chunk.view(pa.int64()) for chunk in column.chunks], pa.int64())
    if pa.types.is_nested(kind):
        return pa.chunked_array([_json(chunk) for chunk in column.chunks], pa.string())
    return None


def _json(chunk: pa.Array) -> pa.Array:
    """Each value as JSON text. PostgreSQL's jsonb holds no U+0000, escaped or not."""
    values = chunk.to_pylist()
    return pa.array([_json_text(value) if value else "[]" for value in values], pa.string())


def _json_text(value: object) -> str:
    return _ESCAPED_NUL.sub(rf"\1{NUL_SHOWN}", orjson.dumps(value).decode())


def _write_csv(sink: _Sink, batch: pa.RecordBatch) -> None:
    data = _csv(batch)
    sink.write(_csv(_without_nul(batch)) if b"\0" in data else data)


def _csv(batch: pa.RecordBatch) -> bytes:
    buffer = BytesIO()
    csv.write_csv(batch, buffer, csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _without_nul(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pc.replace_substring(column, "\0", NUL_SHOWN) if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)
