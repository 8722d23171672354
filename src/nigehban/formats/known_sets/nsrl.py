"""The National Software Reference Library's RDSv3: an SQLite database of known software, to be set aside.

Read is the table or view ``FILE`` (of the minimal editions ``METADATA``), or any table that has columns of hashes. The
database is opened as it lies, never written to, and none of its own code is trusted. Of one that is cut short or
damaged, the rows that SQLite still reaches are read, and between which rows others are missing is said.
"""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import orjson
import pyarrow as pa

from nigehban.formats.errors import Damaged, NotAList, Unsafe
from nigehban.formats.known_sets.digests import BadHash, parse, parse_all
from nigehban.formats.known_sets.rows import POSITIONS, Columns, Portions, Row, fixed, shown
from nigehban.formats.known_sets.streams import opened
from nigehban.records.known import HASHES, Counted, KnownList, Rejected

_MAGIC: Final = b"SQLite format 3\0"
_HEAD_BYTES: Final = 100
_TABLES: Final = ("FILE", "METADATA")
_HASHES: Final = ("sha256", "sha1", "md5")
_SIZES: Final = frozenset({"file_size", "size", "bytes"})
_MAX_VALUE: Final = 16 * 1024 * 1024
_ROWS: Final = 10_000
_LAST_ID: Final = 1 << 62
_MOST_GAPS: Final = 10_000
"""Damaged places in a database that is read on behind each."""
_WITH: Final = re.compile(r"\bwith\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,18}")


Values: TypeAlias = tuple[Any, ...]


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


def _rows(path: Path, known: KnownList) -> Iterator[Columns | Row | Rejected]:
    with opened(path) as stream:
        head = stream.read(_HEAD_BYTES)
        size = stream.seek(0, io.SEEK_END)
    if not head.startswith(_MAGIC):
        raise NotAList(f"“{path}” is no SQLite database, so no RDSv3. Unpack it first if it is packed.")
    known.warnings += _shortened(head, size)
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
    database.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA writable_schema = ON")  # nothing is written: but a file that is cut short is opened
    return database


def _shortened(head: bytes, size: int) -> list[str]:
    """What is to be said of a file that is shorter than its head says."""
    page = int.from_bytes(head[16:18]) or 1
    whole = int.from_bytes(head[28:32]) * (1 << 16 if page == 1 else page)
    if size >= whole:
        return []
    return [f"The file breaks off after {size:,} of {whole:,} bytes. What could be read was; load it again."]


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
    except sqlite3.DatabaseError:  # minimal editions have none, and of a damaged one it may be lost
        return
    known.stated |= {name.lower(): str(value) for name, value in zip(names, values, strict=False) if value is not None}
    known.version = known.stated.get("version")


def _taken(database: sqlite3.Connection, table: _Table) -> Iterator[Columns | Row | Rejected]:
    reader = _Reader(table.columns)
    for rows in _numbered(database, table) if table.numbered else _counted(database, table):
        if isinstance(rows, Rejected):
            yield rows
        else:
            yield from reader.rows(rows)


def _counted(database: sqlite3.Connection, table: _Table) -> Iterator[list[Values] | Rejected]:
    """The rows of a view or of a table without row ids, each with its number before it."""
    place, at_once = 0, _ROWS
    while True:
        found = database.execute(f"SELECT {_selected(table)} FROM {_quoted(table.name)} LIMIT -1 OFFSET ?", (place,))
        try:
            while rows := found.fetchmany(at_once):
                yield [(number, *row) for number, row in enumerate(rows, place + 1)]
                place += len(rows)
        except sqlite3.Error as error:
            if at_once == 1:
                yield Rejected(place, f"{_damaged(error)}; what follows was not read. Load it again.", "")
                return
            at_once = 1  # those before the damage
        else:
            return


