"""Rows gathered as plain lists and turned into one Arrow table at the end: the fastest way out of Python objects."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from nigehban.runs.tables import SCHEMAS


class Columns:
    """The rows of one unit, by table. ``add`` takes a row as a tuple in the order of the schema's columns."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in SCHEMAS}

    def add(self, table: str, row: tuple[object, ...]) -> None:
        """Append one row."""
        self._rows[table].append(row)

    def extend(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Append many rows."""
        self._rows[table].extend(rows)

    def count(self, table: str) -> int:
        """The number of rows in a table so far: the index that the next one gets."""
        return len(self._rows[table])

    def table(self, name: str) -> pa.Table:
        """The rows of a table as Arrow."""
        return rows_to_table(self._rows[name], SCHEMAS[name])

    def write(self, folder: Path) -> None:
        """Write each table as an uncompressed Arrow file, which readers map into memory instead of loading."""
        for name in SCHEMAS:
            with ipc.new_file(folder / f"{name}.arrow", SCHEMAS[name]) as sink:
                sink.write_table(self.table(name))


def rows_to_table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """A table of ``schema`` from rows; text that Arrow cannot hold (a lone surrogate) is escaped, never dropped."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pa.Table.from_arrays(
        [_array(list(column), field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _array(values: list[object], kind: pa.DataType) -> pa.Array:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    try:
        array = pa.array(values, plain)
    except UnicodeEncodeError:
        array = pa.array([_storable(value) for value in values], plain)
    return array.dictionary_encode() if plain is not kind else array


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [_storable(part) for part in value]
    return value
