"""Loading: seal, read, store, then link and rank everything that is stored.

A kill at any moment loses nothing and repeats nothing: units are published whole, stored in one transaction each, and
known by their name; sealing the same bytes again adds nothing. The list is a pure function of the stored units, the
standing judgements and the officers' decisions, and replaces the old one in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nigehban.desk.home import units_folder, vault_folder
from nigehban.desk.leads.rebuild import replace_leads
from nigehban.desk.referrals.models import LoadedUnit
from nigehban.desk.referrals.selectors import LoadTotals, load_totals, standing_judgements
from nigehban.desk.referrals.store import store_unit
from nigehban.desk.referrals.use_cases import begin_load, finish_load
from nigehban.desk.rereading import stored_folders
from nigehban.runs.corpus import unit_tables
from nigehban.runs.judgements import Judgement
from nigehban.runs.ranked import ranked_list
from nigehban.runs.reading import ReadingTask, Settings, plan, read_unit, without_source
from nigehban.runs.results import lead_blocks, link_blocks, network_blocks, referral_blocks
from nigehban.runs.steps import Steps
from nigehban.runs.triage import alarm_sentences, listed
from nigehban.runs.units import Unit, run_units
from nigehban.vault import ensure_vault


@dataclass(frozen=True, slots=True)
class Listed:
    """The size of the new list; ``alarms`` are sentences about what grew past its limit."""

    referrals: int
    leads: int
    links: int
    alarms: tuple[str, ...] = ()


def load(paths: Sequence[Path], settings: Settings, *, steps: Steps, workers: int = 0) -> LoadTotals:
    """Take in everything under ``paths``; what became of it. What a finished load took in is known as a duplicate.

    ``settings.vault`` is set here. Raises ``UnitFailedError``, ``VaultError``, ``DatabaseError``.
    """
    settings = replace(settings, vault=_vault())
    with steps("Looking for documents") as step:
        found = listed(paths, step)
    units = plan(found, settings)
    fresh = _fresh(units)
    known = sum(len(unit.payload.found) for unit in units) - sum(len(unit.payload.found) for unit in fresh)
    totals = _store(fresh, settings, steps, workers) if fresh else LoadTotals()
    return replace(totals, received=totals.received + known, duplicates=totals.duplicates + known)


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


def relist(as_of: datetime, steps: Steps) -> Listed:
    """Link and rank all that is stored and put the new list in place; ``as_of`` (UTC) is what deadlines count from.

    Raises ``MissingUnitsError``.
    """
    judgements = [Judgement(a, b, str(verdict)) for a, b, verdict in standing_judgements()]
    corpus, linkage, leads = ranked_list(stored_folders(steps), judgements, as_of, steps)
    with steps("Writing the list"):
        replace_leads(
            lead_blocks(corpus, linkage, leads),
            referral_blocks(corpus, linkage, leads),
            link_blocks(corpus, linkage),
            network_blocks(corpus, linkage),
        )
    return Listed(corpus.nodes, len(leads.lead_ids), len(linkage.edges), tuple(alarm_sentences(linkage)))


def _fresh(units: Sequence[Unit[ReadingTask]]) -> list[Unit[ReadingTask]]:
    """The units that are not stored yet."""
    stored = set(LoadedUnit.objects.filter(pk__in=[unit.name for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.name not in stored]


def _vault() -> Path:
    ensure_vault(vault_folder())
    return vault_folder()
