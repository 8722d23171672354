"""Rows gathered as plain tuples and turned into Arrow at the end: the fastest way out of Python objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import ipc

from nigehban.records import FactColumns, Facts
from nigehban.runs.tables import FACTS, SCHEMAS, WORD

Row = Sequence[object]


class Columns:
    """The rows of one unit, by table. A row is a tuple in the order of the schema's columns."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        self._facts = FactColumns()
        self._facts_of: list[int] = []

    def add(self, table: str, row: Row) -> None:
        """Append one row."""
        self._rows[table].append(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        """Append many rows."""
        self._rows[table].extend(rows)

    def add_facts(self, facts: Facts) -> None:
        """Append the facts of the referral whose row was added last."""
        columns = facts.columns
        self._facts.spots += columns.spots
        self._facts.values += columns.values
        self._facts.mapped += columns.mapped
        self._facts_of.append(len(facts))

    def count(self, table: str) -> int:
        """The number of rows in a table so far: the index that the next one gets."""
        return len(self._rows[table])

    def write(self, folder: Path) -> None:
        """Write each table as an Arrow file. Readers map them into memory; only facts, which are most, are packed."""
        for name, schema in SCHEMAS.items():
            table = self._fact_table() if name == "facts" else rows_to_table(self._rows[name], schema)
            packing = ipc.IpcWriteOptions(compression="lz4" if name == "facts" else None)
            with ipc.new_file(folder / f"{name}.arrow", schema, options=packing) as sink:
                sink.write_table(table)

    def _fact_table(self) -> pa.Table:
        """Facts are most of all rows: each spot's words are taken once, and their row numbers are a run length."""
        row = np.repeat(np.arange(len(self._facts_of), dtype=np.int32), self._facts_of)
        number = {spot: place for place, spot in enumerate(dict.fromkeys(self._facts.spots))}
        spots = pa.array([number[spot] for spot in self._facts.spots], pa.int32())
        names = _words([spot.name for spot in number], WORD).take(spots)
        pointers = _words([spot.pointer for spot in number], WORD).take(spots)
        values, mapped = _array(self._facts.values, pa.string()), pa.array(self._facts.mapped, pa.bool_())
        return pa.Table.from_arrays([pa.array(row), names, values, pointers, mapped], schema=FACTS)


def rows_to_table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """A table of ``schema`` from rows; text that Arrow cannot hold (a lone surrogate) is escaped, never dropped."""
    columns = [_array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
    return pa.Table.from_arrays(columns, schema=schema)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return _words(values, kind)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_storable(value) for value in values], kind)


def _words(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """Words that repeat: numbered in Python, whose strings know their hash, so Arrow need not hash each again."""
    number = {word: place for place, word in enumerate(word for word in dict.fromkeys(values) if word is not None)}
    words = _array(list(number), kind.value_type)
    index = pa.array([number.get(value) for value in values], kind.index_type)
    return pa.DictionaryArray.from_arrays(index, words)


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [_storable(part) for part in value]
    return value
