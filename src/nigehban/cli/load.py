"""``nigehban load``: documents into the desk's database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nigehban.cli.desk import desk
from nigehban.cli.errors import FailedError
from nigehban.cli.inputs import check_apart, check_inputs
from nigehban.cli.progress import step


def run(paths: list[Path], *, pack: str, mapping: Path | None, workers: int) -> None:
    """Load everything under the paths and print what became of it."""
    from nigehban.desk.home import home

    check_inputs(paths, mapping, pack)
    check_apart(paths, home())
    with desk():
        load_all(paths, pack=pack, mapping=mapping, workers=workers)


def load_all(paths: list[Path], *, pack: str, mapping: Path | None = None, workers: int = 0) -> None:
    """The same inside a desk that is set up."""
    from django.db import DatabaseError

    from nigehban.desk.loading import load, relist
    from nigehban.desk.rereading import MissingUnitsError
    from nigehban.jurisdiction import lasting_name
    from nigehban.runs.reading import Settings
    from nigehban.runs.units import UnitFailedError
    from nigehban.vault import VaultError

    try:
        totals = load(paths, Settings(lasting_name(pack), mapping), steps=step, workers=workers)
        listed = relist(datetime.now(UTC), step)
    except (UnitFailedError, MissingUnitsError, VaultError) as failure:
        raise FailedError(str(failure)) from failure
    except DatabaseError as failure:
        raise FailedError(f"The database could not go on: {failure} What was stored is kept.") from failure
    print(
        f"{totals.received:,} files received = {totals.stored:,} documents stored + {totals.attachments:,} attachments "
        f"+ {totals.duplicates:,} known already + {totals.quarantined:,} in quarantine."
    )
    print(f"The list now: {listed.referrals:,} referrals in {listed.leads:,} leads, {listed.links:,} links.")
    for alarm in listed.alarms:
        print(f"ALARM: {alarm}")