def _numbered(database: sqlite3.Connection, table: _Table) -> Iterator[list[Values] | Rejected]:
    """The rows of a table, each with its row id before it; behind each damage, from the next that can be read."""
    last = -_LAST_ID
    for _ in range(_MOST_GAPS):
        try:
            found = database.execute(_from(table), (last + 1,))
            while rows := found.fetchmany(_ROWS):
                _check_order(last, rows)
                yield rows
                last = int(rows[-1][0])
        except sqlite3.Error as error:
            while row := _first(database, table, last + 1):  # those before the damage
                yield [row]
                last = int(row[0])
            following = _behind(database, table, last)
            up_to = f"what follows up to row {following:,} was" if following else "what follows was"
            yield Rejected(max(last, 0), f"{_damaged(error)}; {up_to} not read. Load it again.", "")
            if following is None:
                return
            last = following - 1
        else:
            return
    yield Rejected(last, f"The database is damaged in more than {_MOST_GAPS:,} places; what follows was not read.", "")


def _check_order(last: int, rows: list[Values]) -> None:
    """What SQLite makes of half a page may be rows; their ids give them away."""
    ids = [last, *(row[0] for row in rows)]
    if any(one >= following for one, following in pairwise(ids)):
        raise sqlite3.DatabaseError("its rows are not in order")


def _behind(database: sqlite3.Connection, table: _Table, last: int) -> int | None:
    """The id of the first row behind a damaged place that can be read; ``None`` when there is none."""
    unread, step = max(last, 0), 1
    while (found := _first(database, table, unread + step)) is None:
        unread, step = unread + step, 2 * step
        if unread > _LAST_ID:
            return None
    read = unread + step
    while read - unread > 1:
        middle = (read + unread) // 2
        before = _first(database, table, middle)
        if before is None:
            unread = middle
        else:
            read, found = middle, before
    return int(found[0]) if found else None


def _first(database: sqlite3.Connection, table: _Table, at: int) -> Values | None:
    """The first row whose id is ``at`` or more, nothing when there is none; ``None`` where the database is damaged."""
    try:
        row: Values = database.execute(f"{_from(table)} LIMIT 1", (at,)).fetchone() or ()
        _check_order(at - 1, [row] if row else [])
    except sqlite3.Error:
        return None
    return row


def _from(table: _Table) -> str:
    return f"SELECT rowid, {_selected(table)} FROM {_quoted(table.name)} WHERE rowid >= ? ORDER BY rowid"


def _damaged(error: sqlite3.Error) -> str:
    return f"The database is damaged behind this row ({error})"


def _selected(table: _Table) -> str:
    return ", ".join(map(_quoted, table.columns))


class _Reader:
    """Makes rows of the columns of one table."""

    def __init__(self, columns: list[str]) -> None:
        lower = [column.lower() for column in columns]
        self._columns = columns
        self._hashes = [(lower.index(kind), kind, POSITIONS[kind]) for kind in _HASHES if kind in lower]
        self._size = next((position for position, column in enumerate(lower) if column in _SIZES), -1)
        taken = {position for position, _, _ in self._hashes} | {self._size}
        self._rest = [(position, column) for position, column in enumerate(columns) if position not in taken]

    def rows(self, rows: list[Values]) -> Iterator[Columns | Row | Rejected]:
        """Rows that begin with their places: all at once, or one by one where something must be said of one."""
        places, *values = zip(*rows, strict=True)
        columns: Columns = [None] * len(Row._fields)
        columns[0] = places
        try:
            for position, kind, column in self._hashes:
                columns[column] = fixed(parse_all(kind, values[position]), HASHES[kind])
            columns[POSITIONS["size"]] = pa.array(values[self._size], pa.int64()) if self._size >= 0 else None
        except (ValueError, TypeError, pa.ArrowException):
            for place, *row in rows:
                yield from self._row(place, row)
            return
        names = [name for _, name in self._rest]
        rest = zip(*(values[position] for position, _ in self._rest), strict=True)
        columns[POSITIONS["extra"]] = [_extra(dict(zip(names, one, strict=True))) for one in rest] or None
        yield columns

    def _row(self, place: int, values: Sequence[object]) -> Iterator[Row | Rejected]:
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
            extra = {name: values[position] for position, name in self._rest}
            if size is None and self._size >= 0:
                extra[self._columns[self._size]] = values[self._size]
            cells[POSITIONS["extra"]] = _extra(extra)
            yield Row._make(cells)


def _size(value: object) -> int | None:
    if isinstance(value, int):
        return value if value >= 0 else None
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def _extra(fields: dict[str, object]) -> str | None:
    stated = {name: value for name, value in fields.items() if value is not None}
    return orjson.dumps(stated, default=bytes.hex).decode() if stated else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
