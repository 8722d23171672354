"""Tables of NumPy columns: frozen dataclasses whose fields are arrays of one length and a declared dtype."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
U32: TypeAlias = NDArray[np.uint32]
I32: TypeAlias = NDArray[np.int32]
U16: TypeAlias = NDArray[np.uint16]
U8: TypeAlias = NDArray[np.uint8]
I8: TypeAlias = NDArray[np.int8]
F32: TypeAlias = NDArray[np.float32]
Flags: TypeAlias = NDArray[np.bool_]
Index: TypeAlias = NDArray[np.intp]


_DTYPES = {
    name: np.dtype(code)
    for name, code in (
        ("U64", "u8"),
        ("I64", "i8"),
        ("U32", "u4"),
        ("I32", "i4"),
        ("U16", "u2"),
        ("U8", "u1"),
        ("I8", "i1"),
        ("F32", "f4"),
        ("Flags", "?"),
    )
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Base of all tables here. Row ``i`` of every column together is one record.

    A column is declared by one of the names above. Raises ``ValueError`` when one has another dtype or length.
    """

    def __post_init__(self) -> None:
        lengths = set()
        for name, dtype in self.dtypes().items():
            values = getattr(self, name)
            if values.dtype != dtype or values.ndim != 1:
                raise ValueError(
                    f"{type(self).__name__}.{name} must be one column of {dtype}, not {values.ndim} of {values.dtype}."
                )
            lengths.add(len(values))
        if len(lengths) > 1:
            raise ValueError(f"The columns of {type(self).__name__} differ in length: {sorted(lengths)}.")

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    @classmethod
    def dtypes(cls) -> dict[str, np.dtype[Any]]:
        """The dtype of each column, in order."""
        return {each.name: _DTYPES[str(each.type)] for each in fields(cls)}

    @classmethod
    def empty(cls) -> Self:
        """A table without rows."""
        return cls(**{name: np.empty(0, dtype) for name, dtype in cls.dtypes().items()})

    @classmethod
    def of(cls, count: int | None = None, **values: object) -> Self:
        """A table from anything NumPy can read; a single value fills its column, a missing one is zeros."""
        dtypes = cls.dtypes()
        given = {name: np.asarray(value, dtypes.get(name)) for name, value in values.items()}
        rows = max((len(each) for each in given.values() if each.ndim), default=0) if count is None else count
        filled = {}
        for name, dtype in dtypes.items():
            value = given.pop(name, np.zeros((), dtype))
            filled[name] = value if value.ndim else np.full(rows, value, dtype)
        if given:
            raise ValueError(f"{cls.__name__} has no column {sorted(given)}.")
        return cls(**filled)

    @classmethod
    def join(cls, tables: Iterable[Self]) -> Self:
        """The rows of all tables, one after another."""
        parts = [each for each in tables if len(each)]
        if not parts:
            return cls.empty()
        if len(parts) == 1:
            return parts[0]
        return cls(**{name: np.concatenate([getattr(each, name) for each in parts]) for name in cls.dtypes()})

    def take(self, rows: Index | I64 | I32 | Flags) -> Self:
        """These rows, by number or by mask."""
        return type(self)(**{name: getattr(self, name)[rows] for name in self.dtypes()})

    def save(self, stem: Path) -> None:
        """Write one ``.npy`` a column, named ``stem.column.npy``."""
        for name in self.dtypes():
            np.save(stem.with_name(f"{stem.name}.{name}.npy"), getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, stem: Path) -> Self:
        """The table that ``save`` wrote, its columns mapped from disk and read as they are touched."""
        return cls(**{name: _mapped(stem.with_name(f"{stem.name}.{name}.npy")) for name in cls.dtypes()})


def _mapped(path: Path) -> NDArray[Any]:
    """A column on disk; an empty one can not be mapped and is read."""
    values: NDArray[Any] = np.load(path, mmap_mode="c", allow_pickle=False)
    return values
