"""One bit an entry: whether it was taken back. Bit ``n % 8`` of byte ``n // 8`` stands for entry ``n``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nigehban.known.arrays import I64, U8, Flags
from nigehban.known.errors import DamagedError


class Bits:
    """Flags by entry number."""

    def __init__(self, data: U8) -> None:
        self._data = data

    @classmethod
    def open(cls, path: Path, entries: int) -> Bits:
        """Map the flags of so many entries. Raises ``DamagedError`` when the file has another size."""
        wanted = -(-entries // 8)
        try:
            data = np.memmap(path, np.uint8, "r") if wanted else np.zeros(0, np.uint8)
        except (OSError, ValueError) as error:
            raise DamagedError(f"{path} cannot be read: {error}. Get the set anew.") from error
        if len(data) != wanted:
            raise DamagedError(f"{path}: {len(data):,} bytes instead of {wanted:,}. Get the set anew.")
        return cls(data)

    def grown(self, entries: int) -> Bits:
        """A copy that can be changed, for so many entries."""
        data = np.zeros(-(-entries // 8), np.uint8)
        data[: len(self._data)] = self._data
        return Bits(data)

    def of(self, entries: I64) -> Flags:
        """The flags of these entries."""
        flags: Flags = (self._data[entries >> 3] >> (entries & 7).astype(np.uint8)) & 1 == 1
        return flags

    def raise_for(self, entries: I64) -> None:
        """Set the flags of these entries."""
        np.bitwise_or.at(self._data, entries >> 3, np.left_shift(1, entries & 7).astype(np.uint8))

    def count(self) -> int:
        """How many are set."""
        return int(np.bitwise_count(self._data).sum(dtype=np.int64))

    def write(self, path: Path) -> None:
        """Write the flags to a new file."""
        path.write_bytes(self._data.tobytes())
