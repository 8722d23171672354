"""Small cells hidden in what leaves the unit, with as many others as it takes that no sum gives one of them away.

Who reads a table knows three things: the cells that are shown, that one marked small is below the limit, and that one
withheld is not. From these and the sums between cells follows a least and a largest value of each hidden cell
(propagated until nothing moves). A small cell of which only one value is left is given away: then one more cell of the
sum that betrays it is withheld. Sums that form a tree (total, province, city) are told exactly; where they form a
circle, a bound may be wider than what pure reason allows.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
_Bounds = tuple[float, float]


class Shown(Enum):
    """What a reader sees in a cell."""

    VALUE = "value"
    NOWHERE = "nowhere"
    """It is implied only; where it is small, it is protected like one that is shown as small."""
    SMALL = "small"
    """Below the limit: printed as ``<5``."""
    WITHHELD = "withheld"
    """Large enough, and hidden to protect another."""


class Cell(NamedTuple):
    """A figure, and the least it can be for all that a reader knows: a row that stands there is at least 1.

    An ``implied`` cell stands nowhere, and follows from others: the persons of a whole who are not in a part of it.
    """

    value: int
    least: int = 0
    implied: bool = False


class Sum(NamedTuple, Generic[Key]):
    """The cells of ``left`` add up to the same as those of ``right``."""

    left: tuple[Key, ...]
    right: tuple[Key, ...]


class NotProtectedError(Exception):
    """Nothing is left that could be withheld to protect a small cell: what was told before gives it away."""


def suppress(
    cells: Mapping[Key, Cell],
    sums: Sequence[Sum[Key]],
    below: int,
    hidden: Collection[Key] = (),
    known: Collection[Key] = (),
) -> dict[Key, Shown]:
    """What may be seen of each cell. ``below`` is 3 or more; the sums must hold for the values.

    ``hidden`` are hidden whatever they are; of ``known`` a reader has the number: to withhold it protects nothing.
    Raises ``NotProtectedError`` where that gives a small cell away.
    """
    shown = {key: _at_first(cell, below, hidden=key in hidden) for key, cell in cells.items()}
    while betrayed := _betrayed(cells, sums, shown, below):
        also = _one_more(cells, sums, shown, betrayed, known)
        if also is None and known:
            raise NotProtectedError
        if also is None:
            return shown
        shown[also] = Shown.WITHHELD
    return shown


def bounds(
    cells: Mapping[Key, Cell], sums: Sequence[Sum[Key]], shown: Mapping[Key, Shown], below: int
) -> dict[Key, _Bounds]:
    """The least and the largest value of each cell, for a reader of what is shown."""
    found = {key: _known(cell, shown[key], below) for key, cell in cells.items()}
    moved = True
    while moved:
        moved = False
        for one in sums:
            for key, tighter in _tightened(one, found):
                moved |= tighter != found[key]
                found[key] = tighter
    return found


def _betrayed(cells: Mapping[Key, Cell], sums: Sequence[Sum[Key]], shown: Mapping[Key, Shown], below: int) -> list[Key]:
    """The small cells of which one value is left. That an implied one is 0 may be known: nobody stands behind it."""
    small = [key for key, seen in shown.items() if seen is Shown.SMALL or _is_small(cells[key], below)]
    if not small:
        return []
    found = bounds(cells, sums, shown, below)
    return [key for key in small if found[key][0] == found[key][1]]


def _at_first(cell: Cell, below: int, *, hidden: bool) -> Shown:
    if cell.implied:
        return Shown.NOWHERE
    if cell.value < below:
        return Shown.SMALL
    return Shown.WITHHELD if hidden else Shown.VALUE


def _is_small(cell: Cell, below: int) -> bool:
    return cell.implied and 0 < cell.value < below


def _known(cell: Cell, shown: Shown, below: int) -> _Bounds:
    if shown is Shown.VALUE:
        return cell.value, cell.value
    if shown is Shown.NOWHERE:
        return 0, math.inf
    return (cell.least, below - 1) if shown is Shown.SMALL else (below, math.inf)


def _tightened(one: Sum[Key], found: Mapping[Key, _Bounds]) -> Iterable[tuple[Key, _Bounds]]:
    for mine, others in ((one.left, one.right), (one.right, one.left)):
        for key in mine:
            rest = [other for other in mine if other != key]
            low = sum(found[k][0] for k in others) - sum(found[k][1] for k in rest)
            high = sum(found[k][1] for k in others) - sum(found[k][0] for k in rest)
            yield key, (max(found[key][0], low), min(found[key][1], high))


def _one_more(
    cells: Mapping[Key, Cell],
    sums: Sequence[Sum[Key]],
    shown: Mapping[Key, Shown],
    betrayed: Sequence[Key],
    known: Collection[Key],
) -> Key | None:
    """The next cell to withhold: of the nearest sums the smallest part, and a whole only where no part is left.

    A sum with one hidden cell tells it outright: such sums come first.
    """
    telling = [one for one in sums if _hidden(one, shown) == 1 and _protects(one, cells, shown)]
    for ring in ([telling] if telling else []) + list(_rings(sums, shown, betrayed[0])):
        parts = [key for one in ring for side in (one.left, one.right) if len(side) > 1 for key in side]
        wholes = [key for one in ring for side in (one.left, one.right) if len(side) == 1 for key in side]
        for group in (parts, wholes):
            seen = [key for key in group if shown[key] is Shown.VALUE and key not in known]
            if seen:
                return min(seen, key=lambda key: cells[key].value)
    return None


def _protects(one: Sum[Key], cells: Mapping[Key, Cell], shown: Mapping[Key, Shown]) -> bool:
    """Whether the hidden cell of a sum is one that must stay so: an implied one of 0 need not."""
    hidden = [key for key in (*one.left, *one.right) if shown[key] is not Shown.VALUE]
    return any(shown[key] is not Shown.NOWHERE or cells[key].value for key in hidden)


def _hidden(one: Sum[Key], shown: Mapping[Key, Shown]) -> int:
    return sum(shown[key] is not Shown.VALUE for key in (*one.left, *one.right))


def _rings(sums: Sequence[Sum[Key]], shown: Mapping[Key, Shown], start: Key) -> Iterable[list[Sum[Key]]]:
    """The sums that hold a cell, then those that hang on them by a hidden cell, and so on."""
    reached, left = {start}, list(sums)
    while ring := [one for one in left if reached & {*one.left, *one.right}]:
        yield ring
        left = [one for one in left if one not in ring]
        reached = {key for one in ring for key in (*one.left, *one.right) if shown[key] is not Shown.VALUE}
