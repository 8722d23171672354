"""``nigehban media hash``: digests and PDQ of files, a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from nigehban.cli.errors import FailedError, UsageError
from nigehban.cli.progress import step
from nigehban.cli.text import printable
from nigehban.media import Frames, Hashed, MediaError, Wants, check_blake3, find_files, hash_files

_FIELDS = [field.name for field in fields(Hashed) if field.name != "turns"]
_OF_A_FRAME = ("frame", "quality", "hex", "timestamp")
_NAMES = {"size": 15, "type": 16, "pixels": 13, "quality": 7, "sha256": 64}
"""The columns of the table before the path, and how wide they are."""


def run(paths: list[Path], *, as_json: bool, wants: Wants, workers: int) -> None:
    """Print what was found out about each file as it is done, and how many had an error."""
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"There is no {path}.")
    given = [str(path) for path in paths]
    try:
        if wants.blake3:
            check_blake3()
        files, errors = _print(_hashed(given, wants, workers), wants, as_json=as_json)
    except MediaError as error:
        raise FailedError(str(error)) from error
    sys.stderr.write(f"{files:,} files, {errors:,} of them with an error.\n")


def _hashed(paths: list[str], wants: Wants, workers: int) -> Iterator[Hashed]:
    with step("Hashing") as shown:
        shown.total(sum(1 for _ in find_files(paths)))
        for hashed in hash_files(find_files(paths), wants, workers=workers):
            yield hashed
            shown.advance()


def _print(all_hashed: Iterator[Hashed], wants: Wants, *, as_json: bool) -> tuple[int, int]:
    """How many files there were, and how many with an error."""
    if not as_json:
        print("  ".join(f"{name.upper():<{width}}" for name, width in _NAMES.items()) + "  PATH")
    files = errors = 0
    for hashed in all_hashed:
        files, errors = files + 1, errors + (hashed.error is not None)
        if as_json:
            _print_json(hashed, wants)
        else:
            _print_row(hashed)
    return files, errors


def _print_json(hashed: Hashed, wants: Wants) -> None:
    import orjson

    shown = {name: getattr(hashed, name) for name in _FIELDS}
    shown["path"] = hashed.path.encode("utf-8", "backslashreplace").decode("utf-8")
    if not wants.blake3:
        del shown["blake3"]
    if wants.frames is Frames.NONE:
        del shown["frames"]
    elif hashed.frames is not None:
        shown["frames"] = [{name: getattr(frame, name) for name in _OF_A_FRAME} for frame in hashed.frames]
    sys.stdout.buffer.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE))


def _print_row(hashed: Hashed) -> None:
    cells = {
        "size": "" if hashed.size is None else f"{hashed.size:,}",
        "type": hashed.type or "",
        "pixels": f"{hashed.width} x {hashed.height}" if hashed.width else "",
        "quality": "" if hashed.pdq_quality is None else str(hashed.pdq_quality),
        "sha256": hashed.sha256 or "",
    }
    print("  ".join(f"{cells[name]:<{width}}" for name, width in _NAMES.items()) + f"  {printable(hashed.path)}")
    if hashed.error:
        print(f"  error: {printable(hashed.error)}")
