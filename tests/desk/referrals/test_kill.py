"""A load killed at any moment and started again loses nothing and repeats nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from nigehban.desk import database

UNITS, DOCUMENTS = 30, 60
KILLS = 8
LOADER = """
import sys
from nigehban import desk
desk.setup()
desk.migrate()
from nigehban.desk.referrals.models import Load
from nigehban.desk.referrals.store import store_unit
from tests.desk.referrals.unit_tables import random_unit
units = {f"unit {seed}": random_unit(seed, int(sys.argv[2]), mentions=3) for seed in range(int(sys.argv[1]))}
print("ready", flush=True)
load = Load.objects.create()
for name, tables in units.items():
    store_unit(tables, unit=name, load=load, received=len(tables["documents"]))
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture
def address(desk_home: Path) -> Iterator[str]:
    """A database of its own on the session's server."""
    url = database.ensure()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE killed")
    yield urlsplit(url)._replace(path="/killed").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE killed WITH (FORCE)")


def start_loader(address: str) -> subprocess.Popen[str]:
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(UNITS), str(DOCUMENTS)],
        env={**os.environ, "DATABASE_URL": address},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert loader.stdout is not None
    assert loader.stdout.readline() == "ready\n"
    return loader


def test_a_load_killed_at_random_moments_ends_with_every_row_once(address: str) -> None:
    moments = random.Random(11)
    for _ in range(KILLS):
        with start_loader(address) as loader:
            time.sleep(moments.uniform(0, 0.12))
            os.kill(loader.pid, signal.SIGKILL)
    with start_loader(address) as loader:
        assert loader.wait() == 0
    with psycopg.connect(address) as connection:
        assert facts_of(connection) == expected()


def facts_of(connection: psycopg.Connection[tuple[int, ...]]) -> dict[str, int]:
    """What the database holds; every question whose answer a lost or repeated row would change."""
    questions = {
        "documents": "SELECT count(*) FROM referrals_sourcedocument",
        "received": "SELECT sum(received) FROM referrals_loadedunit",
        "referrals": "SELECT count(*) FROM referrals_referral",
        "ids": "SELECT count(DISTINCT external_id) FROM referrals_referral",
        "mentions": "SELECT count(*) FROM referrals_mention",
        "mentions of a referral": "SELECT count(*) FROM referrals_mention JOIN referrals_referral ON id = referral_id",
        "signals": "SELECT count(*) FROM referrals_signal JOIN referrals_referral ON id = referral_id",
        "gaps in versions": "SELECT count(*) FROM (SELECT max(version) - count(*) AS gap FROM referrals_referral"
        " GROUP BY external_id) AS counted WHERE gap <> 0",
    }
    answers = {}
    for name, question in questions.items():
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        answers[name] = int(row[0])
    return answers


def expected() -> dict[str, int]:
    from .unit_tables import random_unit

    total = UNITS * DOCUMENTS
    ids = {one for seed in range(UNITS) for one in random_unit(seed, DOCUMENTS)["referrals"]["external_id"].to_pylist()}
    return {
        "documents": total,
        "received": total,
        "referrals": total,
        "ids": len(ids),
        "mentions": total * 3,
        "mentions of a referral": total * 3,
        "signals": total,
        "gaps in versions": 0,
    }
