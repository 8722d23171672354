"""Entries as a VICS document again.

A list that was read from VICS is written as it came, unknown fields, their order and the spelling of numbers included
(white space and escapes in texts may differ). Entries of other lists are written as VICS 2.0 spells them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import BinaryIO, Final, cast

import pyarrow as pa

from nigehban.formats.known_sets.json_text import split_object
from nigehban.formats.known_sets.vics_fields import COLUMN_OF, USUAL, spelled_all, usual_layout

_CONTEXT: Final = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/{profile}/$metadata#Media"


def new_frame(profile: str = "Default") -> list[str]:
    """The frame of a new document: VICS 2.0 with the regional profile that the category numbers belong to."""
    context = json.dumps(_CONTEXT.format(profile=profile), ensure_ascii=False)
    return [f'{{"@odata.context":{context},"value":[', "]}"]


def export(batches: Iterable[pa.RecordBatch], frame: Sequence[str], out: BinaryIO) -> int:
    """Write a document of entries (``ENTRY_SCHEMA``, in the order of their groups); how many there were.

    ``frame`` is the frame with which they were read, or ``new_frame()``.
    """
    count, group = 0, 0
    out.write(frame[0].encode())
    first = True
    for batch in batches:
        for place, text in zip(batch.column("group").to_pylist(), entry_texts(batch), strict=True):
            while group < min(place, len(frame) - 2):
                group += 1
                out.write(frame[group].encode())
                first = True
            out.write(text.encode() if first else b",\n" + text.encode())
            first = False
            count += 1
    out.writelines(piece.encode() for piece in frame[group + 1 :])
    return count


def entry_texts(batch: pa.RecordBatch) -> list[str]:
    """Entries (``ENTRY_SCHEMA``) as JSON, one text each."""
    extras = batch.column("extra").to_pylist()
    alike: dict[str, list[int]] = {}
    for position, layout in enumerate(_layouts(batch)):
        alike.setdefault(layout, []).append(position)
    texts = [""] * batch.num_rows
    for layout, positions in alike.items():
        rows = batch if len(alike) == 1 else batch.take(pa.array(positions))
        for position, text in zip(positions, _texts(rows, layout, [extras[one] for one in positions]), strict=True):
            texts[position] = text
    return texts


def _layouts(batch: pa.RecordBatch) -> list[str]:
    """The layout of each entry; of one from a list of another kind, what it states as VICS 2.0 spells it."""
    written: list[str | None] = batch.column("layout").to_pylist()
    if None not in written:
        return cast("list[str]", written)
    stated = zip(*(batch.column(column).is_valid().to_pylist() for column in USUAL), strict=True)
    return [usual_layout(has) if layout is None else layout for layout, has in zip(written, stated, strict=True)]


def _texts(rows: pa.RecordBatch, layout: str, extras: Sequence[str | None]) -> Iterator[str]:
    """Entries of one layout; an empty one says that ``extra`` is the whole entry."""
    if not layout:
        yield from (extra or "{}" for extra in extras)
        return
    columns = [spelled_all(code, rows.column(column)) for _, column, code in _items(layout) if column is not None]
    for cells, extra in zip(zip(*columns, strict=True) if columns else repeat(()), extras, strict=False):
        rest = _members(extra) if extra else ()
        form, order = _form(layout, len(rest))
        values = (*cells, *rest)
        body = form % tuple([values[place] for place in order])
        tail = rest[len(order) - len(cells) :]
        yield f"{{{','.join((body, *tail) if body else tail)}}}"


@lru_cache(maxsize=4096)
def _form(layout: str, members: int) -> tuple[str, list[int]]:
    """The text of an entry with a %s for each value, and which those are among the columns' and then ``extra``'s."""
    items = _items(layout)
    column, rest = 0, sum(column is not None for _, column, _ in items)
    last = rest + members
    form, order = [], []
    for name, of, _ in items:
        if of is not None:
            form.append(f'"{name}":'.replace("%", "%%") + "%s")
            order.append(column)
            column += 1
        elif rest < last:
            form.append("%s")
            order.append(rest)
            rest += 1
    return ",".join(form), order


@lru_cache(maxsize=4096)
def _members(extra: str) -> tuple[str, ...]:
    return tuple(split_object(extra))


@lru_cache(maxsize=4096)
def _items(layout: str) -> tuple[tuple[str, str | None, str], ...]:
    """The items of a layout: name, column (``None``: the next field of ``extra``) and spelling."""
    found = []
    for item in layout.split():
        name, _, code = item.partition("=")
        found.append((name, COLUMN_OF[name.lower()] if code else None, code))
    return tuple(found)
