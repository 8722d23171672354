"""Synthetic deliveries for the benchmarks, made once and kept under ``bench/.work``."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from nigehban.synthetic import make_world, write_referrals
from nigehban.synthetic.plan import Shape

WORK = Path(__file__).with_name(".work")


def delivery(count: int, seed: int, formats: Sequence[Shape] = tuple(Shape)) -> Path:
    """The folder with ``documents``, ``later`` and ``truth`` of so many synthetic referrals, in these formats only."""
    some = "" if len(formats) == len(Shape) else "-" + "-".join(formats)
    folder = WORK / f"month-{count}-{seed}{some}"
    if not folder.exists():
        aside = folder.with_name(f".{folder.name}")
        shutil.rmtree(aside, ignore_errors=True)
        write_referrals(make_world(count, seed), aside, formats)
        aside.rename(folder)
    return folder


def fresh(name: str) -> Path:
    """An empty folder of that name."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
