"""Checks a whole pack: every file, what must hold across them, and the golden examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nigehban.jurisdiction.errors import PackCoverageError, PackError, PackFileError, PackLineError, PackValueError
from nigehban.jurisdiction.golden import Golden, run_golden
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.law.checks import check_law
from nigehban.jurisdiction.law.reading import read_law
from nigehban.jurisdiction.law.records import Law
from nigehban.jurisdiction.loader import load_pack
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.checks import check_procedure
from nigehban.jurisdiction.procedure.reading import read_procedure
from nigehban.jurisdiction.procedure.records import Procedure
from nigehban.jurisdiction.review import Doubt, doubts


@dataclass(frozen=True)
class Report:
    """What a check found. ``law`` or ``procedure`` is ``None`` where the pack has none, or none that can be read."""

    folder: Path
    heading: Heading | None
    problems: tuple[PackError, ...]
    law: Law | None
    procedure: Procedure | None
    golden: Golden
    doubts: tuple[Doubt, ...]


def check_pack(folder: Path) -> Report:
    """Read and check everything in a pack's folder; nothing is raised for what is wrong with it."""
    problems = Problems()
    heading = _heading(folder, problems)
    if heading is None:
        return Report(folder, None, tuple(problems), None, None, Golden(0, 0), ())
    problems.check(lambda: _tables(folder))
    law = _law(folder, problems) if (folder / "law").exists() else None
    procedure = _procedure(folder, problems) if (folder / "procedure").exists() else None
    golden = Golden(0, 0) if problems else run_golden(folder, law, procedure, problems)
    return Report(folder, heading, tuple(problems), law, procedure, golden, doubts(law, procedure))


def place(error: PackError) -> tuple[Path | None, int | None]:
    """The file and the line that an error tells of, where it tells of one."""
    path = error.path if isinstance(error, PackFileError | PackCoverageError) else None
    if isinstance(error, PackLineError):
        return path, error.line
    return path, error.row if isinstance(error, PackValueError) else None


def _heading(folder: Path, problems: Problems) -> Heading | None:
    try:
        return read_heading(folder)
    except PackError as error:
        problems.append(error)
        return None


def _tables(folder: Path) -> None:
    load_pack(folder)


def _law(folder: Path, problems: Problems) -> Law | None:
    """The law, checked as a whole once each file is right: what a broken file lacks is no second error."""
    before = len(problems)
    try:
        law = read_law(folder, problems)
    except PackError as error:
        problems.append(error)
        return None
    if len(problems) == before:
        check_law(folder, law, problems)
    return law


def _procedure(folder: Path, problems: Problems) -> Procedure | None:
    before = len(problems)
    try:
        procedure = read_procedure(folder, problems)
    except PackError as error:
        problems.append(error)
        return None
    if len(problems) == before:
        check_procedure(folder, procedure, problems)
    return procedure
