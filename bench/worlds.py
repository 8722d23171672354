"""Synthetic deliveries for the benchmarks, made once and kept under ``bench/.work``."""

from __future__ import annotations

import shutil
from pathlib import Path

from nigehban.synthetic import synth_referrals

WORK = Path(__file__).with_name(".work")


def delivery(count: int, seed: int) -> Path:
    """The folder with ``documents``, ``later`` and ``truth`` of so many synthetic referrals."""
    folder = WORK / f"month-{count}-{seed}"
    if not folder.exists():
        aside = folder.with_name(f".{folder.name}")
        shutil.rmtree(aside, ignore_errors=True)
        synth_referrals(count, seed, aside)
        aside.rename(folder)
    return folder


def fresh(name: str) -> Path:
    """An empty folder of that name."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
