"""Loading: seal, read, store, then link and rank everything that is stored.

A kill at any moment loses nothing and repeats nothing: units are published whole, stored in one transaction each, and
known by their name; sealing the same bytes again adds nothing. The list is a pure function of the stored units, the
standing judgements and the officers' decisions, and replaces the old one in one transaction.
"""

from __future__ import annotations

import os
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
from nigehban.linking import link
from nigehban.runs.corpus import gather, unit_tables
from nigehban.runs.evidence import evidence_of
from nigehban.runs.judgements import Judgement
from nigehban.runs.leads import in_danger, ranked, signal_rows
from nigehban.runs.reading import ReadingTask, Settings, plan, read_unit
from nigehban.runs.results import lead_blocks, link_blocks, network_blocks, referral_blocks
from nigehban.runs.triage import Steps, listed
from nigehban.runs.units import Unit, run_units
from nigehban.vault import ensure_vault


class MissingUnitsError(Exception):
    """Units that the database knows are not in the data folder; the message says which folder and what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The size of the new list."""

    referrals: int
    leads: int
    links: int


def load(paths: Sequence[Path], settings: Settings, *, steps: Steps, workers: int = 0) -> LoadTotals:
    """Take in everything under ``paths``; what became of it, of what this call added.

    ``settings.vault`` is set here. Raises ``UnitFailedError``, ``VaultError``, ``DatabaseError``.
    """
    settings = replace(settings, vault=_vault())
    with steps("Looking for documents") as step:
        found = listed(paths, step)
    units = plan(found, settings)
    mapping = settings.mapping.read_text("utf-8") if settings.mapping else None
    begun = begin_load(mapping)
    with steps("Sealing, reading, storing") as step:
        step.total(len(found))
        workers = workers or os.cpu_count() or 1
        for unit, folder in run_units(_fresh(units), read_unit, units_folder(), workers=workers):
            received = len(unit.payload.found)
            store_unit(unit_tables(folder), unit=unit.name, load=begun, received=received)
            step.advance(received)
    finish_load(begun)
    return load_totals(begun)


def relist(as_of: datetime, steps: Steps) -> Listed:
    """Link and rank all that is stored and put the new list in place; ``as_of`` (UTC) is what deadlines count from.

    Raises ``MissingUnitsError``.
    """
    with steps("Linking"):
        corpus = gather(_stored_folders())
        signals = signal_rows(corpus)
        judgements = [Judgement(a, b, str(verdict)) for a, b, verdict in standing_judgements()]
        linkage = link(evidence_of(corpus, in_danger(corpus, signals), judgements)).linkage
    with steps("Ranking"):
        leads = ranked(corpus, signals, linkage, as_of)
    with steps("Writing the list"):
        replace_leads(
            lead_blocks(corpus, linkage, leads),
            referral_blocks(corpus, linkage, leads),
            link_blocks(corpus, linkage),
            network_blocks(corpus, linkage),
        )
    return Listed(corpus.nodes, len(leads.lead_ids), len(linkage.edges))


def _fresh(units: Sequence[Unit[ReadingTask]]) -> list[Unit[ReadingTask]]:
    """The units that are not stored yet."""
    stored = set(LoadedUnit.objects.filter(pk__in=[unit.name for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.name not in stored]


def _stored_folders() -> list[Path]:
    """The folders of all stored units, in the order in which they were stored."""
    names = LoadedUnit.objects.order_by("stored_at", "pk").values_list("pk", flat=True)
    folders = [units_folder() / name for name in names]
    lost = [folder.name for folder in folders if not folder.is_dir()]
    if lost:
        raise MissingUnitsError(
            f"{len(lost)} units that are stored are not in {units_folder()} ({', '.join(lost[:3])}). "
            "Put the folder back from the backup; the list stays as it was."
        )
    return folders


def _vault() -> Path:
    ensure_vault(vault_folder())
    return vault_folder()
