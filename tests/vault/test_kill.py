"""A writer killed at any moment leaves whole objects or none, and the next writer goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from nigehban.vault import create_vault, open_vault

WRITER = """
import sys
from pathlib import Path
from nigehban.vault import open_vault
vault = open_vault(Path(sys.argv[1]))
for start in range(0, 4000, 200):
    digests = vault.seal_many(b"document %d " % number * 200 for number in range(start, start + 200))
    print(*digests, sep="\\n", flush=True)
"""
FILMS = """
import sys
from itertools import repeat
from pathlib import Path
from nigehban.vault import open_vault
vault = open_vault(Path(sys.argv[1]))
for length in (1, 5, 10_000):
    with vault.sealing() as sealing:
        digest = sealing.seal_chunks(repeat(bytes(1 << 20), length))
    print(digest, flush=True)
"""
DOCUMENTS = [b"document %d " % number * 200 for number in range(4000)]


def test_a_writer_killed_at_random_moments_leaves_only_whole_objects(tmp_path: Path) -> None:
    root, moments = tmp_path / "vault", random.Random(7)
    create_vault(root)
    promised: set[str] = set()
    for _ in range(6):
        promised |= run_and_kill(root, moments.uniform(0.1, 0.7))
    assert list(open_vault(root).verify(expected=promised)) == []
    finish(root)
    assert list(open_vault(root).verify(expected=[sha256(data).hexdigest() for data in DOCUMENTS])) == []
    assert list((root / "incoming").iterdir()) == []


def test_a_writer_killed_in_the_middle_of_a_film_leaves_nothing_of_it(tmp_path: Path) -> None:
    root, moments = tmp_path / "vault", random.Random(7)
    create_vault(root)
    promised: set[str] = set()
    for _ in range(4):
        promised |= run_and_kill(root, moments.uniform(0.3, 0.8), FILMS)
    assert any((root / "incoming").iterdir())
    assert list(open_vault(root).verify(expected=promised)) == []
    assert list((root / "incoming").iterdir()) == []


def run_and_kill(root: Path, seconds: float, script: str = WRITER) -> set[str]:
    """The digests that the writer had reported as sealed before it was killed."""
    with subprocess.Popen([sys.executable, "-c", script, root], stdout=subprocess.PIPE, text=True) as writer:
        time.sleep(seconds)
        os.kill(writer.pid, signal.SIGKILL)
        said = writer.communicate()[0]
    return {line for line in said.splitlines() if len(line) == 64}


def finish(root: Path) -> None:
    subprocess.run([sys.executable, "-c", WRITER, root], check=True, stdout=subprocess.DEVNULL)
