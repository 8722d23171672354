"""Entries as a VICS document again.

A list that was read from VICS is written as it came, unknown fields, their order and the spelling of numbers included
(white space and escapes in texts may differ). Entries of other lists are written as VICS 2.0 spells them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO, Final

import pyarrow as pa

from nigehban.formats.known_sets.json_text import split_object
from nigehban.formats.known_sets.vics_fields import COLUMN_OF, spelled, usual_layout

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
        for row in batch.to_pylist():
            while group < min(row["group"], len(frame) - 2):
                group += 1
                out.write(frame[group].encode())
                first = True
            out.write(b"" if first else b",\n")
            out.write(entry_text(row).encode())
            first = False
            count += 1
    out.writelines(piece.encode() for piece in frame[group + 1 :])
    return count


def entry_text(row: dict[str, object]) -> str:
    """One entry as JSON."""
    extra, layout = row["extra"], row["layout"]
    if layout == "" and isinstance(extra, str):
        return extra
    rest = split_object(extra) if isinstance(extra, str) else []
    if not isinstance(layout, str):
        layout = f"{usual_layout(row)} *"
    return f"{{{','.join(_members(row, layout, iter(rest)))}}}"


def _members(row: dict[str, object], layout: str, rest: Iterator[str]) -> Iterator[str]:
    for name, column, code in _items(layout):
        if column is None:
            yield from _next(rest)
        else:
            yield f'"{name}":{spelled(code, row[column])}'
    yield from rest


def _next(rest: Iterator[str]) -> Iterator[str]:
    member = next(rest, None)
    if member is not None:
        yield member


@lru_cache(maxsize=4096)
def _items(layout: str) -> tuple[tuple[str, str | None, str], ...]:
    """The items of a layout: name, column (``None``: the next field of ``extra``) and spelling."""
    found = []
    for item in layout.split():
        name, _, code = item.partition("=")
        found.append((name, COLUMN_OF[name.lower()] if code else None, code))
    return tuple(found)
