"""Writing a world to disk: documents, what comes later, and the truth, each in a folder of its own.

The unit of work is a community. Any number of processes write the same bytes under the same names.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from nigehban.synthetic.clock import Clock
from nigehban.synthetic.community import FIRST_NUMBER
from nigehban.synthetic.compose import Composer
from nigehban.synthetic.outbox import Outbox, Parcel
from nigehban.synthetic.plan import Shape
from nigehban.synthetic.truth import Counts, DocumentRow, Row, TruthFiles, reachable_groups, truth_row
from nigehban.synthetic.world import World, make_world
from nigehban.synthetic.xlsx import zipped

Progress = Callable[[int], None]
"""Called with how many more referrals are written, whenever some are."""

PER_FOLDER = 1_000
_SLOTS = 900
"""Referrals of one folder; repeats and broken documents fill the rest up to ``PER_FOLDER``."""
_AHEAD = 4
"""Communities handed to each process in advance."""


class Packing(StrEnum):
    """How the documents are laid down."""

    FOLDER = "folder"
    """One file a document, in subfolders of at most a thousand."""
    ZIP = "zip"
    """ZIPs of a thousand documents."""
    LINES = "jsonl"
    """Police reports as JSON Lines, a thousand a file; everything else as in a folder."""


class Written(NamedTuple):
    """What was written, and where: ``counts`` is what ``truth/expected.json`` holds."""

    documents: Path
    later: Path
    truth: Path
    counts: Counts


@dataclass(frozen=True, slots=True)
class _Order:
    """What a process needs to write any community."""

    world: World
    out: Path
    packing: Packing
    shapes: frozenset[Shape]


def synth_referrals(
    count: int, seed: int, out: Path, progress: Progress | None = None, processes: int | None = None
) -> Written:
    """Write ``count`` benign referrals in every format below ``out``; see ``write_referrals``."""
    return write_referrals(make_world(count, seed), out, progress=progress, processes=processes)


def write_referrals(
    world: World,
    out: Path,
    formats: Iterable[Shape] = tuple(Shape),
    packing: Packing = Packing.FOLDER,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Written:
    """Write ``out/documents``, ``out/later`` and ``out/truth``.

    ``formats`` leaves out the referrals of every other format. The result does not depend on ``processes`` (by
    default one a core, and one for small worlds). Raises ``FileExistsError`` when ``out`` already holds documents.
    """
    for name in ("documents", "later", "truth"):
        if (out / name).exists():
            raise FileExistsError(f"{out / name} exists already; choose an empty folder or remove it first.")
        (out / name).mkdir(parents=True)
    order = _Order(world, out, packing, frozenset(formats))
    with TruthFiles(out / "truth") as truth:
        for rows, documents in _all_communities(order, processes or _cores(world)):
            truth.add(rows, documents)
            if progress is not None:
                progress(sum(row.arrives == "documents" for row in rows))
    return Written(out / "documents", out / "later", out / "truth", truth.counts)


def _cores(world: World) -> int:
    return min(os.cpu_count() or 1, len(world.sizes))


_Piece = tuple[list[Row], list[DocumentRow]]


def _all_communities(order: _Order, processes: int) -> Iterator[_Piece]:
    """Write every community, and give their truths in order."""
    write = partial(_write_community, order)
    indexes = iter(range(len(order.world.sizes)))
    if processes == 1:
        yield from map(write, indexes)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _end_with, (os.getpid(),))
    with pool:
        waiting: list[Future[_Piece]] = [pool.submit(write, index) for index in islice(indexes, processes * _AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting.extend(pool.submit(write, index) for index in islice(indexes, 1))


def _end_with(parent: int) -> None:
    """Let the kernel end this process when its parent is killed (Linux); a pool's workers would linger."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _write_community(order: _Order, index: int) -> _Piece:
    world, clock = order.world, Clock(order.world.start)
    community = world.community(index)
    composer = Composer(world, community)
    outbox = Outbox(community.rng, world.difficulty, clock, FIRST_NUMBER)
    reports = [composer.compose(plan) for plan in community.plans + community.later]
    chosen = [report for report in reports if report.plan.shape in order.shapes]
    parcels = [parcel for report in chosen for parcel in outbox.post(report)] + list(outbox.rest())
    documents = list(_lay_down(order, index, parcels))
    places = {name: document.path for document, names in documents for name in names}
    groups = reachable_groups(chosen)
    rows = [truth_row(r, places[r.plan.referral], groups[r.plan.referral]) for r in chosen]
    return rows, [document for document, _ in documents]


Laid = tuple[DocumentRow, tuple[str, ...]]
"""A document on disk, and the referrals that it was the first to bring."""


def _lay_down(order: _Order, index: int, parcels: list[Parcel]) -> Iterator[Laid]:
    loose = parcels
    if order.packing is not Packing.FOLDER:
        packable = _zippable if order.packing is Packing.ZIP else _linable
        packed = [parcel for parcel in parcels if packable(parcel)]
        loose = [parcel for parcel in parcels if not packable(parcel)]
        for start in range(0, len(packed), PER_FOLDER):
            yield from _pack(order, f"{index:04d}-{start // PER_FOLDER:02d}", packed[start : start + PER_FOLDER])
    for parcel in loose:
        yield _put(order.out, parcel)


def _zippable(parcel: Parcel) -> bool:
    """ZIPs stay outside of ZIPs: nesting is a trap, and readers refuse it."""
    return not parcel.name.endswith(".zip") and not parcel.later


def _linable(parcel: Parcel) -> bool:
    return parcel.shape is Shape.POLICE_JSON and parcel.kind == "original" and not parcel.later


def _put(out: Path, parcel: Parcel) -> Laid:
    folder = "later" if parcel.later else "documents"
    path = f"{folder}/{parcel.slot // _SLOTS:05d}/{parcel.name}"
    target = out / path
    try:
        target.write_bytes(parcel.data)
    except FileNotFoundError:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(parcel.data)
    return _describe(parcel, path, parcel.data)


def _describe(parcel: Parcel, path: str, data: bytes) -> Laid:
    row = DocumentRow(
        path=path,
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        kind=parcel.kind,
        format=parcel.shape.value if parcel.shape else "",
        referrals=len(parcel.referrals),
        referral=parcel.referrals[0] if len(parcel.referrals) == 1 else "",
        repeats=parcel.repeats,
    )
    return row, parcel.referrals if parcel.kind == "original" else ()


def _pack(order: _Order, name: str, parcels: list[Parcel]) -> Iterator[Laid]:
    """One ZIP or one file of JSON Lines; its documents keep a row each (``PATH!NAME`` in a ZIP)."""
    if order.packing is Packing.ZIP:
        path = f"documents/batch-{name}.zip"
        (order.out / path).write_bytes(zipped({parcel.name: parcel.data for parcel in parcels}))
        for parcel in parcels:
            yield _describe(parcel, f"{path}!{parcel.name}", parcel.data)
        return
    path = f"documents/batch-{name}.jsonl"
    data = b"".join(_one_line(parcel.data) for parcel in parcels)
    (order.out / path).write_bytes(data)
    names = tuple(name for parcel in parcels for name in parcel.referrals)
    row = DocumentRow(path, sha256(data).hexdigest(), len(data), "original", Shape.POLICE_JSON, len(names), "", "")
    yield row, names


def _one_line(data: bytes) -> bytes:
    """A police report on one line: JSON has no line break inside a text, so those of the layout can go."""
    return b"".join(line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines()) + b"\n"
