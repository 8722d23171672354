"""A set whose files were damaged after it was opened the first time answers, or says what is wrong; it never crashes.

Opening checks sizes only, for the sake of large sets: what a changed byte does when it is come upon is tried here.
"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from nigehban.known import KnownError, answer, match, open_current

from .made import md5, pdq, put, stack

ROWS = [
    {"md5": md5(number % 9), "pdq": pdq(number % 7), "entry_id": str(number), "category": f"é{number}"}
    for number in range(30)
]
ASKED = {"md5": [md5(number) for number in range(9)], "pdq": [pdq(number, flipped=3) for number in range(7)]}
UNREAD = {"MANIFEST.json", "CURRENT", "SIGNER", "list.json", "rejected.jsonl"}


def ask_everything(root: Path) -> None:
    current = open_current(root)
    for algorithm, hashes in ASKED.items():
        names = [""] * len(hashes)
        for hits in match(current, algorithm, stack(hashes), include_withdrawn=True):
            told = answer(current, hits, queries=names, algorithm=algorithm, hashes=names, day=date(2026, 1, 1))
            assert told.to_pylist()
    for _, batch in current.entries():
        assert batch.to_pylist()


@pytest.mark.parametrize("seed", range(4))
def test_changed_bytes_are_answered_or_refused_and_never_crash(tmp_path: Path, seed: int) -> None:
    root, chance = tmp_path / "set", random.Random(seed)
    put(root, ROWS, "a")
    put(root, [*ROWS, {"entry_id": "7", "withdrawn": True}], "b")
    ask_everything(root)
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name not in UNREAD)
    for _ in range(40):
        path = chance.choice([path for path in files if path.stat().st_size])
        whole = path.read_bytes()
        changed = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3, 20])):
            changed[chance.randrange(len(changed))] = chance.choice([0, 1, 127, 128, 255])
        path.write_bytes(changed)
        with suppress(KnownError):
            ask_everything(root)
        path.write_bytes(whole)
    ask_everything(root)
