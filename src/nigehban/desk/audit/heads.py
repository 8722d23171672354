"""The ends of the chains, written down outside the database: what was cut off from an end is missed here.

``audit-heads.jsonl`` in the data folder gets a line at each verification that found nothing. Copy it to another
machine, or print it: who can change the database and this file can cut both.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import orjson
from django.utils import timezone

from nigehban.desk.audit.models import Read, Seal
from nigehban.desk.home import home

_FILE = "audit-heads.jsonl"


class Head(NamedTuple):
    """The last row of a chain at some time. ``chain`` is ``reads`` or ``seals``."""

    chain: str
    number: int
    digest: str


def heads_file() -> Path:
    """Where the ends of the chains are written down."""
    return home() / _FILE


def current_heads() -> list[Head]:
    """The last rows of the chains now; a chain without rows has none."""
    ends = (("reads", Read.objects.order_by("-id").first()), ("seals", Seal.objects.order_by("-id").first()))
    return [Head(chain, end.pk, end.digest) for chain, end in ends if end is not None]


def write_heads(heads: list[Head]) -> None:
    """Add a line."""
    line = {"at": timezone.now().isoformat(), "heads": [head._asdict() for head in heads]}
    with heads_file().open("ab") as file:
        file.write(orjson.dumps(line) + b"\n")


def written_heads() -> list[Head]:
    """Every end that was written down; a line that cannot be read is left out of no reckoning: it raises."""
    if not heads_file().exists():
        return []
    lines = heads_file().read_bytes().splitlines()
    return [Head(**head) for line in lines if line for head in orjson.loads(line)["heads"]]
