"""Cells of a table as what their column holds: one by one, or a whole column at once where it is clean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa

from nigehban.formats.known_sets.digests import BadHash, parse, parse_all
from nigehban.formats.known_sets.list_mapping import ListColumn, ListMapping
from nigehban.formats.known_sets.rows import POSITIONS, fixed
from nigehban.records.known import HASHES

Take = Callable[[str], object]
"""What a cell that is not empty gives. Raises ``ValueError`` with the reason why it gives nothing."""
_FEW: Final = 64
_MOST_DIGITS: Final = 18
_SIZE: Final = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5}")
_QUALITY: Final = re.compile(r"100|[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells in one column of a table are taken: ``position`` is theirs, ``column`` where they go in a row."""

    position: int
    column: int
    take: Take
    _hash: str | None = None
    _few: bool = False

    @classmethod
    def of(cls, mapping: ListMapping, position: int, column: ListColumn) -> Cells:
        """By what the mapping says that the column is."""
        name = "updated_text" if column.name == "updated" else column.name
        at = POSITIONS[name]
        if column.target == "hash":
            return cls(position, at, lambda text: parse(name, text), name if name in HASHES else None)
        if column.target == "flag":
            return cls(position, at, _remembered(lambda text: _answer(mapping, text, name)), _few=True)
        if name == "media":
            return cls(position, at, _remembered(lambda text: _media(mapping, text)), _few=True)
        return cls(position, at, _FIELDS.get(name, str))

    def take_all(self, cells: Sequence[str]) -> pa.Array | Sequence[object] | None:
        """What many cells give; ``None`` when one of them gives nothing and must be spoken of."""
        try:
            if self._hash:
                return _hashes(cells, self._hash)
            if self.take is _size and _are_numbers(cells):
                return list(map(int, cells))
            if self.take is str:
                return [text.strip() or None for text in cells]
            if self._few and len(distinct := set(cells)) <= _FEW:
                given = {text: self.take(text.strip()) if text.strip() else _EMPTY[self.column] for text in distinct}
                return [given[text] for text in cells]
            return [self.take(text.strip()) if text.strip() else _EMPTY[self.column] for text in cells]
        except (ValueError, BadHash):
            return None


_EMPTY: Final = {position: False if name == "withdrawn" else None for name, position in POSITIONS.items()}
"""What an empty cell gives."""


def _hashes(cells: Sequence[str], kind: str) -> pa.Array:
    """Hashes all of the right length, some of them missing. Raises ``ValueError`` for others."""
    present = [text for text in cells if text]
    width = HASHES[kind]
    if not present:
        return pa.nulls(len(cells), pa.binary(width))
    found = fixed(parse_all(kind, present), width)
    if len(present) == len(cells):
        return found
    there = np.fromiter(map(bool, cells), bool, len(cells))
    return found.take(pa.array(np.cumsum(there) - 1, mask=~there))


def _are_numbers(cells: Sequence[str]) -> bool:
    text = "".join(cells)
    return text.isascii() and text.isdigit() and all(cells) and max(map(len, cells)) <= _MOST_DIGITS


def _remembered(take: Take) -> Take:
    """The same for words of which a list has only a few."""
    return lru_cache(maxsize=256)(take)


def _answer(mapping: ListMapping, text: str, name: str) -> bool | None:
    try:
        answer = mapping.answer(text)
    except ValueError:
        raise ValueError(f"{text[:80]!r} is no word for yes or no that the mapping names; it is unknown") from None
    return bool(answer) if name == "withdrawn" else answer


def _media(mapping: ListMapping, text: str) -> str:
    kind = mapping.media(text)
    if kind is None:
        raise ValueError(f"{text[:80]!r} is no word for image or video that the mapping names; it is unknown")
    return kind


def _size(text: str) -> int:
    if not _SIZE.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no number of bytes")
    return int(text.replace(",", ""))


def _quality(text: str) -> int:
    if not _QUALITY.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no PDQ quality: that is a number from 0 to 100")
    return int(text)


_FIELDS: Final[dict[str, Take]] = {"size": _size, "pdq_quality": _quality}
