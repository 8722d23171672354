"""A kill at any moment leaves the generation that was current; two writers never meet."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nigehban.known import BusyError, open_current, verify
from nigehban.known.publishing import writing

from .made import md5, put

HERE = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.known.made import md5, put
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(10_000):
    done = put(root, [{"md5": md5(number * 1000 + row), "entry_id": str(row)} for row in range(300)], str(number))
    if not done.repeats:
        print(done.generation.number, done.generation.digest, flush=True)
"""


def test_a_writer_killed_at_random_moments_leaves_a_whole_set_with_all_it_reported(tmp_path: Path) -> None:
    root, moments = tmp_path / "set", random.Random(11)
    reported: dict[int, str] = {}
    for _ in range(8):
        reported |= run_and_kill(root, moments.uniform(0.05, 0.5))
        if not (root / "CURRENT").exists():
            continue  # killed before the first generation was published
        seen = verify(root)
        assert seen.problems == []
        current = open_current(root)
        assert current.number >= max(reported)
        assert reported[max(reported)] in (current.digest, current.manifest.parent and current.manifest.parent.manifest)
    assert len(reported) > 8
    put(root, [{"md5": md5(1)}], "after all")
    folders = sorted(path.name for path in (root / "generations").iterdir())
    assert folders == [f"{number:06}" for number in range(1, open_current(root).number + 1)]


def run_and_kill(root: Path, seconds: float) -> dict[int, str]:
    """The generations that the writer had reported as published before it was killed."""
    with subprocess.Popen([sys.executable, "-c", WRITER, root, HERE], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(seconds)
        os.kill(writer.pid, signal.SIGKILL)
        said = writer.stdout.read()
    words = [line.split() for line in said.splitlines()]
    return {int(line[0]): line[1] for line in words if len(line) == 2 and len(line[1]) == 64}


def test_a_second_writer_is_refused_with_a_sentence_while_the_first_goes_on(tmp_path: Path) -> None:
    root = tmp_path / "set"
    with writing(root), pytest.raises(BusyError, match=r"Another import is writing to .* Wait until it has ended"):
        put(root, [{"md5": md5(1)}], "a")
    assert put(root, [{"md5": md5(1)}], "a").generation.number == 1


def test_a_generation_that_was_never_named_as_current_is_replaced(tmp_path: Path) -> None:
    root = tmp_path / "set"
    put(root, [{"md5": md5(1)}], "a")
    before = (root / "CURRENT").read_bytes()
    put(root, [{"md5": md5(2)}], "b")
    (root / "CURRENT").write_bytes(before)  # as if a kill had come between the two renames
    assert verify(root).problems == []
    assert put(root, [{"md5": md5(3)}], "c").generation.sources[-1].original.name == "c.json"
    assert verify(root).problems == []
