"""Procedure: which deadlines run in a case, how they stand, what they block; and the states of a case.

``load_procedure("pk")`` gives a pack's ``Procedure``; ``evaluate(procedure, events, as_of)`` a ``Board`` with one row a
deadline. Pure: the time is passed in, and the order of the events changes nothing.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.loader import find_pack
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.checks import check_procedure
from nigehban.jurisdiction.procedure.engine import Board, evaluate
from nigehban.jurisdiction.procedure.moments import read_moment
from nigehban.jurisdiction.procedure.reading import read_procedure
from nigehban.jurisdiction.procedure.records import (
    CareStep,
    Change,
    EventType,
    Kind,
    Office,
    Procedure,
    Row,
    Rule,
    Scope,
    Stand,
    State,
    Transition,
    Weight,
)

__all__ = [
    "Board",
    "CareStep",
    "Change",
    "EventType",
    "Kind",
    "Office",
    "Procedure",
    "Row",
    "Rule",
    "Scope",
    "Stand",
    "State",
    "Transition",
    "Weight",
    "evaluate",
    "load_procedure",
    "read_moment",
]


def load_procedure(code_or_path: str | Path) -> Procedure:
    """The procedure of a pack, read once a process. Raises ``PackError`` for the first thing that is wrong with it."""
    return _load(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _load(folder: Path) -> Procedure:
    problems = Problems()
    procedure = read_procedure(folder, problems)
    problems.raise_first()
    check_procedure(folder, procedure, problems)
    problems.raise_first()
    return procedure
