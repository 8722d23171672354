"""``nigehban triage``: documents in, the ranked list out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.inputs import check_apart, check_inputs
from nigehban.cli.progress import step
from nigehban.cli.text import cut, printable

if TYPE_CHECKING:
    from nigehban.runs.judgements import Judgement
    from nigehban.runs.triage import Summary


def run(
    paths: list[Path],
    out: Path,
    *,
    pack: str,
    judgements: Path | None,
    mapping: Path | None,
    workers: int,
    top: int,
    as_of: datetime | None,
) -> None:
    """Rank everything under the paths, print the top of the list and what could not be read."""
    check_inputs(paths, mapping, pack)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder for the results.")
    check_apart(paths, out)
    judged = _judgements(judgements)

    from nigehban.runs.reading import Settings
    from nigehban.runs.triage import OutInUseError, triage
    from nigehban.runs.units import UnitFailedError

    settings = Settings(pack, mapping)
    day = (as_of or datetime.now(UTC)).replace(tzinfo=UTC, hour=0, minute=0, second=0, microsecond=0)
    try:
        summary = triage(paths, out, settings, as_of=day, steps=step, judgements=judged, workers=workers)
    except (OutInUseError, UnitFailedError) as failure:
        raise FailedError(str(failure)) from failure
    print_top(out, top)
    _print_summary(summary, out)


def print_top(out: Path, top: int) -> None:
    """Print the first open leads of a result folder, each with its strongest reason."""
    import pyarrow.parquet as pq

    columns = ["rank", "lead", "band", "referrals", "unit", "status", "reasons"]
    first = next(pq.ParquetFile(out / "leads.parquet").iter_batches(max(top, 1), columns=columns), None)
    rows = [row for row in (first.to_pylist() if first else [])[:top] if row["status"] == "open"]
    if not rows:
        return
    print(f"\n{'RANK':>5}  {'LEAD':<15}  {'BAND':<9}  {'REFS':>4}  {'UNIT':<5}  WHY")
    for row in rows:
        print(
            f"{row['rank']:>5}  {row['lead']:<15}  {row['band']:<9}  {row['referrals']:>4}  {row['unit'] or '?':<5}  "
            f"{_first_reason(row['reasons'])}"
        )


def _first_reason(reasons: list[dict[str, str | int]]) -> str:
    return cut(str(reasons[0]["text"]), 90) if reasons else ""


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
    if summary.quarantined:
        print(f"What could not be read, and why: {out / 'quarantine.parquet'}")
    for alarm in summary.alarms:
        print(f"ALARM: {printable(alarm)}")
