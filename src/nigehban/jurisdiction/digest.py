"""Whether the rules of a pack are the same as they were: one number over the files from which deadlines follow."""

from __future__ import annotations

import hashlib
from pathlib import Path

_RULES = ("procedure", "law")


def rules_digest(folder: Path) -> str:
    """SHA-256 over the head, the procedure and the law of the pack in a folder, each file with its name and size."""
    digest = hashlib.sha256()
    files = [folder / "pack.toml", *(path for name in _RULES for path in (folder / name).rglob("*") if path.is_file())]
    for path in sorted(files):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
