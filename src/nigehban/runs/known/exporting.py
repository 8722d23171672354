"""Entries of a set as a document that other units' tools read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow as pa

from nigehban.formats.known_sets import vics_export
from nigehban.known import DamagedError, Generation, Source
from nigehban.known.folder import LIST, generation_path


class ExportError(Exception):
    """The entries cannot be one document; the message says why and what to do."""


def chosen(generation: Generation, name: str | None) -> list[Source]:
    """The deliveries of the list of that name, or all that stand.

    Category codes mean nothing without their scheme, and a document has room for one. Raises ``ExportError`` where they
    cannot be one document.
    """
    standing = [source for source in generation.sources if source.retracted is None]
    sources = [source for source in standing if name in (None, source.stated.name)]
    if not sources:
        names = ", ".join(sorted({source.stated.name for source in standing})) or "none that stands"
        raise ExportError(f"The set has no source {name!r}. It has: {names}." if name else f"The set has {names}.")
    schemes = sorted({_scheme(source) for source in sources})
    if len(schemes) > 1:
        raise ExportError(
            f"The entries have categories of {len(schemes)} schemes ({', '.join(schemes)}), a document has one. "
            "Name a source with --source."
        )
    return sources


def export_vics(generation: Generation, sources: Sequence[Source], out: Path, advance: Callable[[int], None]) -> int:
    """Write the entries that stand to a VICS document, whole or not at all; how many there were.

    A single VICS delivery is written with all that stood around its entries; any other document names the scheme of its
    categories where VICS names the regional profile. Raises ``known.KnownError``, ``OSError``.
    """
    alone = sources[0] if len(sources) == 1 and sources[0].original.format == "vics" else None
    frame = _frame(generation, alone) if alone else vics_export.new_frame(_profile(sources[0]))

    def batches() -> Iterator[pa.RecordBatch]:
        for source in sources:
            for _, batch in generation.entries(of=source):
                yield batch if alone else _placed_anew(batch, keep_layout=source.original.format == "vics")
                advance(batch.num_rows)

    with _aside(out) as file:
        return vics_export.export(batches(), frame, file)


def _scheme(source: Source) -> str:
    return " ".join(filter(None, (source.stated.scheme, source.stated.scheme_version))) or "not stated"


def _frame(generation: Generation, source: Source) -> list[str]:
    path = generation.root / generation_path(source.generation) / LIST
    try:
        told: dict[str, Any] = orjson.loads(path.read_bytes())
        frame = [str(piece) for piece in told["frame"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(f"{path} cannot be read. Check the set with nigehban known verify.") from error
    return frame if len(frame) > 1 else vics_export.new_frame(_profile(source))


def _profile(source: Source) -> str:
    """What the categories of a new document mean: the regional profile of VICS, or the name of another scheme."""
    name = (source.stated.scheme or "").removeprefix("VICS").strip()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name) or "Default"


def _placed_anew(batch: pa.RecordBatch, *, keep_layout: bool) -> pa.RecordBatch:
    """Entries of several documents as one list; how another format spelled them is nothing to VICS."""
    rows = batch.num_rows
    changed = {"group": pa.repeat(pa.scalar(0, pa.int32()), rows)}
    if not keep_layout:
        changed["layout"] = pa.nulls(rows, pa.string())
    columns = [changed.get(name, batch.column(name)) for name in batch.schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


@contextmanager
def _aside(out: Path) -> Iterator[BinaryIO]:
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
