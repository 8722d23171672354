"""``nigehban law deadlines``: which deadlines run, how each stands, and what the law forbids."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.law.output import pack_sentences, print_json
from nigehban.cli.text import printable

if TYPE_CHECKING:
    from nigehban.jurisdiction.procedure import Board, Procedure

_LARGEST = 64 * 2**20  # bytes: the events of some cases, not a database


def run(events: Path, as_of: str | None, *, pack: str, as_json: bool) -> None:
    """Print a row for every deadline: first what is blocked, then the soonest."""
    from nigehban.jurisdiction.procedure import evaluate, load_procedure

    with pack_sentences():
        procedure = load_procedure(pack)
    moment, assumed = _moment(as_of, procedure)
    board = evaluate(procedure, _events(events), moment)
    if assumed:
        board = replace(board, warnings=(f"--as-of: {assumed}.", *board.warnings))
    if as_json:
        print_json(board.as_dict())
    else:
        print("\n".join(printable(line) for line in _lines(board)))


def _moment(as_of: str | None, procedure: Procedure) -> tuple[datetime, str]:
    """The time from which to look, and what had to be assumed of it."""
    from nigehban.jurisdiction.procedure import read_moment

    if as_of is None:
        return datetime.now(UTC), ""
    moment, assumed = read_moment(as_of, procedure.calendar.zone)
    if moment is None:
        raise UsageError(f"--as-of: '{printable(as_of)}' is no time. Write it as 2026-03-01T10:00:00+05:00.")
    return moment, assumed


def _events(path: Path) -> list[object]:
    import orjson

    if not path.exists():
        raise UsageError(f"There is no {path}.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a JSON file.")
    if path.stat().st_size > _LARGEST:
        raise FailedError(f"{path} is larger than {_LARGEST >> 20} MiB. Split it by case.")
    try:
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        found = orjson.loads(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{path} is no JSON: {error}.") from None
    _refuse_twice(path, text)
    if not isinstance(found, list):
        raise UsageError(f'{path} holds no list. Write [{{"type": ..., "at": ..., "case": ...}}, ...].')
    return found


def _refuse_twice(path: Path, text: bytes) -> None:
    """JSON lets a key stand twice in an object, and readers take the last in silence: which time is meant?"""

    def only_once(pairs: list[tuple[str, object]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise UsageError(f"{path}: the key '{printable(twice)}' stands twice in one object. Keep the right one.")

    try:
        json.loads(text, object_pairs_hook=only_once, parse_int=str, parse_float=str)
    except RecursionError:
        raise UsageError(f"{path} is nested too deep to be a list of events. Mend the file.") from None


def _lines(board: Board) -> list[str]:
    told = board.as_dict()
    lines = [f"As of {told['as_of']}: {len(board.rows)} deadlines."]
    for row in told["deadlines"]:
        lines += _row_lines(row)
    lines += [f"! {warning}" for warning in board.warnings]
    return [*lines, board.review] if board.review else lines


def _row_lines(row: dict[str, Any]) -> list[str]:
    whose = " ".join(filter(None, (row["case"], row["accused"])))
    lines = [
        f"{row['state'].upper():8}  {row['due'] or 'no day set':25}  {row['id']:5}  {whose}",
        f"          {next(iter(row['title'].values()))} ({row['basis']}, confidence {row['confidence']})",
        f"          {row['explanation']}",
    ]
    lines += [f"          blocks: {', '.join(row['blocks'])}"] if row["blocks"] else []
    lines += [f"          conflicts with: {', '.join(row['conflicts_with'])}"] if row["conflicts_with"] else []
    return lines + [f"          ! {warning}" for warning in row["warnings"]]
