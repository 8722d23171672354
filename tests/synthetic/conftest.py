"""One written world for the tests of this room; nobody changes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest
from tests.tracing import untraced

from nigehban.synthetic import World, make_world, write_referrals

Rows = list[dict[str, Any]]


class Disk(NamedTuple):
    """A world, the folder it was written to, and its truth."""

    world: World
    out: Path
    truth: Rows
    documents: Rows

    def referrals_told(self, **wanted: object) -> Rows:
        """The truth rows whose fields have these values."""
        return [row for row in self.truth if all(row[name] == value for name, value in wanted.items())]

    def bytes_of(self, row: dict[str, Any]) -> bytes:
        """The document that first brought a referral."""
        return (self.out / row["document"]).read_bytes()


def read_disk(world: World, out: Path) -> Disk:
    """What ``write_referrals`` left in ``out``."""
    truth = pq.read_table(out / "truth" / "truth.parquet").to_pylist()
    return Disk(world, out, truth, pq.read_table(out / "truth" / "documents.parquet").to_pylist())


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """2,000 referrals in every format."""
    out = tmp_path_factory.mktemp("synthetic")
    with untraced():
        world = make_world(2_000, seed=11)
        write_referrals(world, out, processes=1)
    return read_disk(world, out)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """Enough referrals (JSON and sheets) to hold every danger in every way of telling."""
    out = tmp_path_factory.mktemp("large")
    with untraced():
        world = make_world(8_000, seed=12)
        write_referrals(world, out, processes=1)
    return read_disk(world, out)
