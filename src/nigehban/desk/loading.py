"""Loading: seal, read, store, then link and rank everything that is stored.

A kill at any moment loses nothing and repeats nothing: units are published whole, stored in one transaction each, and
known by their name; sealing the same bytes again adds nothing. The list is a pure function of the stored units, the
acts of officers that stand, and replaces the old one in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nigehban.desk.home import media_folder, units_folder, vault_folder
from nigehban.desk.leads.derived import Places
from nigehban.desk.leads.persons import newest_act, standing_decisions
from nigehban.desk.leads.rebuild import replace_leads
from nigehban.desk.referrals.models import LoadedUnit
from nigehban.desk.referrals.selectors import LoadTotals, load_totals
from nigehban.desk.referrals.store import store_unit
from nigehban.desk.referrals.use_cases import begin_load, finish_load
from nigehban.desk.rereading import stored_folders
from nigehban.runs.corpus import mapped, unit_tables
from nigehban.runs.ranked import KnownFiles, ranked_list
from nigehban.runs.reading import ReadingTask, Settings, plan, read_unit, without_source
from nigehban.runs.recognition import GivenFiles, KnownSet, SealedFiles, hash_media
from nigehban.runs.results import lead_blocks, link_blocks, network_blocks, referral_blocks
from nigehban.runs.steps import Steps
from nigehban.runs.triage import alarm_sentences, listed
from nigehban.runs.units import Unit, run_units
from nigehban.vault import ensure_vault, open_vault


@dataclass(frozen=True, slots=True)
class Listed:
    """The size of the new list; ``alarms`` are sentences about what grew past its limit.

    ``known_files`` are on some list, ``new_files`` could be on one and are on none.
    """

    referrals: int
    leads: int
    links: int
    alarms: tuple[str, ...] = ()
    known_files: int = 0
    new_files: int = 0


def load(
    paths: Sequence[Path],
    settings: Settings,
    *,
    steps: Steps,
    known: Sequence[KnownSet] = (),
    workers: int = 0,
) -> LoadTotals:
    """Take in everything under ``paths``; what became of it. What a finished load took in is known as a duplicate.

    ``settings.vault`` is set here. Where sets of known files are asked, files that lie beside documents are hashed
    while they are here. Raises ``UnitFailedError``, ``VaultError``, ``DatabaseError``.
    """
    settings = replace(settings, vault=_vault())
    with steps("Looking for documents") as step:
        found = listed(paths, step)
    units = plan(found, settings)
    fresh = _fresh(units)
    before = sum(len(unit.payload.found) for unit in units) - sum(len(unit.payload.found) for unit in fresh)
    totals = _store(fresh, settings, steps, workers) if fresh else LoadTotals()
    if known:
        folders = [units_folder() / unit.name for unit in units]
        tables = [mapped(folder, "attachments") for folder in folders if folder.is_dir()]
        hash_media(tables, GivenFiles(found), media_folder(), steps)
    return replace(totals, received=totals.received + before, duplicates=totals.duplicates + before)


def _store(units: Sequence[Unit[ReadingTask]], settings: Settings, steps: Steps, workers: int) -> LoadTotals:
    """Read units and store each as it is done."""
    mapping = settings.mapping.read_text("utf-8") if settings.mapping else None
    begun = begin_load(mapping, settings.pack)
    with steps("Sealing, reading, storing") as step:
        step.total(sum(len(unit.payload.found) for unit in units))
        for unit, folder in run_units(units, read_unit, units_folder(), workers=workers, without=without_source):
            received = len(unit.payload.found)
            store_unit(unit_tables(folder), unit=unit.name, load=begun, received=received)
            step.advance(received)
    finish_load(begun)
    return load_totals(begun)


def relist(as_of: datetime, steps: Steps, sets: Sequence[KnownSet] = ()) -> Listed:
    """Link and rank all that is stored and put the new list in place; ``as_of`` (UTC) is what deadlines count from.

    Everything is looked up in the ``sets`` of known files. Raises ``MissingUnitsError``, ``known.KnownError``.
    """
    seen, decisions = newest_act(), standing_decisions()
    folders = stored_folders(steps)
    asked = KnownFiles(sets, SealedFiles(open_vault(_vault())), media_folder()) if sets else None
    corpus, linkage, leads, known = ranked_list(folders, decisions, as_of, steps, asked)
    with steps("Writing the list"):
        replace_leads(
            lead_blocks(corpus, linkage, leads),
            referral_blocks(corpus, linkage, leads),
            link_blocks(corpus, linkage),
            network_blocks(corpus, linkage),
            Places.of(linkage),
            seen,
        )
    listed = Listed(corpus.nodes, len(leads.lead_ids), len(linkage.edges), tuple(alarm_sentences(linkage)))
    if known is None:
        return listed
    return replace(listed, known_files=int(known.known_files.sum()), new_files=int(known.new_files.sum()))


def _fresh(units: Sequence[Unit[ReadingTask]]) -> list[Unit[ReadingTask]]:
    """The units that are not stored yet."""
    stored = set(LoadedUnit.objects.filter(pk__in=[unit.name for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.name not in stored]


def _vault() -> Path:
    ensure_vault(vault_folder())
    return vault_folder()
