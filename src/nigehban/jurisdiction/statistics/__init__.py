"""Statistics: what a pack's figures count, how they are broken down, and what may be told outside of the unit.

``load_statistics("pk")`` gives a pack's ``Statistics``; ``load_rows`` how rows are recognised and called; ``released``
hides small cells so that no sum gives them away. Pure: figures are computed by the desk.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.loader import find_pack
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure import load_procedure
from nigehban.jurisdiction.statistics.checks import check_statistics
from nigehban.jurisdiction.statistics.figures import percent, released, whole
from nigehban.jurisdiction.statistics.periods import Cadence, Period
from nigehban.jurisdiction.statistics.reading import read_statistics
from nigehban.jurisdiction.statistics.records import (
    NOT_RECOGNISED,
    NOT_STATED,
    WITHIN,
    Breakdown,
    Counts,
    Distinct,
    During,
    Measure,
    Moment,
    Product,
    Selector,
    Side,
    Statistics,
)
from nigehban.jurisdiction.statistics.rows import Meaning, Rows, load_rows, spoken
from nigehban.jurisdiction.statistics.suppression import NotProtectedError, Shown
from nigehban.jurisdiction.statistics.told import Figure, Row, Told, ToldFigure, ToldRow

__all__ = [
    "NOT_RECOGNISED",
    "NOT_STATED",
    "WITHIN",
    "Breakdown",
    "Cadence",
    "Counts",
    "Distinct",
    "During",
    "Figure",
    "Meaning",
    "Measure",
    "Moment",
    "NotProtectedError",
    "Period",
    "Product",
    "Row",
    "Rows",
    "Selector",
    "Shown",
    "Side",
    "Statistics",
    "Told",
    "ToldFigure",
    "ToldRow",
    "load_rows",
    "load_statistics",
    "percent",
    "released",
    "spoken",
    "whole",
]


def load_statistics(code_or_path: str | Path) -> Statistics:
    """The statistics of a pack, read once a process. Raises ``PackError`` for the first thing that is wrong with it."""
    return _load(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _load(folder: Path) -> Statistics:
    problems = Problems()
    statistics = read_statistics(folder, problems)
    problems.raise_first()
    check_statistics(folder, statistics, load_procedure(folder), problems)
    problems.raise_first()
    return statistics
