"""The National Software Reference Library's RDSv3: an SQLite database of known software, to be set aside.

Read is the table or view ``FILE`` (of the minimal editions ``METADATA``), or any table that has columns of hashes. The
database is opened as it lies, never written to, and none of its own code is trusted.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import orjson

from nigehban.formats.errors import Damaged, NotAList, Unsafe
from nigehban.formats.known_sets.digests import BadHash, parse
from nigehban.formats.known_sets.rows import POSITIONS, Portions, Row, shown
from nigehban.formats.known_sets.streams import opened
from nigehban.records.known import Counted, KnownList, Rejected

_MAGIC: Final = b"SQLite format 3\0"
_TABLES: Final = ("FILE", "METADATA")
_HASHES: Final = ("sha256", "sha1", "md5")
_SIZES: Final = frozenset({"file_size", "size", "bytes"})
_MAX_VALUE: Final = 16 * 1024 * 1024
_ROWS: Final = 10_000
_WITH: Final = re.compile(r"\bwith\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,18}")


class _Table(NamedTuple):
    """A table or view, its columns, and whether its rows have numbers."""

    name: str
    columns: list[str]
    numbered: bool


def read(path: Path) -> KnownList:
    """The database's rows as they stream by. Raises ``Refused``: here for what is no such database."""
    known = KnownList("NSRL", Counted.ROW_ID, iter(()))
    rows = _rows(path, known)
    first = next(rows, None)  # opens the database, so that its version is known
    known.portions = Portions().of(rows if first is None else chain((first,), rows))
    return known


def _rows(path: Path, known: KnownList) -> Iterator[Row | Rejected]:
    with opened(path) as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise NotAList(f"“{path}” is no SQLite database, so no RDSv3. Unpack it first if it is packed.")
    with closing(_connected(path)) as database:
        try:
            table = _table(database)
            _describe(database, table, known)
        except sqlite3.Error as error:
            raise Damaged(f"“{path}” is damaged ({error}). Load it from the source again.") from error
        yield from _taken(database, table)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    database.text_factory = lambda text: text.decode("utf-8", "backslashreplace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    return database


def _table(database: sqlite3.Connection) -> _Table:
    """The table of files."""
    listed = database.execute("SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    order = {name: position for position, name in enumerate(_TABLES)}
    for name, kind, sql in sorted(listed, key=lambda found: order.get(found[0].upper(), len(order))):
        columns = [row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        if any(column.lower() in _HASHES for column in columns):
            if kind == "view" and _WITH.search(sql or ""):
                raise Unsafe(
                    f"The view “{name}” computes its rows; that of an RDSv3 does not. Ask where it comes from."
                )
            return _Table(name, columns, kind == "table" and "rowid" in _selectable(database, name))
    raise NotAList("The database has no table FILE with columns sha256, sha1 or md5, so it is no RDSv3.")


def _selectable(database: sqlite3.Connection, table: str) -> str:
    """``rowid``, or nothing for a table without row ids."""
    try:
        database.execute(f"SELECT rowid FROM {_quoted(table)} LIMIT 0")
    except sqlite3.OperationalError:
        return ""
    return "rowid"


def _describe(database: sqlite3.Connection, table: _Table, known: KnownList) -> None:
    known.stated["table"] = table.name
    known.counted = Counted.ROW_ID if table.numbered else Counted.ENTRY
    try:
        found = database.execute("SELECT * FROM VERSION LIMIT 1")
        names, values = [column[0] for column in found.description], found.fetchone() or ()
    except sqlite3.OperationalError:  # minimal editions have none
        return
    known.stated |= {name.lower(): str(value) for name, value in zip(names, values, strict=False) if value is not None}
    known.version = known.stated.get("version")


def _taken(database: sqlite3.Connection, table: _Table) -> Iterator[Row | Rejected]:
    columns = ", ".join(_quoted(column) for column in table.columns)
    place = 0
    reader = _Reader(table.columns)
    try:
        found = database.execute(f"SELECT {'rowid, ' if table.numbered else ''}{columns} FROM {_quoted(table.name)}")
        while rows := found.fetchmany(_ROWS):
            for row in rows:
                place = row[0] if table.numbered else place + 1
                yield from reader.row(place, row[1:] if table.numbered else row)
    except sqlite3.Error as error:
        reason = f"The database is damaged behind this row ({error}); what follows was not read. Load it again."
        yield Rejected(place, reason, "")


class _Reader:
    """Makes rows of the columns of one table."""

    def __init__(self, columns: list[str]) -> None:
        lower = [column.lower() for column in columns]
        self._columns = columns
        self._hashes = [(lower.index(kind), kind, POSITIONS[kind]) for kind in _HASHES if kind in lower]
        self._size = next((position for position, column in enumerate(lower) if column in _SIZES), -1)
        taken = {position for position, _, _ in self._hashes} | {self._size}
        self._rest = [(position, column) for position, column in enumerate(columns) if position not in taken]

    def row(self, place: int, values: tuple[object, ...]) -> Iterator[Row | Rejected]:
        """The row, or why there is none."""
        cells: list[object] = list(Row(place))
        problems = []
        for position, kind, column in self._hashes:
            value = values[position]
            if value is None or value == "":
                continue
            try:
                cells[column] = parse(kind, value if isinstance(value, str) else str(value))
            except BadHash as error:
                problems.append(f"“{self._columns[position]}” was not taken: {error}.")
        named = any(cells[column] is not None for _, _, column in self._hashes)
        if not named and not problems:
            problems.append("The row names no file: it has no hash.")
        for problem in problems:
            yield Rejected(place, problem, shown("|".join(str(value)[:400] for value in values)), kept=named)
        if named:
            cells[POSITIONS["size"]] = size = _size(values[self._size]) if self._size >= 0 else None
            extra = {name: _plain(values[position]) for position, name in self._rest if values[position] is not None}
            if size is None and self._size >= 0 and values[self._size] is not None:
                extra[self._columns[self._size]] = _plain(values[self._size])
            cells[POSITIONS["extra"]] = orjson.dumps(extra).decode() if extra else None
            yield Row._make(cells)


def _size(value: object) -> int | None:
    if isinstance(value, int):
        return value if value >= 0 else None
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def _plain(value: object) -> str | int | float:
    if isinstance(value, str | int | float):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
