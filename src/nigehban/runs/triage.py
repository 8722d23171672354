"""Triage: documents in, one ranked list of leads out, without a database.

Reading is bulk work in units that are kept under ``units/`` of the output folder, so that an interrupted run goes on
where it stopped; linking and ranking are done over all of them at once, and the tables replaced when they are whole.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from nigehban.formats.sources import Quarantined, Source, find_sources, look_inside
from nigehban.linking import Linkage
from nigehban.linking.rules import WORDS
from nigehban.runs import results
from nigehban.runs.corpus import Corpus, unit_table
from nigehban.runs.judgements import Judgement, decisions_of
from nigehban.runs.ranked import KnownFiles, RankedList, ranked_list
from nigehban.runs.reading import Settings, plan, read_unit, without_source
from nigehban.runs.recognition import MEDIA, GivenFiles, KnownSet, Recognition
from nigehban.runs.results import known_blocks
from nigehban.runs.steps import Step, Steps
from nigehban.runs.units import run_units


class OutInUseError(Exception):
    """Another run is writing into the same folder."""


@dataclass
class Summary:
    """What a run did, as ``summary.json`` keeps it. ``alarms`` are sentences about what grew past its limit.

    ``pack`` is the country pack that routed: its table of units has the names for the codes in the results. ``sets``
    are the sets of known files that were asked, ``known_files`` the files that any of them has, ``new_files`` those
    that one could have and none has, ``media`` the distinct files beside documents that were hashed for it.
    """

    pack: str
    found: int = 0
    documents: int = 0
    repeats: int = 0
    quarantined: int = 0
    attachments: int = 0
    referrals: int = 0
    leads: int = 0
    links: int = 0
    networks: int = 0
    facts: int = 0
    sets: list[str] = field(default_factory=list)
    known_files: int = 0
    new_files: int = 0
    media: int = 0
    alarms: list[str] = field(default_factory=list)


def triage(
    paths: Sequence[Path],
    out: Path,
    settings: Settings,
    *,
    as_of: datetime,
    steps: Steps,
    judgements: Sequence[Judgement] = (),
    known: Sequence[KnownSet] = (),
    workers: int = 0,
) -> Summary:
    """Read, link and rank everything under ``paths`` and write the result tables into ``out``.

    ``as_of`` is the time (UTC) for which deadlines are counted; ``known`` are sets of known files to be asked. Raises
    ``UnitFailedError`` when a worker dies, ``OutInUseError`` when another run writes into ``out``, ``known.KnownError``
    for a set that is damaged, ``media.MediaError`` where no process can be started to look at files beside.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        with steps("Looking for documents") as step:
            found = listed(paths, step)
        folders = read_all(found, out / "units", settings, steps, workers)
        asked = KnownFiles(known, GivenFiles(found), out / "units") if known else None
        listing = ranked_list(folders, decisions_of(judgements), as_of, steps, asked)
        summary = Summary(settings.pack, len(found), alarms=list(alarm_sentences(listing.linkage)))
        with _replacing(out) as fresh:
            _write(fresh, listing, summary, steps)
        return summary


def read_all(
    found: Sequence[Source | Quarantined], root: Path, settings: Settings, steps: Steps, workers: int
) -> list[Path]:
    """Read everything that was found into units under ``root``; their folders, in the order of the plan."""
    units = plan(found, settings)
    with steps("Reading") as step:
        step.total(len(found))
        folders = {}
        for unit, folder in run_units(units, read_unit, root, workers=workers, without=without_source):
            folders[unit.name] = folder
            step.advance(len(unit.payload.found))
    return [folders[unit.name] for unit in units]


def listed(paths: Sequence[Path], step: Step) -> list[Source | Quarantined]:
    """Everything under ``paths``, in order; a ZIP under another name (``report.json``) is looked into all the same."""
    found: list[Source | Quarantined] = []
    for one in find_sources(paths):
        members = list(look_inside(one)) if isinstance(one, Source) else [one]
        found += members
        step.advance(len(members))
    return found


def _write(out: Path, listing: RankedList, summary: Summary, steps: Steps) -> None:
    corpus, linkage, leads, known = listing
    with steps("Writing leads and links") as step:
        step.total(len(corpus.referrals) + len(leads.lead_ids) + len(linkage.edges))
        for name, schema, blocks in (
            ("referrals", results.REFERRALS, results.referral_blocks(corpus, linkage, leads)),
            ("leads", results.LEADS, results.lead_blocks(corpus, linkage, leads)),
            ("links", results.LINKS, results.link_blocks(corpus, linkage)),
            ("networks", results.NETWORKS, results.network_blocks(corpus, linkage)),
        ):
            rows = results.write_blocks(out / f"{name}.parquet", schema, blocks, step.advance)
            setattr(summary, name, rows)
    with steps("Writing facts") as step:
        step.total(len(corpus.folders))
        summary.facts = results.write_facts(corpus, out / "facts.parquet", step.advance)
    _write_known(out, corpus, known, summary)
    _account(out, corpus, summary)
    (out / "summary.json").write_text(json.dumps(asdict(summary), indent=2) + "\n", "utf-8")


def _write_known(out: Path, corpus: Corpus, known: Recognition | None, summary: Summary) -> None:
    """The tables are written, empty, also when no set was asked: nothing of an earlier run stays beside."""
    found = known_blocks(corpus, known) if known else iter(())
    results.write_blocks(out / "known.parquet", results.KNOWN, found, lambda _: None)
    pq.write_table(known.media if known else MEDIA.empty_table(), out / "media.parquet")
    if known:
        summary.sets = [one.words for one in known.sets]
        summary.known_files, summary.new_files = int(known.known_files.sum()), int(known.new_files.sum())
        summary.media = len(known.media)


def _account(out: Path, corpus: Corpus, summary: Summary) -> None:
    """Write what became of each file that was found: a document, an attachment, or in quarantine.

    ``found`` = ``documents`` + ``repeats`` + ``attachments`` + ``quarantined``: nothing is unaccounted for.
    """
    for name in ("documents", "attachments", "quarantine"):
        table = unit_table(corpus.folders, name)
        pq.write_table(table, out / f"{name}.parquet")
        setattr(summary, "quarantined" if name == "quarantine" else name, len(table))
        if name == "documents":
            summary.documents = pc.count_distinct(table.column("sha256")).as_py()
            summary.repeats = len(table) - summary.documents


def alarm_sentences(linkage: Linkage) -> Iterator[str]:
    """What grew past its size limit, and how many links were held back: nothing is capped in silence."""
    for rule, size, limit, held in zip(*(getattr(linkage.alarms, name) for name in _ALARM), strict=True):
        yield f"{WORDS[int(rule)].capitalize()} ({limit}): it would have {size}; {held} links were held back."


_ALARM = ("rule", "size", "limit", "held")


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the folder for the block; the kernel lets go when this process ends, however it ends."""
    handle = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(handle, out)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, out: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutInUseError(f"Another run is writing into {out}. Wait for it, or name another folder.") from error


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A folder to write into, whose files replace those of ``out`` one by one when all are whole."""
    fresh = out / ".fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    yield fresh
    for path in sorted(fresh.iterdir()):
        path.replace(out / path.name)
    fresh.rmdir()
