"""Small lists and sets for the tests of known sets: random hashes, no files behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa

from nigehban.known import Added, Original, SigningKey, Stated, add, load_or_make_key
from nigehban.records.known import ENTRY_SCHEMA, Counted, KnownList, Portion, Rejected

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
Row = dict[str, object]


def batch(rows: Sequence[Row]) -> pa.RecordBatch:
    """A portion of entries; what a row does not state is null, its place is its number."""
    whole = [{"place": place, "group": 0, "withdrawn": False, **row} for place, row in enumerate(rows, 1)]
    return pa.RecordBatch.from_pylist(whole, ENTRY_SCHEMA)


def listed(*portions: Sequence[Row], rejected: Iterable[Rejected] = (), scheme: str = "VICS") -> KnownList:
    """A list as a reader gives it."""
    given = [Portion(batch(rows), list(rejected) if number == 0 else []) for number, rows in enumerate(portions)]
    return KnownList(scheme, Counted.ENTRY, iter(given), version="2.0")


def original(content: str) -> Original:
    """The file that a list came in."""
    return Original(f"{content[:20]}.json", sha256(content.encode()).hexdigest(), len(content), "vics")


def key(folder: Path) -> SigningKey:
    """The key of the tests in this folder."""
    return load_or_make_key(folder / "key.pem")


def put(root: Path, rows: Sequence[Row], content: str, *, name: str = "list", **stated: object) -> Added:
    """Add rows to a set; ``content`` stands for the file's bytes."""
    about = Stated(name, **stated)  # type: ignore[arg-type]
    return add(root, listed(rows), about, original(content), key=key(root.parent), now=NOW)


def md5(number: int) -> bytes:
    """A hash for a number."""
    return sha256(f"md5 {number}".encode()).digest()[:16]


def pdq(number: int, *, flipped: int = 0) -> bytes:
    """A PDQ hash for a number, with so many of its bits changed."""
    bits = np.unpackbits(np.frombuffer(sha256(f"pdq {number}".encode()).digest(), np.uint8))
    changed = np.random.default_rng(number).permutation(256)[:flipped]
    bits[changed] ^= 1
    return np.packbits(bits).tobytes()


def stack(hashes: Sequence[bytes]) -> np.ndarray:
    """Hashes of one width as queries."""
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(len(hashes), -1)


def resident(path: Path) -> int:
    """The bytes of a file that this process has in memory."""
    mappings = Path("/proc/self/smaps").read_text().split(f" {path}\n")[1:]
    return sum(int(each.split("Rss:")[1].split()[0]) * 1024 for each in mappings)
