"""Numba's compiler, typed, with a cache that can not be stale.

Numba keeps compiled code by the file of the function alone: a change in another file whose functions were compiled
into it would go unseen, and a wrong link would be made by code that is no longer there. Here the folder of the
cache carries a digest of all sources of the function's room (the package right under ``nigehban``). A compiled
function therefore calls compiled functions of its own room only.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])
_HERE = Path(__file__).parent
_config: Any = numba.config


def njit(function: Function) -> Function:
    """Compile to machine code on first use, and keep that on disk for the next process."""
    before = _config.CACHE_DIR
    _config.CACHE_DIR = str(_folder(_room(function)))
    try:
        return cast("Function", numba.njit(cache=True, nogil=True)(function))
    finally:
        _config.CACHE_DIR = before


def is_compiled(room: str) -> bool:
    """Whether this machine keeps compiled code of a room's sources: without it the first use takes up to a minute."""
    return any(_folder(room).rglob("*.nbi"))


def _room(function: Callable[..., object]) -> str:
    """``linking`` for a function of ``nigehban.linking.pairs``."""
    return function.__module__.split(".")[1]


@cache
def _folder(room: str) -> Path:
    """Where compiled code is kept: beside the sources, or in the user's cache where those are read-only."""
    name = f"{room}-{_digest(room)}"
    if _config.CACHE_DIR:
        return Path(_config.CACHE_DIR) / name
    beside = _HERE / room / "__pycache__"
    if os.access(beside if beside.exists() else _HERE / room, os.W_OK):
        return beside / name
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    root = user if os.access(user if user.exists() else user.parent, os.W_OK) else Path(tempfile.mkdtemp())
    return root / "nigehban" / name


def _digest(room: str) -> str:
    """A digest of all sources of the room, of this file and of the compiler's version."""
    digest = blake2b(numba.__version__.encode(), digest_size=8)
    for path in [Path(__file__), *sorted((_HERE / room).rglob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
