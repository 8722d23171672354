"""Checks a whole pack: every file, what must hold across them, and the golden examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nigehban.jurisdiction.documents.checks import check_documents
from nigehban.jurisdiction.documents.reading import read_documents
from nigehban.jurisdiction.documents.records import Documents
from nigehban.jurisdiction.errors import PackError, PackFileError, PackLineError, PackValueError
from nigehban.jurisdiction.golden import Golden, run_golden
from nigehban.jurisdiction.heading import Heading, read_heading
from nigehban.jurisdiction.law.checks import check_law
from nigehban.jurisdiction.law.reading import read_law
from nigehban.jurisdiction.law.records import Law
from nigehban.jurisdiction.loader import load_pack
from nigehban.jurisdiction.organisation import Organisation, read_organisation
from nigehban.jurisdiction.plain_files import odd_files
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.checks import check_procedure
from nigehban.jurisdiction.procedure.reading import read_procedure
from nigehban.jurisdiction.procedure.records import Procedure
from nigehban.jurisdiction.review import Doubt, doubts
from nigehban.jurisdiction.statistics.checks import check_statistics
from nigehban.jurisdiction.statistics.reading import read_statistics
from nigehban.jurisdiction.statistics.records import Statistics


@dataclass(frozen=True)
class Report:
    """What a check found. A part is ``None`` where the pack has none, or none that can be read."""

    folder: Path
    heading: Heading | None
    problems: tuple[PackError, ...]
    organisation: Organisation | None
    law: Law | None
    procedure: Procedure | None
    statistics: Statistics | None
    documents: Documents | None
    golden: Golden
    doubts: tuple[Doubt, ...]


def check_pack(folder: Path) -> Report:
    """Read and check everything in a pack's folder; nothing is raised for what is wrong with it."""
    problems = Problems(odd_files(folder))
    heading = None if problems else _heading(folder, problems)
    if heading is None:
        return Report(folder, None, tuple(problems), None, None, None, None, None, Golden(0, 0), ())
    problems.check(lambda: _tables(folder))
    organisation = read_organisation(folder, problems)
    law = _law(folder, problems) if (folder / "law").exists() else None
    procedure = _procedure(folder, problems) if (folder / "procedure").exists() else None
    statistics = _statistics(folder, procedure, problems) if (folder / "stats").exists() else None
    documents = _documents(folder, procedure, problems) if (folder / "documents").exists() else None
    golden = Golden(0, 0) if problems else run_golden(folder, law, procedure, problems)
    found = doubts(organisation, law, procedure, statistics, documents)
    parts = (organisation, law, procedure, statistics, documents)
    return Report(folder, heading, tuple(problems), *parts, golden, found)


class Finding(NamedTuple):
    """What is wrong, with the file and the line where they are known."""

    file: Path | None
    line: int | None
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        return f"{where}line {self.line}: {self.problem}" if self.line else f"{where}{self.problem}"


def finding(error: PackError) -> Finding:
    """An error of a pack, taken apart; the rows of a CSV file are its lines."""
    if isinstance(error, PackLineError):
        return Finding(error.path, error.line, error.problem)
    if isinstance(error, PackValueError):
        return Finding(error.path, error.row, error.problem)
    if isinstance(error, PackFileError):
        return Finding(error.path, None, error.problem)
    return Finding(None, None, str(error))


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


def _statistics(folder: Path, procedure: Procedure | None, problems: Problems) -> Statistics | None:
    before = len(problems)
    try:
        statistics = read_statistics(folder, problems)
    except PackError as error:
        problems.append(error)
        return None
    if len(problems) == before:
        check_statistics(folder, statistics, procedure, problems)
    return statistics


def _documents(folder: Path, procedure: Procedure | None, problems: Problems) -> Documents | None:
    """The documents; states and events are looked up once the procedure is right."""
    before = len(problems)
    try:
        documents = read_documents(folder, problems)
    except PackError as error:
        problems.append(error)
        return None
    if len(problems) == before and (procedure or not (folder / "procedure").exists()):
        check_documents(documents, procedure, problems)
    return documents
