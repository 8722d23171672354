"""Law with dates: which offence a reference names, and what it carried on a day.

``load_law("pk")`` gives the ``Law`` of a pack; ``answer(law, "19A PECA", date(2018, 2, 1))`` an ``Answer``, or raises a
``LawError`` that says why there is none and what may have been meant.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nigehban.jurisdiction.law.answer import Answer, answer
from nigehban.jurisdiction.law.charging import Charge, charges
from nigehban.jurisdiction.law.checks import check_law
from nigehban.jurisdiction.law.durations import in_words
from nigehban.jurisdiction.law.errors import LawError, NotInForceError, UnknownReferenceError
from nigehban.jurisdiction.law.finding import find
from nigehban.jurisdiction.law.in_force import in_force
from nigehban.jurisdiction.law.reading import read_law
from nigehban.jurisdiction.law.records import Act, ChargeSet, Conflict, Law, Offence, OpenPoint, Penalty, Version
from nigehban.jurisdiction.loader import find_pack
from nigehban.jurisdiction.problems import Problems

__all__ = [
    "Act",
    "Answer",
    "Charge",
    "ChargeSet",
    "Conflict",
    "Law",
    "LawError",
    "NotInForceError",
    "Offence",
    "OpenPoint",
    "Penalty",
    "UnknownReferenceError",
    "Version",
    "answer",
    "charges",
    "find",
    "in_force",
    "in_words",
    "load_law",
]


def load_law(code_or_path: str | Path) -> Law:
    """The law of a pack, read once a process. Raises ``PackError`` for the first thing that is wrong with it."""
    return _load(find_pack(code_or_path))


@lru_cache(maxsize=16)
def _load(folder: Path) -> Law:
    problems = Problems()
    law = read_law(folder, problems)
    problems.raise_first()
    check_law(folder, law, problems)
    problems.raise_first()
    return law
