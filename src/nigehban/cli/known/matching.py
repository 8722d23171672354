"""``nigehban known match``: files or hashes against a set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.known.failing import check_writable, sentences
from nigehban.cli.progress import step
from nigehban.cli.text import cut

if TYPE_CHECKING:
    from nigehban.cli.media.choices import FrameChoice
    from nigehban.known.arrays import U8, Flags
    from nigehban.runs.known.matching import Summary
    from nigehban.runs.known.queries import Queries


def run(
    folder: Path,
    paths: list[Path],
    hashes: Path | None,
    out: Path,
    *,
    radius: int,
    include_withdrawn: bool,
    threads: int,
    workers: int,
    frames: FrameChoice,
    most: int,
    scaled: bool,
) -> None:
    """Match and say what came of it."""
    _check(paths, hashes, out)

    from nigehban.known import MOST_RADIUS, open_current
    from nigehban.media import MediaError
    from nigehban.runs.known.matching import FIRST_PASS_MARGIN, Asking, match_all, near_any, rejects_path
    from nigehban.runs.known.queries import QueriesError

    if radius > MOST_RADIUS:
        raise UsageError(f"Up to {MOST_RADIUS} bits every match is found; --radius {radius} is more.")
    if scaled and radius + FIRST_PASS_MARGIN > MOST_RADIUS:
        raise UsageError(f"With --scaled the radius is at most {MOST_RADIUS - FIRST_PASS_MARGIN}.")
    how = Asking(datetime.now(UTC).date(), radius, include_withdrawn, threads or os.cpu_count() or 1, most)
    try:
        with sentences(), step("Matching") as shown:
            generation = open_current(folder, sparing=True)
            look = partial(near_any, generation, radius=radius + FIRST_PASS_MARGIN, threads=how.threads)
            queries = _queries(paths, hashes, workers, frames, look if scaled else None)
            summary = match_all(generation, queries, out, how, shown.advance)
    except QueriesError as error:
        raise UsageError(str(error)) from error
    except MediaError as error:
        raise FailedError(str(error)) from error
    _print(summary, out, rejects_path(out))
    print(f"Asked was generation {generation.number} ({generation.digest}).")


def _check(paths: list[Path], hashes: Path | None, out: Path) -> None:
    if bool(paths) == (hashes is not None):
        raise UsageError("Give either files and folders to be hashed, or hashes in a file with --hashes.")
    if hashes is not None and not hashes.is_file():
        raise UsageError(f"{hashes} is no file. Give a CSV with the columns query, algorithm and hash.")
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"There is no {path}.")
    check_writable(out)


def _queries(
    paths: list[Path],
    hashes: Path | None,
    workers: int,
    frames: FrameChoice,
    worth_a_look: Callable[[U8], Flags] | None,
) -> Iterator[Queries]:
    if hashes is not None:
        from nigehban.runs.known.queries import read_queries

        return read_queries(hashes)

    from nigehban.media import Frames
    from nigehban.runs.known.hashing import hash_queries

    return hash_queries(map(str, paths), workers=workers, frames=Frames(frames.value), worth_a_look=worth_a_look)


def _print(summary: Summary, out: Path, rejects: Path) -> None:
    print(
        f"{summary.queries:,} queries, {summary.known:,} of them known: {summary.exact:,} exact and {summary.near:,} "
        f"near matches in {out}"
    )
    if summary.gated:
        print(f"{summary.gated:,} PDQ hashes say too little about their pictures (quality below 50) for near search.")
    if summary.bad:
        print(f"{summary.bad:,} lines or files were not matched in full; all of them: {rejects}", file=sys.stderr)
        for bad in summary.first_bad:
            print(f"  {cut(bad.place)}: {cut(bad.reason)}", file=sys.stderr)
