"""Units that are gone from the data folder, made up for from what is stored.

A unit's folder is a copy: its documents, and the files beside them, lie sealed in the vault, and reading them again
gives the same rows. Which document was in which unit does not matter to the list, only that each is in one. What is
read again is kept apart, in units named by their documents: a unit under the name of a load's holds what that load
read, or does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from nigehban.desk.home import home, units_folder, vault_folder
from nigehban.desk.referrals.models import Attachment, Load, LoadedUnit, SourceDocument
from nigehban.runs.corpus import unit_table
from nigehban.runs.reading import Sealed, Settings, plan_again, reread_unit
from nigehban.runs.steps import Steps
from nigehban.runs.units import run_units
from nigehban.vault import VaultError


class MissingUnitsError(Exception):
    """Units are gone and their documents cannot be read again; the message says why and what to do."""


def stored_folders(steps: Steps) -> list[Path]:
    """Folders of units that hold every stored document, in the order in which they were stored.

    What is gone is read again from the vault. Raises ``MissingUnitsError``.
    """
    names = LoadedUnit.objects.order_by("stored_at", "pk").values_list("pk", flat=True)
    folders = [units_folder() / name for name in names]
    present = [folder for folder in folders if folder.is_dir()]
    if len(present) == len(folders):
        return folders
    return present + _read_again(_uncovered(present), steps)


def _uncovered(folders: Sequence[Path]) -> Iterator[tuple[Load, list[Sealed]]]:
    """The stored documents that are in none of the units, by load and path; with the last load the files beside."""
    kept = set(unit_table(folders, "documents").column("sha256").to_pylist())
    stored = SourceDocument.objects.select_related("load").order_by("load_id", "path", "sha256")
    gone = (document for document in stored.iterator() if document.sha256 not in kept)
    for load, of_load in groupby(gone, key=lambda document: document.load):
        yield load, [Sealed(one.path, one.sha256, one.size) for one in of_load]
    last = Load.objects.order_by("pk").last()
    if last is not None:
        yield last, _attachments(set(unit_table(folders, "attachments").column("path").to_pylist()))


def _attachments(kept: set[str]) -> list[Sealed]:
    stored = Attachment.objects.order_by("path", "sha256").values_list("path", "sha256", "size")
    return [Sealed(*one) for one in stored.iterator() if one[0] not in kept]


def _read_again(gone: Iterable[tuple[Load, list[Sealed]]], steps: Steps) -> list[Path]:
    with steps("Reading again from the vault") as step, TemporaryDirectory() as scratch:
        units = [unit for load, sealed in gone for unit in plan_again(sealed, _settings(load, Path(scratch)))]
        step.total(sum(len(unit.payload.documents) for unit in units))
        done = {}
        try:
            for unit, folder in run_units(units, reread_unit, home() / "reread"):
                done[unit.name] = folder
                step.advance(len(unit.payload.documents))
        except VaultError as error:
            raise MissingUnitsError(
                f"Units that are stored are not in {units_folder()}, and their documents cannot be read again: {error} "
                "Put that folder or the vault back from the backup; the list stays as it was."
            ) from error
    return [done[unit.name] for unit in units]


def _settings(load: Load, scratch: Path) -> Settings:
    """How the documents of a load were read."""
    if load.pack is None:
        raise MissingUnitsError(
            f"Units of {load} are not in {units_folder()}, and it is not known with which country pack they were "
            "read. Put that folder back from the backup; the list stays as it was."
        )
    mapping = None
    if load.mapping is not None:
        mapping = scratch / f"{load.pk}.toml"
        mapping.write_text(load.mapping, "utf-8")
    return Settings(load.pack, mapping, vault_folder())
