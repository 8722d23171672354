"""How many processes answer."""

from __future__ import annotations

import os

import pytest

from nigehban.cli.serve import usual_workers


@pytest.mark.parametrize(("cores", "workers"), [(1, 2), (2, 2), (3, 3), (64, 4)])
def test_one_worker_a_core_within_bounds(monkeypatch: pytest.MonkeyPatch, cores: int, workers: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(cores)))

    assert usual_workers() == workers
