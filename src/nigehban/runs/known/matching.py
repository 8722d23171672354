"""Matching many hashes against one generation of a set, with the answer as a Parquet file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from nigehban.known import ANSWER, DEFAULT_RADIUS, Generation, Hits, answer, match
from nigehban.known.arrays import U8, Flags
from nigehban.media import Turn
from nigehban.runs.known.queries import Asked, BadFile, BadLine, Queries

MOST_ROWS: Final = 100_000_000
"""A minute's work, and some hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How is asked: bits up to which PDQ hashes match, whether withdrawn entries count, the day by which terms end.

    Once the answer has ``most`` rows, no more is looked for: a million queries of one hash that a hundred thousand
    entries have would fill any disk.
    """

    day: date
    radius: int = DEFAULT_RADIUS
    include_withdrawn: bool = False
    threads: int = 1
    most: int = MOST_ROWS


@dataclass(frozen=True, slots=True)
class NotWhole:
    """A query whose answer may lack rows, and the reason."""

    query: str
    reason: str

    @property
    def place(self) -> str:
        """Which query."""
        return self.query


@dataclass(slots=True)
class Summary:
    """What came of it. ``known`` counts the queries with at least one row, ``gated`` those too poor for near search."""

    queries: int = 0
    known: int = 0
    exact: int = 0
    near: int = 0
    gated: int = 0
    bad: int = 0
    first_bad: list[BadLine | BadFile | NotWhole] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of the answer up to now."""
        return self.exact + self.near


_SHOWN = 20
MATCHED: Final = pa.schema([*ANSWER, ("turn", pa.string()), ("second", pa.float64()), ("frames", pa.int32())])
"""The answer, and of files: which turn of the picture matched, at which second of the video, of how many frames."""
Advance = Callable[[int], None]


def rejects_path(out: Path) -> Path:
    """Where the lines or files that were not matched are listed."""
    return out.with_name(f"{out.name}.rejected.jsonl")


FIRST_PASS_MARGIN: Final = 14
"""Bits by which the first pass may differ from the full hash of a picture; bench/pdq.py measures what differs more."""


def near_any(generation: Generation, hashes: U8, radius: int, threads: int) -> Flags:
    """Which of the PDQ hashes, (hashes, 32) of uint8, stand near any entry of the set. Raises ``known.KnownError``."""
    near = np.zeros(len(hashes), bool)
    for hits in match(generation, "pdq", hashes, radius=radius, include_withdrawn=True, threads=threads):
        near[hits.query] = True
    return near


def match_all(generation: Generation, portions: Iterable[Queries], out: Path, how: Asking, advance: Advance) -> Summary:
    """Match and write ``out`` (``MATCHED``) whole or not at all; what is no query goes to a file beside it.

    Raises ``known.KnownError``, ``QueriesError`` and ``OSError``.
    """
    summary = Summary()
    told = {"generation": generation.number, "manifest": generation.digest, "signer": generation.manifest.public_key}
    told |= {"radius": how.radius, "include_withdrawn": how.include_withdrawn, "day": how.day.isoformat()}
    schema = MATCHED.with_metadata({"nigehban.known": orjson.dumps(told)})
    rejects_path(out).unlink(missing_ok=True)
    with _aside(out) as aside, pq.ParquetWriter(aside, schema, compression="zstd", compression_level=1) as sink:
        for portion in portions:
            for asked in portion.asked.values():
                for table in _answers(generation, asked, how, summary):
                    sink.write_table(table.cast(schema))
                if summary.rows >= how.most:
                    _reject(_not_whole(asked, how.most), out, summary)
            summary.queries += portion.count
            _reject(portion.bad, out, summary)
            advance(portion.items)
    return summary


def _answers(generation: Generation, asked: Asked, how: Asking, summary: Summary) -> Iterator[pa.Table]:
    if summary.rows >= how.most:
        return
    good, hashes = asked.good, asked.hashes
    known = np.zeros(len(hashes) // asked.turns, bool)
    written = _hexadecimal(asked)
    found = match(
        generation,
        asked.algorithm,
        hashes,
        radius=how.radius,
        near=good,
        include_withdrawn=how.include_withdrawn,
        threads=how.threads,
    )
    for all_hits in found:
        hits = _nearest_turns(all_hits, asked.turns)
        known[hits.query // asked.turns] = True
        near = int(np.count_nonzero(hits.distance))
        summary.near += near
        summary.exact += len(hits.query) - near
        told = answer(generation, hits, queries=asked.names, algorithm=asked.algorithm, hashes=written, day=how.day)
        yield _placed(told, hits, asked)
        if summary.rows >= how.most:
            break
    summary.known += int(known.sum())
    summary.gated += int((~good[:: asked.turns]).sum()) if asked.algorithm == "pdq" else 0


def _not_whole(asked: Asked, most: int) -> list[NotWhole]:
    """The queries that were being asked, or were still to be, when the answer was full."""
    reason = f"not every match is listed: the answer had {most:,} rows. Ask fewer at a time, or raise --most."
    return [NotWhole(name, reason) for name in dict.fromkeys(asked.names)]


def _nearest_turns(hits: Hits, turns: int) -> Hits:
    """Of each picture and entry the hit of the turn that is nearest; at one distance the first."""
    if turns == 1:
        return hits
    picture = hits.query // turns
    order = np.lexsort((hits.query, hits.distance, hits.entry, picture))
    is_first = np.ones(len(order), bool)
    is_first[1:] = (np.diff(picture[order]) != 0) | (np.diff(hits.entry[order]) != 0)
    kept = order[is_first]
    sorted_again = kept[np.lexsort((hits.entry[kept], hits.distance[kept], picture[kept]))]
    return Hits(*(column[sorted_again] for column in hits))


def _placed(told: pa.Table, hits: Hits, asked: Asked) -> pa.Table:
    """The answer with the columns that only files have."""
    columns: list[Sequence[object]] = [[None] * len(hits.query)] * 3
    if asked.turns > 1:
        places = [asked.places[query] for query in hits.query]
        turns = [Turn(query % asked.turns).word for query in hits.query]
        columns = [turns, [place.second for place in places], [place.frames for place in places]]
    for name, column in zip(MATCHED.names[len(ANSWER) :], columns, strict=True):
        told = told.append_column(name, pa.array(column, MATCHED.field(name).type))
    return told


def _hexadecimal(asked: Asked) -> list[str]:
    digits = asked.data.hex()
    width = 2 * asked.hashes.shape[1]
    return [digits[at : at + width] for at in range(0, len(digits), width)]


def _reject(bad: Sequence[BadLine | BadFile | NotWhole], out: Path, summary: Summary) -> None:
    if not bad:
        return
    with rejects_path(out).open("ab") as file:
        file.writelines(orjson.dumps(asdict(one), option=orjson.OPT_APPEND_NEWLINE) for one in bad)
    summary.first_bad += bad[: _SHOWN - len(summary.first_bad)]
    summary.bad += len(bad)


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A file to write that takes the place of ``out`` when all went well, and is removed otherwise."""
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
