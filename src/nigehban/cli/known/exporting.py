"""``nigehban known export``: entries as a document for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nigehban.cli.errors import UsageError
from nigehban.cli.known.failing import check_writable, sentences
from nigehban.cli.progress import step
from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.cli.known.app import ExportFormat


def run(folder: Path, out: Path, file_format: ExportFormat, source: str | None) -> None:
    """Write the document and say how many entries it holds."""
    from nigehban.known import open_current
    from nigehban.runs.known.exporting import ExportError, chosen, export_vics

    check_writable(out)
    with sentences(), step(f"Exporting {file_format}") as shown:
        generation = open_current(folder)
        try:
            sources = chosen(generation, source)
        except ExportError as error:
            raise UsageError(printable(str(error))) from error
        shown.total(sum(one.entries for one in sources))
        count = export_vics(generation, sources, out, shown.advance)
    print(f"{count:,} entries of generation {generation.number} in {out}")
