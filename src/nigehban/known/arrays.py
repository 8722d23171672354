"""The types of NumPy columns that pass between the modules of this room."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
U32: TypeAlias = NDArray[np.uint32]
U8: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Words: TypeAlias = NDArray[np.unsignedinteger[Any]]
"""Keys as rows of machine words, each as wide as the key's width allows."""
