"""Numba's compiler with a type that the checker understands: a compiled function keeps its signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def njit(function: Function) -> Function:
    """Compile to machine code on first use and keep the result on disk beside the module."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
