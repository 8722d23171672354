"""Does a load lose or repeat anything: given the same bytes twice, and killed at twenty random moments?"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.report import NIGEHBAN, Report
from bench.worlds import delivery, fresh
from nigehban.desk import database
from nigehban.vault import open_vault

KILLS = 20
_TABLES = "SELECT tablename FROM pg_tables WHERE tablename ~ '^(referrals|leads)_' ORDER BY 1"
_CONTENTS = {
    "documents": "SELECT sha256, size, referrals FROM referrals_sourcedocument ORDER BY 1",
    "referrals and versions": (
        "SELECT scheme, external_id, version, source_sha256 FROM referrals_referral ORDER BY 1, 2, 3"
    ),
    "the list": "SELECT id, rank, state, referrals FROM leads_lead ORDER BY rank, id",
}
_QUESTIONS = ("tables with other row counts", *_CONTENTS, "damaged or missing in the vault")
_SUMS = (
    "SELECT sum(received), sum(stored), sum(attachments), sum(duplicates), sum(quarantined) FROM referrals_loadedunit"
)
_LOG = {"referrals_load"}
"""One row a run of the command, by design."""
Counts = dict[str, int]
Desk = psycopg.Connection[Any]


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: rows before and after a second load; what is there after kills."""
    count = 50_000 if full else 5_000
    documents = delivery(count, seed=41) / "documents"
    calm = fresh("load-calm")
    _load(documents, calm)
    begun = time.perf_counter()
    _load(documents, fresh("load-killed"))
    seconds = time.perf_counter() - begun
    yield _twice(documents, calm, count)
    yield _killed(documents, calm, count, seconds)


def _twice(documents: Path, home: Path, count: int) -> Report:
    with _served(home) as (desk,):
        before = _counts(desk)
    _load(documents, home)
    with _served(home) as (desk,):
        after = _counts(desk)
    report = Report(
        f"Same bytes twice: rows of every table, {count:,} referrals",
        "python -m bench --only loading",
        ("table", "after the first load", "after the second", "new"),
    )
    for table, rows in before.items():
        report.add(table, rows, after[table], after[table] - rows)
    report.add("**all**", sum(before.values()), sum(after.values()), sum(after.values()) - sum(before.values()))
    return report


def _killed(documents: Path, calm: Path, count: int, seconds: float) -> Report:
    """Kill a load again and again until it gets through between two kills; then do the same to another one."""
    report = Report(
        f"kill -9 at {KILLS} random moments of loads of {count:,} referrals, each then ended by an undisturbed run",
        "python -m bench --only loading",
        ("load", "kills", "while storing", "received = stored + attachments + known + quarantined", *_QUESTIONS),
    )
    moments, left, number = random.Random(41), KILLS, 0
    while left:
        home = fresh("load-killed")
        killed, ended_after = _kill_until_done(documents, home, moments, seconds, left)
        if not killed:
            seconds = ended_after  # the machine has become faster: it got through before its moment came
            continue
        left, number = left - killed, number + 1
        _load(documents, home)
        with _served(home, calm) as (mine, theirs):
            report.add(number, killed, *_accounts(mine), *_compared(mine, theirs), _damaged(home, mine))
    report.notes.append("Rows and contents are compared with those of a load that nobody disturbed.")
    return report


def _kill_until_done(
    documents: Path, home: Path, moments: random.Random, seconds: float, most: int
) -> tuple[int, float]:
    """Start a load and kill it at a random moment, until it gets through; the kills, and how long the last run took."""
    for killed in range(most):
        begun = time.perf_counter()
        if not _kill(documents, home, moments.uniform(0, seconds)):
            return killed, time.perf_counter() - begun
        print(f"killed after {time.perf_counter() - begun:.1f} of some {seconds:.0f} s", file=sys.stderr, flush=True)
    return most, 0.0


def _accounts(desk: Desk) -> tuple[int, str]:
    (unfinished,) = _ask(desk, "SELECT count(*) FROM referrals_load WHERE finished IS NULL")[0]
    received, *became = _ask(desk, _SUMS)[0]
    sign = "=" if received == sum(became) else "!="
    return unfinished, f"{received:,} {sign} {' + '.join(f'{n:,}' for n in became)}"


def _compared(mine: Desk, theirs: Desk) -> Iterator[str]:
    ours, calm = _counts(mine), _counts(theirs)
    yield ", ".join(table for table in calm if ours[table] != calm[table] and table not in _LOG) or "none"
    for question in _CONTENTS.values():
        yield "same" if _ask(mine, question) == _ask(theirs, question) else "DIFFERENT"


def _load(documents: Path, home: Path) -> None:
    subprocess.run(_command(documents), env=_environment(home), check=True, stdout=subprocess.DEVNULL)


def _kill(documents: Path, home: Path, after: float) -> bool:
    """Start a load and kill it after so many seconds; whether it was still running then."""
    process = subprocess.Popen(
        _command(documents), env=_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _command(documents: Path) -> list[str]:
    return [NIGEHBAN, "load", str(documents)]


def _environment(home: Path) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"NIGEHBAN_HOME": str(home)}


@contextmanager
def _served(*homes: Path) -> Iterator[list[Desk]]:
    """Connections to the databases of some desks, whose servers are started when they are down, and stopped after."""
    with ExitStack() as leaving:
        leaving.callback(database.release)
        desks = []
        for home in homes:
            os.environ |= _environment(home)
            os.environ.pop("DATABASE_URL", None)
            desks.append(leaving.enter_context(psycopg.connect(database.ensure(), autocommit=True)))
        yield desks


def _counts(desk: Desk) -> Counts:
    tables = [str(row[0]) for row in _ask(desk, _TABLES)]
    return {table: int(_ask(desk, f'SELECT count(*) FROM "{table}"')[0][0]) for table in tables}


def _ask(desk: Desk, question: str) -> Sequence[Any]:
    return desk.execute(question.encode()).fetchall()


def _damaged(home: Path, desk: Desk) -> int:
    stored = [row[0] for row in _ask(desk, "SELECT sha256 FROM referrals_sourcedocument")]
    return sum(1 for _ in open_vault(home / "vault").verify(stored))
