"""``nigehban triage``: documents in, the ranked list out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.inputs import check_apart, check_inputs
from nigehban.cli.known.failing import sentences
from nigehban.cli.known.sets import opened_sets
from nigehban.cli.progress import step
from nigehban.cli.text import printable
from nigehban.cli.top import TopLead, print_top
from nigehban.cli.units import names_of

if TYPE_CHECKING:
    from nigehban.runs.judgements import Judgement
    from nigehban.runs.triage import Summary


class Options(NamedTuple):
    """What may be said beside the documents and the folder of the results."""

    pack: str
    judgements: Path | None
    mapping: Path | None
    known: Sequence[Path]
    workers: int
    top: int
    as_of: datetime | None


def run(paths: list[Path], out: Path, options: Options) -> None:
    """Rank everything under the paths, print the top of the list and what could not be read."""
    check_inputs(paths, options.mapping, options.pack)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder for the results.")
    check_apart(paths, out)
    judged = _judgements(options.judgements)

    from nigehban.jurisdiction import lasting_name
    from nigehban.media import MediaError
    from nigehban.runs.reading import Settings
    from nigehban.runs.triage import OutInUseError, triage
    from nigehban.runs.units import UnitFailedError

    settings = Settings(lasting_name(options.pack), options.mapping)
    day = (options.as_of or datetime.now(UTC)).replace(tzinfo=UTC, hour=0, minute=0, second=0, microsecond=0)
    try:
        with sentences():
            known = opened_sets(options.known)
            summary = triage(
                paths, out, settings, as_of=day, steps=step, judgements=judged, known=known, workers=options.workers
            )
    except (OutInUseError, UnitFailedError, MediaError) as failure:
        raise FailedError(str(failure)) from failure
    _print_top(out, options.top, settings.pack)
    _print_summary(summary, out)


def _print_top(out: Path, top: int, pack: str) -> None:
    """Print the first open leads of a result folder, each with its strongest reason."""
    import pyarrow.parquet as pq

    columns = ["rank", "lead", "band", "referrals", "unit", "status", "reasons"]
    first = next(pq.ParquetFile(out / "leads.parquet").iter_batches(max(top, 1), columns=columns), None)
    rows = [row for row in (first.to_pylist() if first else [])[:top] if row["status"] == "open"]
    if rows:
        print_top([_top_lead(row) for row in rows], names_of(pack))


def _top_lead(row: dict[str, Any]) -> TopLead:
    why = row["reasons"][0]["text"] if row["reasons"] else ""
    return TopLead(row["rank"], row["lead"], row["band"], row["referrals"], row["unit"], why)


def _judgements(path: Path | None) -> list[Judgement]:
    if path is None:
        return []
    from nigehban.runs.judgements import JudgementError, read_judgements

    try:
        return read_judgements(path)
    except JudgementError as error:
        raise UsageError(str(error)) from error


def _print_summary(summary: Summary, out: Path) -> None:
    print(
        f"\n{summary.found:,} files: {summary.documents:,} documents with {summary.referrals:,} referrals, "
        f"{summary.repeats:,} repeats, {summary.attachments:,} attachments, {summary.quarantined:,} in quarantine."
    )
    print(f"{summary.leads:,} leads, {summary.links:,} links, {summary.facts:,} facts in {out}")
    if summary.sets:
        print(
            f"{summary.known_files:,} files are known, {summary.new_files:,} are in none of the sets asked "
            f"({printable('; '.join(summary.sets))}): {out / 'known.parquet'}"
        )
    if summary.quarantined:
        print(f"What could not be read, and why: {out / 'quarantine.parquet'}")
    for alarm in summary.alarms:
        print(f"ALARM: {printable(alarm)}")
