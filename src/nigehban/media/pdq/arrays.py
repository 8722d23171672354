"""The arrays that PDQ is made with."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""(height, width, 3) red, green, blue, or (height, width, 1) gray; C-contiguous."""
U8: TypeAlias = NDArray[np.uint8]
I64: TypeAlias = NDArray[np.int64]
F32: TypeAlias = NDArray[np.float32]
F64: TypeAlias = NDArray[np.float64]
