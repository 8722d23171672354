"""Officers' judgements on pairs of referrals, from a CSV file: ``a,b,verdict``."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nigehban.linking import Decision, Verdict
from nigehban.runs.rows import node_id

VERDICTS = ("same", "not_same", "unsure")


class JudgementError(Exception):
    """The judgements file cannot be used; the message names the file, the line and what to do."""


class Judgement(NamedTuple):
    """One decision on two referrals, by their ids (``NCMEC:104455667``)."""

    a: str
    b: str
    verdict: str


def read_judgements(path: Path) -> list[Judgement]:
    """The judgements of a file, in its order. Raises ``JudgementError``."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            rows = csv.DictReader(lines)
            if rows.fieldnames is None or not {"a", "b", "verdict"} <= set(rows.fieldnames):
                raise JudgementError(f"{path}: the first line must name the columns a,b,verdict.")
            return [_judgement(path, rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(f"{path} cannot be read as CSV in UTF-8: {error}.") from error


def decisions_of(judgements: Sequence[Judgement]) -> list[Decision]:
    """The judgements as linking takes them, in the same order."""
    return [Decision(Verdict[one.verdict.upper()], (node_id(one.a),), (node_id(one.b),)) for one in judgements]


def _judgement(path: Path, line: int, row: dict[str, str | None]) -> Judgement:
    a, b, verdict = ((row[name] or "").strip() for name in ("a", "b", "verdict"))
    if verdict not in VERDICTS:
        raise JudgementError(f"{path}, line {line}: the verdict {verdict!r} is none of {', '.join(VERDICTS)}.")
    if not a or not b or a == b:
        raise JudgementError(f"{path}, line {line}: a and b must be the ids of two different referrals.")
    return Judgement(a, b, verdict)
