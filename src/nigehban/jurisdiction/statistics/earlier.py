"""What an earlier release of the same figures leaves to be told in the next one.

Who reads both subtracts. So what was hidden stays hidden; what moved by fewer than the limit is hidden too, for the
difference is a small cell itself; and what was told and is the same is known, and protects nothing by being withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nigehban.jurisdiction.statistics.suppression import Shown
from nigehban.jurisdiction.statistics.told import Figure, Key, Told, ToldFigure

_NOTHING = Told(0, Shown.VALUE)
_UNLISTED = Told(None, Shown.NOWHERE)


class Bound(NamedTuple):
    """The cells that must be hidden, and those of which a reader has the number already."""

    hidden: frozenset[Key]
    known: frozenset[Key]


def bound_by(numbers: Mapping[Key, int], releases: Iterable[Sequence[ToldFigure]], below: int) -> Bound:
    """What earlier releases ask of cells with these numbers."""
    hidden, known = set[Key](), set[Key]()
    for release in releases:
        by_id = {figure.measure: figure for figure in release}
        for key, number in numbers.items():
            then = _then(by_id.get(key[0]), key)
            if then is None:
                continue
            if then.number is None or 0 < abs(number - then.number) < below:
                hidden.add(key)
            elif number == then.number:
                known.add(key)
    return Bound(frozenset(hidden), frozenset(known - hidden))


def as_listed(figure: Figure, releases: Iterable[Sequence[ToldFigure]]) -> Figure:
    """The figure without the rows that an earlier release did not list: their number would tell."""
    tables = dict(figure.tables)
    for then in (told for release in releases for told in release if told.measure == figure.measure):
        for by, rows in tables.items():
            keyed = [(row, (figure.measure, by, row.parent, row.value)) for row in rows]
            tables[by] = tuple(row for row, key in keyed if _then(then, key) is not _UNLISTED)
    return figure._replace(tables={by: rows for by, rows in tables.items() if rows})


def _then(figure: ToldFigure | None, key: Key) -> Told | None:
    """What a release told of a cell; ``None``: it did not speak of it. A row that did not stand there was 0."""
    _measure, by, parent, value = key
    if figure is None or not by:
        return figure and figure.told
    if by not in figure.tables:
        return _UNLISTED if figure.told.number is None else None
    rows = figure.tables[by]
    found = next((row.told for row in rows if (row.parent, row.value) == (parent, value)), None)
    if found is not None:
        return found
    is_empty = bool(parent) and not any(row.parent == parent for row in rows)
    return _UNLISTED if is_empty and _was_hidden(figure, parent) else _NOTHING


def _was_hidden(figure: ToldFigure, value: str) -> bool:
    return any(row.value == value and row.told.number is None for rows in figure.tables.values() for row in rows)
