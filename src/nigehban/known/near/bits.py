"""Counting bits in compiled code: one instruction a word, or a vector of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from llvmlite.ir import IRBuilder, Value
from numba.extending import intrinsic


def _popcount(_typing: object, word: Callable[..., object]) -> tuple[object, Callable[..., Value]]:
    """The signature, and what is generated for it."""

    def generate(_context: object, builder: IRBuilder, _signature: object, arguments: Sequence[Value]) -> Value:
        return builder.ctpop(arguments[0])

    return word(word), generate


popcount = cast("Callable[[np.unsignedinteger[Any]], np.uint32]", intrinsic(_popcount))
"""How many bits of an unsigned integer are set, as an integer of the same width. In compiled code only."""
