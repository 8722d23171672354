"""Golden examples: what a pack must answer, written as data beside it in ``tests/*.toml``, run by every check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from nigehban.jurisdiction.errors import PackError
from nigehban.jurisdiction.law.answer import answer
from nigehban.jurisdiction.law.errors import LawError
from nigehban.jurisdiction.law.records import Law
from nigehban.jurisdiction.problems import Problems
from nigehban.jurisdiction.procedure.engine import evaluate
from nigehban.jurisdiction.procedure.moments import read_moment
from nigehban.jurisdiction.procedure.records import Procedure
from nigehban.jurisdiction.tables import Section, read_toml

_PENALTY = ("imprisonment_min", "imprisonment_max", "fine_min", "fine_max", "join")
_ANSWER = ("code", "section", "kind", "cognizable", "bailable", "compoundable", "confidence", "aliases", "others")
_LAW = ("ref", "on", "refused", "nearest", "warns", "conflicts", *_PENALTY, *_ANSWER)
_ROW = ("id", "case", "accused")
_HOW = "Mend the pack or this example."
_EXPECTED = ("due", "state", "blocks", "says")


class Golden(NamedTuple):
    """How many examples there were."""

    law: int
    deadlines: int


def run_golden(folder: Path, law: Law | None, procedure: Procedure | None, problems: Problems) -> Golden:
    """Run the examples of a pack; what comes out otherwise is added to ``problems`` with its line."""
    counts = [0, 0]
    for path in sorted((folder / "tests").glob("*.toml")):
        try:
            whole = read_toml(path)
            whole.only(("law", "deadlines"))
            examples, boards = whole.sections("law"), whole.sections("deadlines")
        except PackError as error:
            problems.append(error)
            continue
        counts = [counts[0] + len(examples), counts[1] + len(boards)]
        problems.each(lambda section: _check_law(section, law), examples)
        problems.each(lambda section: _check_deadlines(section, procedure), boards)
    return Golden(*counts)


def _check_law(section: Section, law: Law | None) -> None:
    section.only(_LAW)
    if law is None:
        raise section.error("ref", "asks for law, and this pack holds none that can be read.")
    try:
        found = answer(law, section.get("ref", str), section.get("on", date))
    except LawError as error:
        _same(section, "refused", error.reason)
        if "nearest" in section:
            _same(section, "nearest", [offence.code for offence in error.nearest][: len(section.texts("nearest"))])
        return
    if "refused" in section:
        raise section.error("refused", f"is '{section.get('refused', str)}'; answered was {found.offence.code}. {_HOW}")
    told = found.as_dict()
    for key in _ANSWER:
        _same(section, key, told[key])
    for key in _PENALTY:
        _same(section, key, told["penalty"][key])
    _same(section, "conflicts", len(told["conflicts"]))
    _said(section, "warns", " ".join(told["warnings"]))


def _check_deadlines(section: Section, procedure: Procedure | None) -> None:
    section.only(("name", "as_of", "event", "expect", "absent", "warns"))
    if procedure is None:
        raise section.error("name", "asks for deadlines, and this pack holds none that can be read.")
    as_of, _ = read_moment(section.get("as_of", str), procedure.calendar.zone)
    if as_of is None:
        raise section.error("as_of", "is no time. Write '2026-03-01T10:00:00+05:00'.")
    board = evaluate(procedure, section.get("event", list), as_of).as_dict()
    rows: Sequence[Mapping[str, Any]] = board["deadlines"]
    for expected in section.sections("expect"):
        _check_row(expected, rows)
    for absent in section.texts("absent"):
        if any(row["id"] == absent for row in rows):
            raise section.error("absent", f"names '{absent}', and there is such a row. {_HOW}")
    _said(section, "warns", " ".join(board["warnings"]))


def _check_row(expected: Section, rows: Sequence[Mapping[str, Any]]) -> None:
    expected.only((*_ROW, *_EXPECTED))
    wanted = {key: expected.get(key, str) for key in _ROW if key in expected}
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    if len(found) != 1:
        raise expected.error("id", f"{wanted}: there are {len(found)} such rows, not one. {_HOW}")
    for key in ("due", "state", "blocks"):
        _same(expected, key, found[0][key])
    _said(expected, "says", " ".join([found[0]["explanation"], *found[0]["warnings"]]))


def _same(section: Section, key: str, got: object) -> None:
    """Compare a key that the example states; ``"none"`` stands for what is not stated."""
    if key not in section:
        if key == "refused":
            raise section.error("ref", f"was refused as '{got}'. {_HOW}")
        return
    wanted = section.get(key, object)
    if wanted != ("none" if got is None else got):
        raise section.error(key, f"must be {wanted!r}; it came out as {got!r}. {_HOW}")


def _said(section: Section, key: str, told: str) -> None:
    if key in section and section.get(key, str) not in told:
        raise section.error(key, f"must say '{section.get(key, str)}'; said was: {told or 'nothing'} {_HOW}")
