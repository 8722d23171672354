"""``nigehban load``: documents into the desk's database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from nigehban.cli.desk import desk
from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.inputs import check_apart, check_inputs
from nigehban.cli.known.failing import sentences
from nigehban.cli.progress import step


def run(paths: list[Path], *, pack: str, mapping: Path | None, known: Sequence[Path], workers: int) -> None:
    """Load everything under the paths and print what became of it."""
    from nigehban.desk.home import home

    check_inputs(paths, mapping, pack)
    check_apart(paths, home())
    with desk():
        _remember(known)
        load_all(paths, pack=pack, mapping=mapping, workers=workers)


def _remember(known: Sequence[Path]) -> None:
    from nigehban.desk.known_sets import NameTakenError, remember

    try:
        with sentences():
            for folder in known:
                remember(folder)
    except NameTakenError as error:
        raise UsageError(str(error)) from error


def load_all(paths: list[Path], *, pack: str, mapping: Path | None = None, workers: int = 0) -> None:
    """The same inside a desk that is set up."""
    from django.db import DatabaseError

    from nigehban.desk.known_sets import sets_in_use
    from nigehban.desk.loading import load, relist
    from nigehban.desk.rereading import MissingUnitsError
    from nigehban.jurisdiction import lasting_name
    from nigehban.media import MediaError
    from nigehban.runs.reading import Settings
    from nigehban.runs.units import UnitFailedError
    from nigehban.vault import VaultError

    try:
        with sentences():
            known = sets_in_use()
            totals = load(paths, Settings(lasting_name(pack), mapping), steps=step, known=known, workers=workers)
            listed = relist(datetime.now(UTC), step, known)
    except (UnitFailedError, MissingUnitsError, VaultError, MediaError) as failure:
        raise FailedError(str(failure)) from failure
    except DatabaseError as failure:
        raise FailedError(f"The database could not go on: {failure} What was stored is kept.") from failure
    print(
        f"{totals.received:,} files received = {totals.stored:,} documents stored + {totals.attachments:,} attachments "
        f"+ {totals.duplicates:,} known already + {totals.quarantined:,} in quarantine."
    )
    print(f"The list now: {listed.referrals:,} referrals in {listed.leads:,} leads, {listed.links:,} links.")
    if known:
        print(
            f"{listed.known_files:,} files are known, {listed.new_files:,} are in none of the sets asked "
            f"({'; '.join(one.words for one in known)})."
        )
    for alarm in listed.alarms:
        print(f"ALARM: {alarm}")
