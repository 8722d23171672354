"""Linking, ranking and writing back, from the reading units' tables to the result tables, at growing sizes.

A delivery is read once; its units are then copied, each copy with ids and personal identifiers of its own (files,
places and addresses stay shared, as they would be), so that two million referrals need not be parsed to be linked.
"""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import ipc

from bench.report import Report, measured
from bench.triaged import AS_OF, SETTINGS
from bench.worlds import WORK, delivery, fresh
from nigehban.cli.progress import step
from nigehban.identifiers import KINDS
from nigehban.linking import link
from nigehban.runs import results
from nigehban.runs.corpus import gather, mapped
from nigehban.runs.evidence import evidence_of
from nigehban.runs.leads import in_danger, ranked, signal_rows
from nigehban.runs.triage import listed, read_all

_TABLES = ("documents", "referrals", "mentions", "signals", "abroad", "chains")
Array = NDArray[np.generic]
_SHARED = np.array([KINDS[name].code for name in ("ip", "file_hash", "place", "url", "group")], np.uint8)


def run(*, full: bool) -> Iterator[Report]:
    """One table: seconds of each step, by size."""
    base, copies = (20_000, (10, 100)) if full else (20_000, (1, 10))
    units = _units(base)
    report = Report(
        "From units to the list: linking, ranking, writing back",
        "python -m bench --only scale",
        ("referrals", "mentions", "gather", "link", "rank", "write back", "all, µs a referral", "wall s", "peak GiB"),
    )
    _measure(units, Report("", "", ()))  # compiled and cached before anything is timed
    for times in copies:
        folders = units if times == 1 else _copied(units, times)
        _measure(folders, report)
    shutil.rmtree(WORK / "scale-units", ignore_errors=True)
    report.notes.append(
        "CPU seconds of each step; 18 identifiers a referral; the peak is of the whole process, mapped files included."
    )
    yield report


def _units(count: int) -> list[Path]:
    world = delivery(count, seed=21)
    with step("Listing") as shown:
        found = listed([world / "documents"], shown)
    return read_all(found, WORK / f"triaged-{count}-21" / "units", SETTINGS, step, 0)


def _measure(folders: list[Path], report: Report) -> None:
    out = fresh("scale-out")
    with measured() as gathering:
        corpus = gather(folders)
        signals = signal_rows(corpus)
        given = evidence_of(corpus, in_danger(corpus, signals))
    mentions = len(given.mentions)
    with measured() as linking:
        linkage = link(given).linkage
    del given
    with measured() as ranking:
        leads = ranked(corpus, signals, linkage, AS_OF)
    with measured() as writing:
        for name, schema, blocks in (
            ("referrals", results.REFERRALS, results.referral_blocks(corpus, linkage, leads)),
            ("leads", results.LEADS, results.lead_blocks(corpus, linkage, leads)),
            ("links", results.LINKS, results.link_blocks(corpus, linkage)),
            ("networks", results.NETWORKS, results.network_blocks(corpus, linkage)),
        ):
            results.write_blocks(out / f"{name}.parquet", schema, blocks, lambda _: None)
    every = (gathering, linking, ranking, writing)
    steps = [one.cpu for one in every]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    report.add(corpus.nodes, mentions, *steps, sum(steps) / corpus.nodes * 1e6, sum(one.wall for one in every), peak)


def _copied(units: list[Path], times: int) -> list[Path]:
    """The units and ``times - 1`` copies of them."""
    root = fresh("scale-units")
    folders = list(units)
    for copy in range(1, times):
        for unit in units:
            folder = root / f"{copy}-{unit.name}"
            folder.mkdir()
            for name in _TABLES:
                _copy(mapped(unit, name), name, copy, folder)
            folders.append(folder)
    return folders


def _copy(table: pa.Table, name: str, copy: int, folder: Path) -> None:
    salt = np.uint64(copy * 0x9E3779B97F4A7C15 % 2**64)
    if name == "referrals":
        table = _changed(table, "node_id", lambda ids: ids ^ salt)
        table = _changed(table, "source_key", lambda keys: keys ^ salt)
        table = _suffixed(table, "referral", copy)
    if name == "chains":
        table = _suffixed(table, "target", copy)
    if name == "mentions":
        kind = table.column("kind").to_numpy()
        own = ~np.isin(kind, _SHARED)
        table = _changed(table, "key", lambda keys: np.where(own & (keys != 0), keys ^ salt, keys))
    with ipc.new_file(folder / f"{name}.arrow", table.schema) as sink:
        sink.write_table(table)


def _changed(table: pa.Table, name: str, change: Callable[[Array], Array]) -> pa.Table:
    values = change(table.column(name).to_numpy())
    return table.set_column(table.schema.get_field_index(name), name, pa.array(values))


def _suffixed(table: pa.Table, name: str, copy: int) -> pa.Table:
    values = pc.binary_join_element_wise(table.column(name), pa.scalar(f"c{copy}"), "-")
    return table.set_column(table.schema.get_field_index(name), name, values)
